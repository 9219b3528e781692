package io.carillon.spring.actuate;

import io.carillon.Scheduler;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * How this node is. A node that is disabled on purpose, or that works with trouble, is up: its
 * details say more.
 */
final class SchedulerHealthIndicator extends AbstractHealthIndicator {

  private final Scheduler scheduler;

  SchedulerHealthIndicator(Scheduler scheduler) {
    super("The scheduler's health cannot be asked");
    this.scheduler = scheduler;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    io.carillon.Health health = scheduler.health();
    if (health.state() == io.carillon.Health.State.DOWN) {
      builder.down();
    } else {
      builder.up();
    }
    builder
        .withDetail("state", health.state().name())
        .withDetail("node", health.node())
        .withDetail("running", health.running())
        .withDetail("capacity", health.capacity())
        .withDetail("restarts", health.restarts())
        .withDetail("problems", health.problems());
  }
}
