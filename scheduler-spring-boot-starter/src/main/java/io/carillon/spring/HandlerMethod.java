package io.carillon.spring;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.JsonCodec;
import io.carillon.Problem;
import io.carillon.RunContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean that works as a Java handler. The bean is asked for when a run calls it, so
 * that scopes, proxies and lazy beans work.
 */
final class HandlerMethod {

  private final BeanFactory beans;
  private final String bean;
  private final Method method;

  HandlerMethod(BeanFactory beans, String bean, Method method) {
    this.beans = beans;
    this.bean = bean;
    this.method = method;
  }

  /** The name of a handler or task that names none. */
  String defaultName() {
    return bean + "." + method.getName();
  }

  /** Where it is, for messages. */
  String place() {
    return "bean \""
        + bean
        + "\", method "
        + method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + "()";
  }

  /** What is wrong with its form; empty when it can be called. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (Modifier.isPrivate(method.getModifiers())) {
      problems.add(Problem.of("", "the method is private.", "Make it public."));
    }
    if (Future.class.isAssignableFrom(method.getReturnType())
        || CompletionStage.class.isAssignableFrom(method.getReturnType())) {
      problems.add(
          Problem.of(
              "",
              "the method returns a future: its run would end before its work.",
              "Return the value itself; the run has a thread of its own."));
    }
    int payloads = 0;
    int contexts = 0;
    for (Class<?> type : method.getParameterTypes()) {
      if (type == RunContext.class) {
        contexts++;
      } else {
        payloads++;
      }
    }
    if (payloads > 1 || contexts > 1) {
      problems.add(
          Problem.of(
              "",
              "the method takes "
                  + method.getParameterCount()
                  + " parameters, expected at most one RunContext and one payload.",
              "Gather the rest in one record."));
    }
    return problems;
  }

  /** Its registration as a handler of this name. */
  HandlerRegistration<?> registration(String name) {
    for (int i = 0; i < method.getParameterCount(); i++) {
      Class<?> type = method.getParameterTypes()[i];
      if (type != RunContext.class) {
        return new MethodParameter(method, i).isOptional()
            ? optional(name, type)
            : typed(name, type);
      }
    }
    return new HandlerRegistration<>(
        name, JsonNode.class, (payload, context) -> call(null, context));
  }

  private <T> HandlerRegistration<T> typed(String name, Class<T> type) {
    return new HandlerRegistration<>(name, type, this::call);
  }

  /** A payload that may be missing: JSON null is passed on as null. */
  private HandlerRegistration<JsonNode> optional(String name, Class<?> type) {
    String what = "The payload of handler \"" + name + "\"";
    return new HandlerRegistration<>(
        name,
        JsonNode.class,
        (json, context) ->
            call(json.isNull() ? null : JsonCodec.fromJson(json, type, what), context));
  }

  private @Nullable Object call(@Nullable Object payload, RunContext context) throws Exception {
    Object target = beans.getBean(bean);
    Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
    @Nullable Object[] arguments = new @Nullable Object[invocable.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = invocable.getParameterTypes()[i] == RunContext.class ? context : payload;
    }
    ReflectionUtils.makeAccessible(invocable);
    try {
      return invocable.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
