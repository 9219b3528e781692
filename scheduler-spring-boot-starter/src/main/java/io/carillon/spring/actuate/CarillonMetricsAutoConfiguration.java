package io.carillon.spring.actuate;

import io.carillon.Scheduler;
import io.carillon.spring.CarillonAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The scheduler's meters, unless {@code management.metrics.enable.carillon=false}. */
@AutoConfiguration(
    after = CarillonAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({Scheduler.class, MeterRegistry.class})
@ConditionalOnBooleanProperty(name = "management.metrics.enable.carillon", matchIfMissing = true)
public final class CarillonMetricsAutoConfiguration {

  /** Made by Spring. */
  public CarillonMetricsAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  SchedulerMetrics carillonMetrics(Scheduler scheduler, MeterRegistry registry) {
    return new SchedulerMetrics(scheduler, registry);
  }
}
