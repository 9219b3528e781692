package io.carillon.spring;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for what other threads do. */
public final class Soon {

  private Soon() {}

  /** Returns once {@code reached} is true; fails after 30 seconds. */
  public static void until(Callable<Boolean> reached) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor();
    try {
      var looks =
          looker.scheduleWithFixedDelay(() -> look(reached, done), 0, 20, TimeUnit.MILLISECONDS);
      done.get(30, TimeUnit.SECONDS);
      looks.cancel(false);
    } finally {
      looker.shutdownNow();
    }
  }

  private static void look(Callable<Boolean> reached, CompletableFuture<Void> done) {
    try {
      if (reached.call()) {
        done.complete(null);
      }
    } catch (Exception | AssertionError e) {
      done.completeExceptionally(e);
    }
  }
}
