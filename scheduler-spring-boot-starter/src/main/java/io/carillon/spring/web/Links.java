package io.carillon.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/** Addresses within the API, as paths from the host's root. */
final class Links {

  private final String apiPath;

  Links(String apiPath) {
    this.apiPath = apiPath;
  }

  /** The address of {@code path} below the API. */
  String to(Call call, String path) {
    return root(call.request()) + apiPath + path;
  }

  /** What stands before the application's own paths: the context's path and the servlet's. */
  static String root(HttpServletRequest request) {
    RequestPath path = ServletRequestPathUtils.getParsedRequestPath(request);
    String whole = path.value();
    return whole.substring(0, whole.length() - path.pathWithinApplication().value().length());
  }

  /** Adds the link to the next page: the same request from {@code cursor} on. */
  Answer next(Call call, Answer answer, String parameter, String cursor) {
    HttpServletRequest request = call.request();
    StringBuilder link = new StringBuilder(request.getRequestURI()).append('?');
    for (Map.Entry<String, String[]> entry : request.getParameterMap().entrySet()) {
      if (!entry.getKey().equals(parameter)) {
        Arrays.stream(entry.getValue())
            .forEach(value -> link.append(pair(entry.getKey(), value)).append('&'));
      }
    }
    return answer.with("Link", "<" + link.append(pair(parameter, cursor)) + ">; rel=\"next\"");
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
