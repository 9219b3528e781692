package io.carillon.spi;

import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which definitions to list, by namespace and name ascending.
 *
 * @param namespace null: all
 * @param owner null: all
 * @param statuses empty: all but {@link TaskStatus#DELETED}
 * @param text part of the name, in any case; null: all
 * @param after the last key of the page before; null: the first page
 * @param limit 1 to 1000
 */
public record TaskQuery(
    @Nullable String namespace,
    @Nullable String owner,
    Set<TaskStatus> statuses,
    @Nullable String text,
    @Nullable TaskKey after,
    int limit) {

  public TaskQuery {
    statuses = Set.copyOf(statuses);
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("Limit is " + limit + ": write 1 to 1000.");
    }
  }

  public static TaskQuery all(int limit) {
    return new TaskQuery(null, null, Set.of(), null, null, limit);
  }

  public TaskQuery in(String other) {
    return new TaskQuery(other, owner, statuses, text, after, limit);
  }

  public TaskQuery ofOwner(String other) {
    return new TaskQuery(namespace, other, statuses, text, after, limit);
  }

  public TaskQuery withStatuses(Set<TaskStatus> other) {
    return new TaskQuery(namespace, owner, other, text, after, limit);
  }

  public TaskQuery containing(@Nullable String other) {
    return new TaskQuery(namespace, owner, statuses, other, after, limit);
  }

  public TaskQuery after(@Nullable TaskKey other) {
    return new TaskQuery(namespace, owner, statuses, text, other, limit);
  }
}
