package io.carillon.internal.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one node, by what they are for. */
final class Threads {

  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

  /** From this release on a virtual thread that blocks in a monitor does not hold its carrier. */
  private static final int UNPINNED = 24;

  private Threads() {}

  /** Platform threads that end when idle. */
  static ExecutorService pool(String name) {
    return Executors.newCachedThreadPool(named(name));
  }

  /** A thread for each run: virtual from Java 24 on, platform threads before. */
  static ExecutorService runs(String name) {
    if (Runtime.version().feature() >= UNPINNED) {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (ReflectiveOperationException e) {
        LOG.info("Virtual threads are not to be had; runs use platform threads.", e);
      }
    }
    return pool(name);
  }

  static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** One thread that does things when their time has come. */
  static final class ClockTimer implements Timer, AutoCloseable {

    private final ScheduledThreadPoolExecutor pool;

    ClockTimer(String name) {
      pool = new ScheduledThreadPoolExecutor(1, named(name));
      pool.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Call after(Duration delay, Runnable work) {
      if (pool.isShutdown()) {
        return () -> {};
      }
      ScheduledFuture<?> future =
          pool.schedule(
              () -> {
                try {
                  work.run();
                } catch (RuntimeException e) {
                  LOG.error("A timer failed.", e);
                }
              },
              delay.toMillis(),
              TimeUnit.MILLISECONDS);
      return () -> future.cancel(false);
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }
}
