package io.carillon.spring.actuate;

import io.carillon.Scheduler;
import io.carillon.spring.CarillonAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * The scheduler in the health endpoint, unless {@code management.health.carillon.enabled=false}.
 */
@AutoConfiguration(after = CarillonAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Scheduler.class)
public final class CarillonHealthAutoConfiguration {

  /** Made by Spring. */
  public CarillonHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnEnabledHealthIndicator("carillon")
  @ConditionalOnMissingBean(name = "carillonHealthIndicator")
  HealthIndicator carillonHealthIndicator(Scheduler scheduler) {
    return new SchedulerHealthIndicator(scheduler);
  }
}
