package io.carillon.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from writing through a user's browser (cross-site request forgery). A write
 * must carry a header that a browser sends across sites only after asking first, which is never
 * allowed here; and where a browser says where a request comes from, it must be this site. With
 * Spring Security its own token is checked before, by its filter, and its header counts as well.
 */
final class WriteGuard {

  /** What a write carries; any value. */
  static final String HEADER = "X-Carillon-Request";

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private WriteGuard() {}

  /**
   * Lets a request pass, or not.
   *
   * @throws Fault 403, saying what to send
   */
  static void check(HttpServletRequest request) {
    if (READS.contains(request.getMethod())) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw refused("The request comes from another site (Sec-Fetch-Site: " + site + ").");
    }
    String origin = request.getHeader("Origin");
    if (site == null && origin != null && !isOwn(origin, request)) {
      throw refused(
          "The request comes from another origin, "
              + origin
              + ". Behind a proxy, set server.forward-headers-strategy.");
    }
    CsrfToken token = CsrfToken.of(request);
    boolean marked =
        request.getHeader(HEADER) != null
            || (token != null && request.getHeader(token.header()) != null);
    if (!marked) {
      throw refused("The request has no header " + HEADER + ": add it, with any value.");
    }
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    try {
      URI uri = URI.create(origin);
      String host = uri.getHost();
      return host != null
          && host.equalsIgnoreCase(request.getServerName())
          && port(uri.getPort(), uri.getScheme())
              == port(request.getServerPort(), request.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int port(int port, @Nullable String scheme) {
    if (port > 0) {
      return port;
    }
    return scheme != null && scheme.toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }

  private static Fault refused(String detail) {
    return new Fault(403, "forbidden-write", "The write is refused", detail);
  }
}
