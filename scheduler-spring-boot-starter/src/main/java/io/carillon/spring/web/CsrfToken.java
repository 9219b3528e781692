package io.carillon.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The token of Spring Security for this request, where it is there and guards writes.
 *
 * @param header the header that carries it
 * @param value the token
 */
record CsrfToken(String header, String value) {

  private static final boolean SECURED =
      ClassUtils.isPresent(
          "org.springframework.security.web.csrf.CsrfToken", CsrfToken.class.getClassLoader());

  static @Nullable CsrfToken of(HttpServletRequest request) {
    return SECURED ? Secured.of(request) : null;
  }

  /** Loaded only where Spring Security is. */
  private static final class Secured {

    static @Nullable CsrfToken of(HttpServletRequest request) {
      Object token =
          request.getAttribute(org.springframework.security.web.csrf.CsrfToken.class.getName());
      return token instanceof org.springframework.security.web.csrf.CsrfToken found
          ? new CsrfToken(found.getHeaderName(), found.getToken())
          : null;
    }
  }
}
