package io.carillon.spring;

import io.carillon.Overlap;
import io.carillon.time.CronDialect;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean's method a scheduled task. The method may take a {@link io.carillon.RunContext} and
 * one payload of any other type, in any order, or nothing; what it returns is the run's output (an
 * {@link io.carillon.Outcome} is used as it is). It is called through the bean, so that the bean's
 * proxies (transactions, security) apply.
 *
 * <p>Each of {@link #cron}, {@link #phrase}, {@link #every}, {@link #afterEach}, {@link #at} and
 * {@link #event} that is set is a trigger; a task with none runs on request only. All texts may
 * hold placeholders such as {@code ${report.cron}}; one that resolves to nothing, or to {@code -},
 * counts as not set.
 *
 * <p>What is wrong with any of them keeps the application from starting, with all faults at once.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ScheduledTasks.class)
public @interface ScheduledTask {

  /** The task's name, unique in its namespace. Default: the bean's name, a dot, the method's. */
  String name() default "";

  /** A cron expression in {@link #dialect}; a zone may follow it. */
  String cron() default "";

  /** The dialect of {@link #cron}. An expression that starts with {@code @} is a nickname. */
  CronDialect dialect() default CronDialect.UNIX5;

  /**
   * A schedule in words: {@code every weekday at 9}. Refused where it is not certain: {@link
   * io.carillon.phrase.DeclaredPhrase}.
   */
  String phrase() default "";

  /** A fixed rate, in true elapsed time: {@code 45m}, {@code PT45M}. */
  String every() default "";

  /** A fixed delay after the end of the run before: {@code 10s}, {@code PT10S}. */
  String afterEach() default "";

  /**
   * Once: an instant ({@code 2027-01-01T09:00:00Z}) or a time on the wall clock of the zone ({@code
   * 2027-01-01T09:00}).
   */
  String at() default "";

  /** The topic of events, each of which is one run. */
  String event() default "";

  /** The IANA name of the time zone. Default: the owner's, else the scheduler's. */
  String zone() default "";

  /** A sentence or two for people. */
  String description() default "";

  /** The tenant. Default: the default namespace. */
  String namespace() default "";

  /** The user it belongs to. */
  String owner() default "";

  /** Labels, each {@code key=value}. */
  String[] labels() default {};

  /** The channels that results go to, such as {@code inbox}. */
  String[] deliverTo() default {};

  /** How often a failed run is tried again, 0 to 1000. Default: 3. */
  String retries() default "";

  /** How long one attempt may take: {@code 90s}, {@code PT90S}. Default: 300 s. */
  String timeout() default "";

  /** What happens while an earlier run has not ended; at most one. Default: by the triggers. */
  Overlap.Mode[] overlap() default {};
}
