package io.carillon.testkit;

import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.StoreTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a flow run knows of its members is how they are. */
final class FlowInvariants {

  private FlowInvariants() {}

  static void check(StoreTransaction tx, List<RunRecord> runs, List<String> broken) {
    Map<RunId, RunRecord> byId = new HashMap<>();
    runs.forEach(record -> byId.put(record.run().id(), record));
    for (RunRecord record : runs) {
      if (record.run().isFlow()) {
        flow(tx, record, byId, broken);
      } else if (record.open() != null) {
        broken.add("run " + record.run().id() + " is no flow's and has a flow's row");
      }
    }
  }

  private static void flow(
      StoreTransaction tx, RunRecord flow, Map<RunId, RunRecord> byId, List<String> broken) {
    String name = "flow run " + flow.run().id() + " of " + flow.run().task();
    boolean open = flow.ready() != null;
    if (open != (flow.open() != null)) {
      broken.add(name + (open ? " is open without its lock row" : " has ended and keeps its row"));
    }
    for (FlowNodeRow node : tx.flowNodes(flow.run().id())) {
      RunRecord member = byId.get(node.run());
      if (member == null) {
        if (open) {
          broken.add(name + " has lost its member " + node.task());
        }
        continue;
      }
      String where = name + ", member " + node.task() + " (" + node.state() + ")";
      agree(node, member, where, broken);
      if (!open && !node.state().isFinal()) {
        broken.add(where + " is open although the flow run has ended");
      }
    }
    if (open && tx.flowNodes(flow.run().id()).stream().allMatch(node -> node.state().isFinal())) {
      broken.add(name + " is open although all its members have ended");
    }
  }

  private static void agree(FlowNodeRow node, RunRecord member, String where, List<String> broken) {
    AttemptRow last = member.last();
    @Nullable RunState end = last != null && last.last() ? state(last) : null;
    if (node.state().isFinal() && node.state() != end) {
      broken.add(where + " has a run that is " + (end == null ? "open" : end));
    }
    if (node.state() == RunState.PENDING && (member.ready() == null || end != null)) {
      broken.add(where + " was released and has no live run");
    }
    boolean waits = node.state() == RunState.WAITING || node.state() == RunState.BLOCKED;
    if (waits && member.ready() != null) {
      broken.add(where + " waits and has a live run");
    }
  }

  private static @Nullable RunState state(AttemptRow last) {
    return switch (last.status()) {
      case COMPLETED -> RunState.COMPLETED;
      case FAILED, TIMEOUT -> RunState.FAILED;
      case CANCELLED -> RunState.CANCELLED;
      case SKIPPED -> RunState.SKIPPED;
      case WAITING, PENDING, RETRYING, RUNNING, SUSPENDED, BLOCKED -> null;
    };
  }
}
