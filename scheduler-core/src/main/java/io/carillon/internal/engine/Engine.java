package io.carillon.internal.engine;

import io.carillon.Health;
import io.carillon.RunId;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerSettings;
import io.carillon.internal.redact.Redactor;
import io.carillon.spi.IdSource;
import io.carillon.spi.OwnerZones;
import io.carillon.spi.Store;
import io.carillon.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node on threads: one that waits until something is due and does a round, one that keeps the
 * lease, one that writes, one for timers, and one for each run. A round that dies is done again,
 * and health says so; a store that is away is waited for.
 */
public final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration DEGRADED_OFFSET = Duration.ofSeconds(1);

  private final Store store;
  private final SchedulerSettings settings;
  private final EventBus events;
  private final WriterThread writer;
  private final Threads.ClockTimer timer;
  private final ExecutorService runs;
  private final ExecutorService senders;
  private final Lease lease;
  private final NodeLoop loop;
  private final Workshop shop;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private boolean woken;
  private volatile boolean closing;
  private volatile boolean closed;
  private volatile Optional<Instant> lastPass = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private final AtomicInteger restarts = new AtomicInteger();
  private final List<Thread> own = new ArrayList<>();

  /** Makes a node; {@link #start()} sets it to work. */
  public Engine(Store store, Registry registry, IdSource ids, NodeParts parts) {
    this.store = store;
    this.settings = parts.settings();
    this.events = parts.events();
    String name = "carillon-" + settings.node();
    this.writer = new WriterThread(store, name + "-writer");
    this.timer = new Threads.ClockTimer(name + "-timer");
    this.runs = Threads.runs(name + "-run");
    this.senders = Threads.pool(name + "-deliver");
    this.lease = new Lease(store, settings, ids, registry.handlers());
    this.shop = new Workshop(store, settings, writer, timer, parts.redaction(), events, this::wake);
    this.loop = new NodeLoop(shop, registry, work -> runs.execute(work::run), senders, lease);
  }

  /**
   * What a node is told.
   *
   * @param owners the zones of owners
   * @param events told of what was committed
   * @param redaction asked for each write
   */
  public record NodeParts(
      SchedulerSettings settings,
      EventBus events,
      Supplier<Redactor> redaction,
      OwnerZones owners) {

    /** Where definitions live that name no zone. */
    public ZonesInEffect zones() {
      return new ZonesInEffect(settings.zone(), owners);
    }
  }

  /** Starts planning and running. */
  public void start() {
    own.add(thread("loop", this::rounds));
    if (store.isShared()) {
      own.add(thread("lease", this::beats));
    }
    own.forEach(Thread::start);
  }

  private Thread thread(String what, Runnable work) {
    Thread thread = new Thread(work, "carillon-" + settings.node() + "-" + what);
    thread.setDaemon(true);
    return thread;
  }

  /** Something may be due: look at once. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      signal.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells a run of this node to end. */
  public void cancel(RunId run) {
    loop.cancel(run);
  }

  private void rounds() {
    Duration pause = Duration.ofMillis(200);
    while (!closing) {
      try {
        Instant next = loop.step();
        recovered();
        lastPass = Optional.of(store.clock().now());
        pause = Duration.ofMillis(200);
        await(next);
      } catch (InterruptedException e) {
        return;
      } catch (StoreUnavailableException e) {
        away(e);
        pause = pause(pause);
      } catch (RuntimeException | Error e) {
        restarts.incrementAndGet();
        trouble = Optional.of("the planner failed: " + e);
        LOG.error("A round of the planner failed; it is done again in {}.", pause, e);
        pause = pause(pause);
      }
    }
  }

  private void recovered() {
    if (trouble.isPresent()) {
      LOG.info("The planner works again.");
      trouble = Optional.empty();
      node("works again");
    }
  }

  private void away(StoreUnavailableException e) {
    if (trouble.isEmpty()) {
      LOG.warn("The store does not answer; nothing new is started until it does. {}", e.toString());
      node("the store does not answer");
    }
    trouble = Optional.of("the store does not answer: " + e.getMessage());
  }

  private Duration pause(Duration length) {
    try {
      if (closes(length)) {
        return length;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration longer = length.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  private void await(Instant next) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!woken && !closing) {
        long left = nanosUntil(next);
        if (left <= 0) {
          break;
        }
        signal.awaitNanos(left);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  private long nanosUntil(Instant next) {
    Instant now = store.clock().now();
    if (!next.isBefore(now.plus(1, ChronoUnit.DAYS))) {
      return TimeUnit.DAYS.toNanos(1);
    }
    return Duration.between(now, next).toNanos();
  }

  private void beats() {
    while (!closing) {
      try {
        if (!closes(settings.lease().dividedBy(5))) {
          loop.beat();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        LOG.debug("The lease could not be renewed; it is tried again.", e);
      }
    }
  }

  /** Waits that long; true when the node closes meanwhile. */
  private boolean closes(Duration within) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = within.toNanos();
      while (!closing && left > 0) {
        left = signal.awaitNanos(left);
      }
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private void node(String text) {
    events.on(
        new SchedulerEvent(SchedulerEvent.Kind.NODE, store.clock().now(), null, null, null, text));
  }

  /** How the node is. */
  public Health health() {
    List<String> problems = new ArrayList<>();
    trouble.ifPresent(problems::add);
    if (writer.isAway()) {
      problems.add("results wait for the store to answer");
    }
    if (restarts.get() > 0) {
      problems.add(
          "the planner died " + restarts.get() + " times and was started again; see the log");
    }
    Duration offset = Duration.of(Math.abs(lease.clockOffsetMicros()), ChronoUnit.MICROS);
    if (offset.compareTo(DEGRADED_OFFSET) > 0) {
      problems.add("this machine's clock differs from the cluster's by " + offset);
    }
    boolean down = closed || trouble.isPresent();
    Health.State state =
        down ? Health.State.DOWN : problems.isEmpty() ? Health.State.UP : Health.State.DEGRADED;
    return new Health(
        state,
        settings.node(),
        problems,
        loop.running(),
        settings.workers(),
        lastPass.orElse(null),
        restarts.get(),
        lease.clockOffsetMicros());
  }

  /**
   * Starts nothing new, waits for what runs, then interrupts it and gives back what is left. The
   * store stays open.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    loop.drain();
    awaitIdle(settings.drain());
    closing = true;
    wake();
    own.forEach(Engine::awaitEnd);
    loop.interruptAll();
    awaitIdle(Duration.ofSeconds(2));
    boolean written = writer.close(Duration.ofSeconds(10));
    try {
      if (written) {
        loop.handBackAll();
      }
      lease.leave();
    } catch (RuntimeException e) {
      LOG.warn("The node could not say goodbye; its lease will end by itself. {}", e.toString());
    }
    timer.close();
    runs.shutdown();
    senders.shutdown();
    closed = true;
  }

  /**
   * Lets a thread end what it does with the store; interrupted only when that hangs, since an
   * interrupt closes the files of some databases.
   */
  private static void awaitEnd(Thread thread) {
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      thread.interrupt();
    }
  }

  private void awaitIdle(Duration most) {
    long end = SystemClock.nanos() + most.toNanos();
    lock.lock();
    try {
      while (loop.running() > 0) {
        long left = end - SystemClock.nanos();
        if (left <= 0) {
          return;
        }
        signal.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
