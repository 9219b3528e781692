package io.carillon.internal.engine;

import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import io.carillon.spi.Store;
import io.carillon.spi.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Writes at once on the caller's thread: for schedulers that are stepped by hand. Ends that a store
 * which is away did not take are kept and sent again by {@link #resend()}.
 */
final class InlineWrites implements Writes {

  private static final int MOST_TRIES = 10;

  private record End(
      Settlement settlement, Consumer<Settled> answer, Consumer<RuntimeException> failed) {}

  private final Store store;
  private final Deque<End> unanswered = new ArrayDeque<>();

  InlineWrites(Store store) {
    this.store = store;
  }

  @Override
  public void settle(
      Settlement settlement, Consumer<Settled> answer, Consumer<RuntimeException> failed) {
    End end = new End(settlement, answer, failed);
    try {
      send(end);
    } catch (StoreUnavailableException e) {
      unanswered.add(end);
    }
  }

  /**
   * Sends what got no answer again.
   *
   * @throws StoreUnavailableException when the store is still away
   */
  void resend() {
    while (!unanswered.isEmpty()) {
      send(unanswered.element());
      unanswered.remove();
    }
  }

  private void send(End end) {
    Settled settled;
    try {
      settled = store.settle(List.of(end.settlement()), store.clock().now()).get(0);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      end.failed().accept(e);
      return;
    }
    end.answer().accept(settled);
  }

  @Override
  public Applied journal(StepRow step) {
    return ask(() -> store.journal(List.of(step), List.of(), store.clock().now()).get(0));
  }

  @Override
  public void log(LogRow line) {
    ask(() -> store.journal(List.of(), List.of(line), store.clock().now()));
  }

  @Override
  public <T> T ask(Callable<T> question) {
    for (int tries = 1; ; tries++) {
      try {
        return question.call();
      } catch (StoreUnavailableException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
