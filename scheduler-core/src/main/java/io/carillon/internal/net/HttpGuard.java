package io.carillon.internal.net;

import io.carillon.EgressPolicy;
import io.carillon.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps outbound requests away from private networks. A URL is checked twice: its text when a task
 * is defined, and all addresses of its host before every request and every redirect. What this
 * covers and what not is in {@code docs/decisions/egress.md}.
 */
public final class HttpGuard {

  /** Finds the addresses of a host; {@link InetAddress#getAllByName} outside tests. */
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final EgressPolicy policy;
  private final Resolver resolver;
  private final boolean addressesHold;

  /** A guard that resolves as the JVM does. */
  public HttpGuard(EgressPolicy policy) {
    this(policy, InetAddress::getAllByName, jvmCachesAddresses());
  }

  HttpGuard(EgressPolicy policy, Resolver resolver, boolean addressesHold) {
    this.policy = policy;
    this.resolver = resolver;
    this.addressesHold = addressesHold;
  }

  /** A guard that also lets requests go to these hosts, addresses or ranges. */
  public static HttpGuard allowing(String... entries) {
    return new HttpGuard(EgressPolicy.allowing(entries));
  }

  /** A guard for public addresses only. */
  public static HttpGuard publicOnly() {
    return new HttpGuard(EgressPolicy.publicOnly());
  }

  /** The fault of a URL's text; empty when a request may be tried. Asks no name server. */
  public static Optional<Problem> fault(String field, String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.of(problem(field, "is not a URL", "\"https://example.com/path\""));
    }
    String why = textFault(uri);
    return why == null
        ? Optional.empty()
        : Optional.of(problem(field, why, "\"https://example.com/path\""));
  }

  private static Problem problem(String field, String what, String example) {
    return Problem.of(field, what + ".", "Write for example " + example + ".");
  }

  private static @Nullable String textFault(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?")) {
      return "must start with http:// or https://";
    }
    if (uri.getRawUserInfo() != null) {
      return "holds a user or a password; use a header with a secret reference";
    }
    if (uri.getHost() == null) {
      return "has no valid host";
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return "has a port that is not in 1-65535";
    }
    if (HostNames.isOddIpv4(uri.getHost())) {
      return "has an address that is not four decimal numbers, such as 93.184.216.34";
    }
    return null;
  }

  /**
   * Lets a request pass or refuses it. Blocks for the name server's answer.
   *
   * @throws EgressDeniedException when the URL, or any address of its host, is not allowed
   * @throws UnknownHostException when the host has no address
   */
  public void vet(URI uri) throws EgressDeniedException, UnknownHostException {
    String fault = textFault(uri);
    if (fault != null) {
      throw new EgressDeniedException("The URL " + fault + ".");
    }
    String host = HostNames.unbracketed(uri.getHost()).toLowerCase(Locale.ROOT);
    if (policy.hosts().contains(host)) {
      return;
    }
    List<AddressKind> refused = new ArrayList<>();
    InetAddress[] addresses = resolve(host);
    for (InetAddress address : addresses) {
      AddressKind kind = AddressKind.of(address);
      boolean allowed =
          kind == AddressKind.PUBLIC
              || (kind.isPrivate() && policy.isPrivateAllowed())
              || policy.names(address.getAddress());
      if (!allowed) {
        refused.add(kind);
      }
    }
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    if (!refused.isEmpty()) {
      throw denied(host, refused.get(0));
    }
    if (!addressesHold && uri.getScheme().equalsIgnoreCase("http") && !isLiteral(host)) {
      throw new EgressDeniedException(
          "http://"
              + host
              + " is refused: this JVM looks every name up anew (networkaddress.cache.ttl=0), so a"
              + " checked address does not hold. Use https, or allow this host by name.");
    }
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    try {
      return resolver.resolve(host);
    } catch (SecurityException e) {
      throw new UnknownHostException(host + ": " + e.getMessage());
    }
  }

  private static EgressDeniedException denied(String host, AddressKind kind) {
    return new EgressDeniedException(
        "Host \""
            + host
            + "\" is or resolves to "
            + kind.words()
            + ". Outbound requests go to public addresses only; the scheduler's egress policy can"
            + " allow this host.");
  }

  private static boolean isLiteral(String host) {
    return host.contains(":") || HostNames.isCanonicalIpv4(host);
  }

  private static boolean jvmCachesAddresses() {
    String security = Security.getProperty("networkaddress.cache.ttl");
    String set = security != null ? security : System.getProperty("sun.net.inetaddr.ttl");
    return set == null || !set.trim().equals("0");
  }
}
