package io.carillon.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does the work of one type of action. Thread-safe. Whatever it does, it harms its own run alone:
 * what it throws fails the attempt, an {@code Error} too; when it hangs it is interrupted at the
 * timeout and, if that does not help, left behind.
 */
public interface Executor {

  /**
   * What a run asks of a node: the action's type, or {@code java/name} for a Java handler. See
   * {@link io.carillon.Action#handler()}.
   */
  String handler();

  /** The faults of an action's settings, each with its path within them; empty when it can run. */
  List<Problem> check(ObjectNode config);

  /**
   * The action that does what a person says in words, for a draft; empty, the default, for an
   * executor that takes no words. What is answered is checked and confirmed like any other.
   *
   * @param instruction not blank; to be taken literally, whatever is in it
   * @param tools those of {@link #toolNames} that the words name
   */
  default Optional<Action> drafted(String instruction, List<String> tools) {
    return Optional.empty();
  }

  /** The tools that words may name for its actions; none by default. */
  default Set<String> toolNames() {
    return Set.of();
  }

  /**
   * Does one attempt. Interrupted when the run is cancelled or timed out.
   *
   * @return what became of it
   * @throws Exception failing the attempt with kind {@link io.carillon.FailureKind#ERROR}
   */
  Outcome execute(RunContext context) throws Exception;
}
