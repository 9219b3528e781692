package io.carillon.spring.web;

import io.carillon.Scheduler;
import io.carillon.spring.CarillonAutoConfiguration;
import io.carillon.spring.CarillonProperties;
import io.carillon.spring.ModelCatalog;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The REST API and the page, once {@code carillon.web.enabled} is true. */
@AutoConfiguration(after = CarillonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Servlet.class, DispatcherServlet.class, RouterFunction.class})
@ConditionalOnBean(Scheduler.class)
@ConditionalOnBooleanProperty("carillon.web.enabled")
public final class CarillonWebAutoConfiguration {

  /** Made by Spring. */
  public CarillonWebAutoConfiguration() {}

  @Bean
  EventStreams carillonEventStreams(CarillonProperties properties) {
    return new EventStreams(properties.web().events());
  }

  @Bean
  EventStreamsLifecycle carillonEventStreamsLifecycle(EventStreams streams) {
    return new EventStreamsLifecycle(streams);
  }

  @Bean
  RouterFunction<ServerResponse> carillonApi(
      Scheduler scheduler,
      CarillonProperties properties,
      EventStreams streams,
      ObjectProvider<ModelCatalog> models) {
    CarillonProperties.Web web = properties.web();
    String base = path("carillon.web.api-path", web.apiPath());
    Links links = new Links(base);
    Routes routes = new Routes();
    new TaskEndpoints(scheduler, links).register(routes);
    new DraftEndpoints(scheduler).register(routes);
    new RunEndpoints(scheduler, links).register(routes);
    new NodeEndpoints(scheduler, models.getIfAvailable(() -> List::of)).register(routes);
    Api api = new Api(routes, new Call.Limits(web.maxBody().toBytes(), web.adminRole()));
    return RouterFunctions.route()
        .route(
            RequestPredicates.GET(base + "/events"),
            request -> events(request.servletRequest(), streams))
        .route(
            RequestPredicates.path(base).or(RequestPredicates.path(base + "/**")),
            request -> send(api.answer(request.servletRequest(), below(request, base))))
        .build();
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "carillon.web.page.enabled", matchIfMissing = true)
  RouterFunction<ServerResponse> carillonPage(CarillonProperties properties) {
    CarillonProperties.Web web = properties.web();
    String base = path("carillon.web.page.path", web.page().path());
    Page page = new Page(base, path("carillon.web.api-path", web.apiPath()));
    return RouterFunctions.route()
        .route(
            RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
                .and(RequestPredicates.path(base).or(RequestPredicates.path(base + "/**"))),
            request -> send(page.answer(request.servletRequest(), below(request, base))))
        .build();
  }

  private static ServerResponse events(HttpServletRequest request, EventStreams streams) {
    try {
      return streams.open();
    } catch (Fault fault) {
      return send(fault.answer(request.getRequestURI()));
    }
  }

  private static String below(ServerRequest request, String base) {
    String path = request.requestPath().pathWithinApplication().value();
    return path.substring(Math.min(base.length(), path.length()));
  }

  private static ServerResponse send(Answer answer) {
    ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
    answer.headers().forEach(response::header);
    return response.build(
        (request, raw) -> {
          if (answer.body().length > 0) {
            raw.setContentLength(answer.body().length);
            raw.getOutputStream().write(answer.body());
          }
          return null;
        });
  }

  private static String path(String property, String path) {
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException(
          property
              + " is \""
              + path
              + "\": write a path such as \"/carillon\", without a slash at its end.");
    }
    return path;
  }
}
