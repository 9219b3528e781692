package io.carillon.spi;

import io.carillon.RunId;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.StepRow;
import java.util.Collection;
import java.util.List;

/** What runs record while they work. */
public interface JournalRows {

  /** Inserts steps, or replaces those with the same (run, path, number). */
  void putSteps(Collection<StepRow> steps);

  /** In the order they started; ties by path and number. */
  List<StepRow> steps(RunId id);

  /** Inserts lines; one that is there already is left out. */
  void insertLogs(Collection<LogRow> lines);

  /** By claim and number. */
  List<LogRow> logs(RunId id, int limit);

  /** Inserts a signal; one with that run and name that is there already stays. */
  void insertSignal(SignalRow signal);

  List<SignalRow> signals(RunId id);
}
