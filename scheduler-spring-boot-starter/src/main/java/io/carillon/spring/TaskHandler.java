package io.carillon.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers a bean's method as a Java handler, which tasks of the action {@code java} call by its
 * name. The method may take a {@link io.carillon.RunContext} and one payload of any other type, in
 * any order, or nothing; what it returns is the run's output.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TaskHandler {

  /** The handler's name. Default: the bean's name, a dot, the method's. */
  String value() default "";
}
