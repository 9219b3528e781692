package io.carillon.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several threads that start at once. */
final class Together {

  private static final int LONGEST_SECONDS = 120;

  private Together() {}

  /** What each of {@code threads} copies of the work answered. */
  static <T> List<T> run(int threads, Callable<T> work) {
    List<Callable<T>> copies = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      copies.add(work);
    }
    return run(copies);
  }

  static <T> List<T> run(List<Callable<T>> works) {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    CyclicBarrier start = new CyclicBarrier(works.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> work : works) {
        futures.add(
            threads.submit(
                () -> {
                  start.await(LONGEST_SECONDS, TimeUnit.SECONDS);
                  return work.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(future.get(LONGEST_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
