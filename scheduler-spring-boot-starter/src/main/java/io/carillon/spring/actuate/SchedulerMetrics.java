package io.carillon.spring.actuate;

import io.carillon.Health;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerListener;
import io.carillon.Usage;
import io.carillon.spi.RunQuery;
import io.carillon.spi.StoreUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler's meters. Counters and timers tell of the runs that ended on this node; the queue's
 * depth is that of the store, asked for at most every ten seconds. No meter has the name of a task
 * as a tag: users make tasks without bound.
 */
final class SchedulerMetrics implements SchedulerListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerMetrics.class);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final RunStatus[] QUEUE = {
    RunStatus.WAITING,
    RunStatus.PENDING,
    RunStatus.RETRYING,
    RunStatus.RUNNING,
    RunStatus.SUSPENDED,
    RunStatus.BLOCKED
  };

  private final Scheduler scheduler;
  private final MeterRegistry registry;
  private final ThreadPoolExecutor reader;
  private Map<RunStatus, Long> counts = Map.of();
  private Instant countedAt = Instant.MIN;

  SchedulerMetrics(Scheduler scheduler, MeterRegistry registry) {
    this.scheduler = scheduler;
    this.registry = registry;
    this.reader =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(10_000),
            work -> {
              Thread thread = new Thread(work, "carillon-metrics");
              thread.setDaemon(true);
              return thread;
            },
            (work, pool) -> registry.counter("carillon.metrics.dropped").increment());
    reader.allowCoreThreadTimeOut(true);
    bindNode();
    for (RunStatus status : QUEUE) {
      Gauge.builder("carillon.queue", this, metrics -> metrics.depth(status))
          .description("Runs that have not ended, in the whole store")
          .tag("status", status.name())
          .register(registry);
    }
  }

  private void bindNode() {
    node("carillon.node.running", "Runs this node works on", Health::running);
    node("carillon.node.capacity", "Runs this node may work on at once", Health::capacity);
    node(
        "carillon.node.up",
        "1 while this node works",
        health -> health.state() == Health.State.DOWN ? 0 : 1);
    node("carillon.node.restarts", "How often its planner died", Health::restarts);
    Gauge.builder(
            "carillon.node.clock.offset",
            scheduler,
            node -> node.health().clockOffsetMicros() / 1_000_000.0)
        .description("Its wall clock less the cluster's")
        .baseUnit("seconds")
        .register(registry);
  }

  private void node(String name, String description, ToDoubleFunction<Health> value) {
    Gauge.builder(name, scheduler, node -> value.applyAsDouble(node.health()))
        .description(description)
        .register(registry);
  }

  private synchronized double depth(RunStatus status) {
    Instant now = scheduler.store().clock().now();
    if (countedAt.equals(Instant.MIN) || countedAt.plus(FRESH).isBefore(now)) {
      try {
        counts = scheduler.runs().count(RunQuery.newest(1));
        countedAt = now;
      } catch (StoreUnavailableException e) {
        return Double.NaN;
      }
    }
    return counts.getOrDefault(status, 0L);
  }

  @Override
  public void on(SchedulerEvent event) {
    RunId run = event.run();
    if (event.kind() == SchedulerEvent.Kind.RUN_ENDED && run != null) {
      reader.execute(() -> ended(run));
    } else if (event.kind() == SchedulerEvent.Kind.DELIVERED) {
      registry.counter("carillon.deliveries", "channel", event.text()).increment();
    }
  }

  private void ended(RunId id) {
    try {
      scheduler.runs().find(id).ifPresent(this::record);
    } catch (RuntimeException e) {
      LOG.debug("The metrics of run {} could not be read.", id, e);
    }
  }

  private void record(Run run) {
    String status = run.status().name();
    registry.counter("carillon.runs", "status", status).increment();
    run.duration()
        .ifPresent(took -> registry.timer("carillon.run.duration", "status", status).record(took));
    Instant started = run.startedAt();
    if (started != null && run.counters().claim() == 1 && !run.origin().flow()) {
      Duration lag = Duration.between(run.due(), started);
      registry.timer("carillon.run.lag").record(lag.isNegative() ? Duration.ZERO : lag);
    }
    Usage usage = run.origin().flow() ? Usage.NONE : run.usage();
    if (usage.total() > 0) {
      registry.counter("carillon.tokens", "kind", "input").increment((double) usage.input());
      registry.counter("carillon.tokens", "kind", "output").increment((double) usage.output());
      registry.counter("carillon.cost.usd").increment(usage.cost().toDecimal().doubleValue());
    }
  }

  /** Counts what has ended, for at most a second. */
  @Override
  public void close() {
    reader.shutdown();
    try {
      if (!reader.awaitTermination(1, TimeUnit.SECONDS)) {
        reader.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
