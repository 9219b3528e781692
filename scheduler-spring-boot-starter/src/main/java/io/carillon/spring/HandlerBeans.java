package io.carillon.spring;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Handler;
import io.carillon.RunContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * The beans of type {@link Handler}, under their beans' names. A bean is asked for when a run calls
 * it, so that it may itself ask for the scheduler.
 */
final class HandlerBeans {

  private final ConfigurableListableBeanFactory beans;

  HandlerBeans(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  List<HandlerRegistration<?>> registrations() {
    List<HandlerRegistration<?>> found = new ArrayList<>();
    for (String name : beans.getBeanNamesForType(Handler.class, true, false)) {
      found.add(registration(name, payload(name)));
    }
    return found;
  }

  private <T> HandlerRegistration<T> registration(String name, Class<T> type) {
    return new HandlerRegistration<>(
        name, type, (payload, context) -> call(name, payload, context));
  }

  @SuppressWarnings("unchecked") // The payload was decoded to the type that the bean declares.
  private @Nullable Object call(String name, Object payload, RunContext context) throws Exception {
    return ((Handler<Object>) beans.getBean(name, Handler.class)).handle(payload, context);
  }

  private Class<?> payload(String name) {
    ResolvableType declared =
        beans.containsBeanDefinition(name)
            ? beans.getMergedBeanDefinition(name).getResolvableType()
            : ResolvableType.forClass(beans.getType(name));
    Class<?> payload = declared.as(Handler.class).getGeneric(0).resolve();
    return payload == null ? JsonNode.class : payload;
  }
}
