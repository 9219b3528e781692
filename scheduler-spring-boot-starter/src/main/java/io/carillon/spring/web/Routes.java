package io.carillon.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which endpoint answers which method and path. */
final class Routes {

  /** Answers a call. */
  @FunctionalInterface
  interface Endpoint {
    Answer answer(Call call);
  }

  private record Route(String method, PathPattern pattern, Endpoint endpoint) {}

  /** An endpoint and the named parts of the path. */
  record Match(Endpoint endpoint, Map<String, String> path) {}

  private final List<Route> routes = new ArrayList<>();
  private final PathPatternParser parser = new PathPatternParser();

  Routes on(String method, String pattern, Endpoint endpoint) {
    routes.add(new Route(method, parser.parse(pattern), endpoint));
    return this;
  }

  Routes get(String pattern, Endpoint endpoint) {
    return on("GET", pattern, endpoint);
  }

  Routes post(String pattern, Endpoint endpoint) {
    return on("POST", pattern, endpoint);
  }

  /**
   * The endpoint of a request, the first that fits.
   *
   * @param path below the API's own path, still encoded
   * @throws Fault 404 or 405
   */
  Match match(HttpServletRequest request, String path) {
    PathContainer parsed = PathContainer.parsePath(path.isEmpty() ? "/" : path);
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Set<String> allowed = new LinkedHashSet<>();
    for (Route route : routes) {
      PathPattern.@Nullable PathMatchInfo info = route.pattern().matchAndExtract(parsed);
      if (info != null && route.method().equals(method)) {
        return new Match(route.endpoint(), info.getUriVariables());
      }
      if (info != null) {
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw Fault.notFound("There is nothing at " + path + ".");
    }
    String use = String.join(", ", allowed);
    String detail = request.getMethod() + " is not possible here: use " + use + ".";
    throw new Fault(405, "method-not-allowed", "The method is not allowed here", detail)
        .with("Allow", use);
  }
}
