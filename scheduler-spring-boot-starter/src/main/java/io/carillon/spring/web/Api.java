package io.carillon.spring.web;

import io.carillon.InvalidDefinitionException;
import io.carillon.LimitReachedException;
import io.carillon.UnknownRunException;
import io.carillon.UnknownTaskException;
import io.carillon.VersionConflictException;
import io.carillon.spi.StoreUnavailableException;
import io.carillon.spring.web.Routes.Match;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: guards them, finds their endpoint, and turns what it throws into problems. */
final class Api {

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private final Routes routes;
  private final Call.Limits limits;

  Api(Routes routes, Call.Limits limits) {
    this.routes = routes;
    this.limits = limits;
  }

  /**
   * The answer to a request; never throws.
   *
   * @param path below the API's own path, still encoded
   */
  Answer answer(HttpServletRequest request, String path) {
    try {
      Match match = routes.match(request, path);
      WriteGuard.check(request);
      return match.endpoint().answer(new Call(request, match.path(), limits));
    } catch (RuntimeException e) {
      return fault(e, request).answer(request.getRequestURI());
    }
  }

  private static Fault fault(RuntimeException e, HttpServletRequest request) {
    if (e instanceof Fault fault) {
      return fault;
    }
    if (e instanceof InvalidDefinitionException invalid) {
      return Fault.invalid(invalid);
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnknownTaskException || e instanceof UnknownRunException) {
      return Fault.notFound(message);
    }
    if (e instanceof VersionConflictException) {
      return new Fault(409, "version-conflict", "Somebody else changed it", message);
    }
    if (e instanceof LimitReachedException) {
      return new Fault(409, "limit-reached", "The owner has as many as allowed", message);
    }
    if (e instanceof StoreUnavailableException) {
      return new Fault(
              503,
              "store-away",
              "The store does not answer",
              "The store does not answer. Try again in some seconds.")
          .with("Retry-After", "5");
    }
    LOG.error("{} {} failed.", request.getMethod(), request.getRequestURI(), e);
    return new Fault(
        500,
        "failure",
        "It failed",
        "The request failed for a reason that is not the client's. The application's log has it.");
  }
}
