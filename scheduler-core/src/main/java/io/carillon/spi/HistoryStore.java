package io.carillon.spi;

import io.carillon.Attempt;
import io.carillon.Delivery;
import io.carillon.LogLine;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was and is, for people. Never changes anything. */
public interface HistoryStore {

  Optional<Run> run(RunId id);

  List<Run> runs(RunQuery query);

  /** Shown statuses of all runs a query selects; its limit and page do not apply. */
  Map<RunStatus, Long> count(RunQuery query);

  List<Attempt> attempts(RunId id);

  List<RunStep> steps(RunId id);

  List<LogLine> log(RunId id, int limit);

  /** The members of a flow run, by their position in the flow. */
  List<FlowMember> members(RunId flowRun);

  /**
   * A member's place in a flow run.
   *
   * @param run as it stands
   */
  record FlowMember(String task, Run run) {}

  List<Delivery> deliveries(RunId id);

  /**
   * What was delivered through a channel, newest first.
   *
   * @param namespace null: all
   * @param before the last id of the page before; null: the first page
   */
  List<Delivery> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit);

  /** The nodes that are registered. */
  List<Rows.NodeRow> nodes();
}
