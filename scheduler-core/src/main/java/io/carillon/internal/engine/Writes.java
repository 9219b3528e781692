package io.carillon.internal.engine;

import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * How runs reach the store. A run's own thread never does I/O with the store: an interrupt meant
 * for the run would hit the connection.
 */
interface Writes {

  /**
   * Ends an attempt; tells what became of it once it is committed. A store that is away is waited
   * for.
   *
   * @param failed told instead when the store answers that it cannot take it
   */
  void settle(Settlement settlement, Consumer<Settled> answer, Consumer<RuntimeException> failed);

  /**
   * Records a step and waits until it is committed.
   *
   * @throws InterruptedException when the run is to end meanwhile; the step may be recorded
   */
  Applied journal(StepRow step) throws InterruptedException;

  /** Adds a line to a run's log, soon. */
  void log(LogRow line);

  /**
   * Asks the store something and waits for the answer.
   *
   * @throws InterruptedException when the run is to end meanwhile
   */
  <T> T ask(Callable<T> question) throws InterruptedException;
}
