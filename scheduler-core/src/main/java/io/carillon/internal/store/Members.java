package io.carillon.internal.store;

import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.TaskKey;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stored tasks that a flow's members are. */
final class Members {

  private Members() {}

  /**
   * The members' rows in the order of the flow.
   *
   * @throws InvalidDefinitionException when one is not stored (any more), or is a flow
   */
  static List<TaskRow> of(StoreTransaction tx, Flow flow) {
    String namespace = flow.key().namespace();
    List<TaskKey> keys =
        flow.nodes().stream().map(node -> new TaskKey(namespace, node.task())).toList();
    Map<TaskKey, TaskRow> stored = tx.tasksByKey(keys);
    List<TaskRow> members = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      TaskRow task = stored.get(keys.get(i));
      String where = "nodes[" + i + "].task";
      if (task == null) {
        problems.add(
            Problem.of(
                where,
                "there is no task \"" + keys.get(i) + "\".",
                "Save it first, or give its definition with the flow."));
      } else if (task.flow()) {
        problems.add(
            Problem.of(where, "\"" + keys.get(i) + "\" is a flow.", "Flows cannot be nested."));
      } else {
        members.add(task);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("Flow \"" + flow.key() + "\"", problems);
    }
    return members;
  }
}
