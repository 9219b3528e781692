package io.carillon;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is.
 *
 * @param node the name people know it by
 * @param problems what is wrong, for people; empty when all is well
 * @param running runs it works on
 * @param capacity how many it may work on
 * @param lastPass when it last looked for work; null before the first time
 * @param restarts how often its loop died and was started again
 * @param clockOffsetMicros its wall clock less the cluster's
 */
public record Health(
    State state,
    String node,
    List<String> problems,
    int running,
    int capacity,
    @Nullable Instant lastPass,
    int restarts,
    long clockOffsetMicros) {

  /** In one word. */
  public enum State {
    UP,
    /** It works, but something needs a look. */
    DEGRADED,
    /** It does not work: the store is away, or the node is closed. */
    DOWN,
    /** It serves reads and edits and runs nothing, as configured. */
    DISABLED
  }

  public Health {
    problems = List.copyOf(problems);
  }
}
