package io.carillon.internal.engine;

import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import io.carillon.spi.Store;
import io.carillon.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes what runs hand it. What comes while a commit is under way goes into the
 * next one together, so batches grow with the load and nothing waits when there is none. While the
 * store is away it keeps everything and tries again. Once it has stopped nothing waits for it: what
 * still comes is refused, and the ends of runs are dropped, whose claims the node then gives back.
 */
final class WriterThread implements Writes, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
  private static final int MOST_AT_ONCE = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private sealed interface Item {
    record End(Settlement settlement, Consumer<Settled> answer, Consumer<RuntimeException> failed)
        implements Item {}

    record Journal(StepRow step, CompletableFuture<Applied> answer) implements Item {}

    record Line(LogRow line) implements Item {}

    record Question(Runnable work, CompletableFuture<?> answer) implements Item {}

    record Stop(CompletableFuture<Boolean> done) implements Item {}
  }

  private final Store store;
  private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean away;
  private volatile boolean over;

  WriterThread(Store store, String name) {
    this.store = store;
    this.thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether the last write found the store away. */
  boolean isAway() {
    return away;
  }

  @Override
  public void settle(
      Settlement settlement, Consumer<Settled> answer, Consumer<RuntimeException> failed) {
    add(new Item.End(settlement, answer, failed));
  }

  @Override
  public Applied journal(StepRow step) throws InterruptedException {
    CompletableFuture<Applied> answer = new CompletableFuture<>();
    add(new Item.Journal(step, answer));
    return await(answer);
  }

  @Override
  public void log(LogRow line) {
    add(new Item.Line(line));
  }

  @Override
  public <T> T ask(Callable<T> question) throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable work =
        () -> {
          try {
            answer.complete(question.call());
          } catch (StoreUnavailableException e) {
            throw e;
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        };
    add(new Item.Question(work, answer));
    return await(answer);
  }

  private void add(Item item) {
    queue.add(item);
    if (over) {
      refuseTheRest();
    }
  }

  /** Of a node that has closed the store would say the same: its claims do not stand any more. */
  private void refuseTheRest() {
    for (Item item = queue.poll(); item != null; item = queue.poll()) {
      if (item instanceof Item.Journal journal) {
        journal.answer().complete(Applied.REFUSED);
      } else if (item instanceof Item.Question question) {
        question
            .answer()
            .completeExceptionally(
                new IllegalStateException("The node has closed and asks its store nothing more."));
      } else if (item instanceof Item.Stop stop) {
        stop.done().complete(false);
      }
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Writes what is left, as long as the store answers within that time; then stops. */
  boolean close(Duration within) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    add(new Item.Stop(done));
    try {
      return done.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException | ExecutionException e) {
      stopped.countDown();
      thread.interrupt();
      return false;
    } catch (InterruptedException e) {
      stopped.countDown();
      thread.interrupt();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  private void work() {
    try {
      writeUntilStopped();
    } finally {
      over = true;
      refuseTheRest();
    }
  }

  private void writeUntilStopped() {
    List<Item> batch = new ArrayList<>();
    boolean stop = false;
    while (!stop) {
      batch.clear();
      try {
        batch.add(queue.take());
        queue.drainTo(batch, MOST_AT_ONCE - 1);
        stop = write(batch);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        LOG.error("Writing the results of runs failed; their leases will free them.", e);
        fail(batch, e);
      }
    }
  }

  private boolean write(List<Item> batch) throws InterruptedException {
    List<StepRow> steps = new ArrayList<>();
    List<CompletableFuture<Applied>> answers = new ArrayList<>();
    List<LogRow> lines = new ArrayList<>();
    List<Item.End> ends = new ArrayList<>();
    boolean stop = false;
    for (Item item : batch) {
      if (item instanceof Item.Journal journal) {
        steps.add(journal.step());
        answers.add(journal.answer());
      } else if (item instanceof Item.Line line) {
        lines.add(line.line());
      } else if (item instanceof Item.End end) {
        ends.add(end);
      } else if (item instanceof Item.Question question) {
        untilItAnswers(question.work());
      } else if (item instanceof Item.Stop) {
        stop = true;
      }
    }
    if (!steps.isEmpty() || !lines.isEmpty()) {
      journal(steps, answers, lines);
    }
    if (!ends.isEmpty()) {
      settle(ends);
    }
    for (Item item : batch) {
      if (item instanceof Item.Stop last) {
        last.done().complete(true);
      }
    }
    return stop;
  }

  private void journal(
      List<StepRow> steps, List<CompletableFuture<Applied>> answers, List<LogRow> lines)
      throws InterruptedException {
    try {
      untilItAnswers(
          () -> {
            List<Applied> applied = store.journal(steps, lines, store.clock().now());
            for (int i = 0; i < answers.size(); i++) {
              answers.get(i).complete(applied.get(i));
            }
          });
    } catch (RuntimeException e) {
      // One of them cannot be written: alone, only its own run hears of it.
      for (int i = 0; i < steps.size(); i++) {
        journalAlone(steps.get(i), answers.get(i));
      }
      for (LogRow line : lines) {
        logAlone(line);
      }
    }
  }

  private void journalAlone(StepRow step, CompletableFuture<Applied> answer)
      throws InterruptedException {
    try {
      untilItAnswers(
          () ->
              answer.complete(store.journal(List.of(step), List.of(), store.clock().now()).get(0)));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private void logAlone(LogRow line) throws InterruptedException {
    try {
      untilItAnswers(() -> store.journal(List.of(), List.of(line), store.clock().now()));
    } catch (RuntimeException e) {
      LOG.warn("A log line of run {} could not be stored: {}", line.runId(), e.toString());
    }
  }

  private void settle(List<Item.End> ends) throws InterruptedException {
    try {
      settleTogether(ends);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (ends.size() == 1) {
        ends.get(0).failed().accept(e);
        return;
      }
      // One of them cannot be written: alone, only its own run hears of it.
      for (Item.End end : ends) {
        settle(List.of(end));
      }
    }
  }

  private void settleTogether(List<Item.End> ends) throws InterruptedException {
    untilItAnswers(
        () -> {
          List<Settled> settled =
              store.settle(ends.stream().map(Item.End::settlement).toList(), store.clock().now());
          for (int i = 0; i < ends.size(); i++) {
            ends.get(i).answer().accept(settled.get(i));
          }
        });
  }

  /** Sending a write twice is harmless, so what got no answer is sent again. */
  private void untilItAnswers(Runnable work) throws InterruptedException {
    Duration pause = Duration.ofMillis(100);
    while (true) {
      try {
        work.run();
        away = false;
        return;
      } catch (StoreUnavailableException e) {
        if (!away) {
          LOG.warn("The store does not answer; results are kept and sent again. {}", e.toString());
        }
        away = true;
        if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          throw e;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  private static void fail(List<Item> batch, Throwable cause) {
    for (Item item : batch) {
      if (item instanceof Item.Journal journal) {
        journal.answer().completeExceptionally(cause);
      } else if (item instanceof Item.Question question) {
        question.answer().completeExceptionally(cause);
      } else if (item instanceof Item.Stop stop) {
        stop.done().complete(false);
      }
    }
  }
}
