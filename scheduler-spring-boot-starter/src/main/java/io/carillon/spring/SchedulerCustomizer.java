package io.carillon.spring;

import io.carillon.SchedulerBuilder;

/**
 * Changes the scheduler's builder before the scheduler is made. All beans of this type are asked,
 * in their order; what they set wins over the configuration.
 */
@FunctionalInterface
public interface SchedulerCustomizer {
  void customize(SchedulerBuilder builder);
}
