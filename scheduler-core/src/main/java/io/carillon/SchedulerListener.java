package io.carillon;

/**
 * Hears of what happened, after the commit, best effort: a process that dies tells nobody. What
 * must not be lost is a delivery. Called on the scheduler's threads: be quick; what it throws is
 * logged and does no harm.
 */
@FunctionalInterface
public interface SchedulerListener {
  void on(SchedulerEvent event);
}
