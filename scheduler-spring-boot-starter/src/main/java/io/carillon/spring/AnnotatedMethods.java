package io.carillon.spring;

import io.carillon.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.ClassUtils;

/**
 * Finds the methods of the host's beans that are tasks or handlers, by their types alone: no bean
 * is made for it, so a bean may well ask for the scheduler.
 */
final class AnnotatedMethods {

  private final List<HandlerRegistration<?>> handlers = new ArrayList<>();
  private final List<Declaration> declarations = new ArrayList<>();
  private final Map<String, HandlerMethod> byName = new LinkedHashMap<>();
  private final ConfigurableListableBeanFactory beans;
  private final PropertyResolver properties;

  private AnnotatedMethods(ConfigurableListableBeanFactory beans, PropertyResolver properties) {
    this.beans = beans;
    this.properties = properties;
  }

  static AnnotatedMethods of(ConfigurableListableBeanFactory beans, PropertyResolver properties) {
    AnnotatedMethods found = new AnnotatedMethods(beans, properties);
    for (String bean : beans.getBeanNamesForType(Object.class, true, false)) {
      Class<?> type = ScopedProxyUtils.isScopedTarget(bean) ? null : found.type(bean);
      if (type != null
          && AnnotationUtils.isCandidateClass(
              type, List.of(ScheduledTask.class, ScheduledTasks.class, TaskHandler.class))) {
        found.search(bean, type);
      }
    }
    return found;
  }

  /** The handlers, one for each method. */
  List<HandlerRegistration<?>> handlers() {
    return List.copyOf(handlers);
  }

  /** The tasks, and what is wrong with some of them. */
  List<Declaration> declarations() {
    return List.copyOf(declarations);
  }

  private @Nullable Class<?> type(String bean) {
    if (beans.containsBeanDefinition(bean)) {
      BeanDefinition definition = beans.getMergedBeanDefinition(bean);
      Object original = definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
      if (original instanceof Class<?> target) {
        return target;
      }
    }
    try {
      Class<?> type = beans.getType(scopedTarget(bean), false);
      return type == null ? null : ClassUtils.getUserClass(type);
    } catch (NoSuchBeanDefinitionException e) {
      return null;
    }
  }

  private String scopedTarget(String bean) {
    String target = ScopedProxyUtils.getTargetBeanName(bean);
    return beans.containsBeanDefinition(target) ? target : bean;
  }

  private void search(String bean, Class<?> type) {
    Map<Method, Boolean> methods =
        MethodIntrospector.selectMethods(
            type,
            (MethodIntrospector.MetadataLookup<Boolean>)
                method -> isOurs(method) ? Boolean.TRUE : null);
    methods.keySet().stream()
        .sorted(Comparator.comparing(Method::toString))
        .forEach(method -> add(new HandlerMethod(beans, bean, method), method));
  }

  private static boolean isOurs(Method method) {
    return AnnotatedElementUtils.hasAnnotation(method, TaskHandler.class)
        || !tasksOn(method).isEmpty();
  }

  private static Set<ScheduledTask> tasksOn(Method method) {
    return AnnotatedElementUtils.getMergedRepeatableAnnotations(
        method, ScheduledTask.class, ScheduledTasks.class);
  }

  private void add(HandlerMethod handler, Method method) {
    List<Problem> problems = handler.problems();
    TaskHandler named = AnnotatedElementUtils.findMergedAnnotation(method, TaskHandler.class);
    String asked = named == null ? "" : properties.resolvePlaceholders(named.value()).strip();
    String name = asked.isEmpty() ? handler.defaultName() : asked;
    HandlerMethod other = byName.putIfAbsent(name, handler);
    if (other != null) {
      problems.add(
          Problem.of(
              "",
              "the handler \"" + name + "\" is also " + other.place() + ".",
              "Name one of them with @TaskHandler."));
    }
    if (!problems.isEmpty()) {
      declarations.add(Declaration.faulty(problems, problem -> handler.place()));
      return;
    }
    handlers.add(handler.registration(name));
    for (ScheduledTask task : tasksOn(method)) {
      declarations.add(new ScheduledTaskReader(properties, task, handler).declaration(name));
    }
  }
}
