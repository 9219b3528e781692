package io.carillon.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several things at once, as nearly as a barrier can. */
final class Race {

  private Race() {}

  /** The answers of all, in their order; each has a thread of its own. */
  static <T> List<T> of(List<Callable<T>> runners) {
    ExecutorService threads = Executors.newFixedThreadPool(runners.size());
    try {
      CyclicBarrier barrier = new CyclicBarrier(runners.size());
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> work : runners) {
        futures.add(
            threads.submit(
                () -> {
                  barrier.await(20, TimeUnit.SECONDS);
                  return work.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(future.get(60, TimeUnit.SECONDS));
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError("One of them failed.", e.getCause());
    } catch (Exception e) {
      throw new AssertionError("They did not end.", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
