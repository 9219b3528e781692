package io.carillon.internal.rules;

import io.carillon.Flow;
import io.carillon.Flow.Edge;
import io.carillon.Flow.Node;
import io.carillon.Flow.OnFailure;
import io.carillon.Flow.When;
import io.carillon.RunState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which members of a flow run start, are skipped or are blocked, given how the others
 * stand, and whether the flow run has ended. A member starts when all its edges are met; when one
 * can no longer be met, what happens is the member's own choice.
 */
public final class FlowResolver {

  private final List<Node> nodes;
  private final Map<String, RunState> states;
  private final Map<String, String> blame = new HashMap<>();

  private FlowResolver(List<Node> nodes, Map<String, RunState> states) {
    this.nodes = nodes;
    this.states = new LinkedHashMap<>(states);
  }

  /**
   * What changes.
   *
   * @param released members that may start now
   * @param skipped members that will not run, with the reason
   * @param blocked members that a person must decide about, with the reason
   * @param ended how the flow run ended; empty while members are open
   */
  public record Resolution(
      List<String> released,
      Map<String, String> skipped,
      Map<String, String> blocked,
      Optional<RunState> ended) {}

  /** What a waiting member may do. */
  private enum Verdict {
    WAIT,
    START,
    SKIP,
    BLOCK
  }

  /**
   * Decides what changes.
   *
   * @param states how each member stands: WAITING, BLOCKED, PENDING once released, or final
   */
  public static Resolution resolve(Flow flow, Map<String, RunState> states) {
    return new FlowResolver(flow.nodes(), states).run();
  }

  private Resolution run() {
    Map<String, Verdict> changed = new LinkedHashMap<>();
    boolean again = true;
    while (again) {
      again = false;
      for (Node node : nodes) {
        if (states.get(node.task()) != RunState.WAITING) {
          continue;
        }
        Verdict verdict = judge(node);
        if (verdict != Verdict.WAIT) {
          changed.put(node.task(), verdict);
          states.put(node.task(), after(verdict));
          again = true;
        }
      }
    }
    return resolution(changed);
  }

  private static RunState after(Verdict verdict) {
    return switch (verdict) {
      case START -> RunState.PENDING;
      case SKIP -> RunState.SKIPPED;
      case BLOCK -> RunState.BLOCKED;
      case WAIT -> RunState.WAITING;
    };
  }

  private Resolution resolution(Map<String, Verdict> changed) {
    Map<String, String> skipped = new LinkedHashMap<>();
    Map<String, String> blocked = new LinkedHashMap<>();
    changed.forEach(
        (task, verdict) -> {
          if (verdict == Verdict.SKIP) {
            skipped.put(task, "skipped " + reason(task));
          } else if (verdict == Verdict.BLOCK) {
            blocked.put(task, "blocked " + reason(task));
          }
        });
    List<String> released =
        changed.entrySet().stream()
            .filter(entry -> entry.getValue() == Verdict.START)
            .map(Map.Entry::getKey)
            .toList();
    return new Resolution(released, skipped, blocked, ended());
  }

  private Verdict judge(Node node) {
    boolean allEnded = true;
    boolean allMet = true;
    String culprit = "";
    for (Edge edge : node.after()) {
      RunState parent = states.getOrDefault(edge.task(), RunState.SKIPPED);
      if (!parent.isFinal()) {
        allEnded = false;
        allMet = false;
      } else if (!met(edge.when(), parent)) {
        allMet = false;
        culprit = culprit.isEmpty() ? edge.task() : culprit;
      }
    }
    if (allMet) {
      return Verdict.START;
    }
    if (culprit.isEmpty()) {
      return Verdict.WAIT;
    }
    if (node.onFailure() == OnFailure.RUN) {
      return allEnded ? Verdict.START : Verdict.WAIT;
    }
    blame.put(node.task(), culprit);
    return node.onFailure() == OnFailure.BLOCK ? Verdict.BLOCK : Verdict.SKIP;
  }

  private static boolean met(When when, RunState parent) {
    return switch (when) {
      case SUCCESS -> parent == RunState.COMPLETED;
      case FINISHED -> true;
      case FAILED -> parent == RunState.FAILED;
    };
  }

  /** Names the member that failed first, however many skipped ones lie between. */
  private String reason(String task) {
    String culprit = blame.getOrDefault(task, task);
    while (states.get(culprit) == RunState.SKIPPED && parentsOf(culprit).isPresent()) {
      culprit = parentsOf(culprit).orElseThrow();
    }
    return switch (states.getOrDefault(culprit, RunState.SKIPPED)) {
      case FAILED -> "due to failure of Task " + culprit;
      case CANCELLED -> "because Task " + culprit + " was cancelled";
      case COMPLETED -> "because Task " + culprit + " did not fail";
      default -> "because Task " + culprit + " was skipped";
    };
  }

  /** The first dependency of a skipped member that kept it from running. */
  private Optional<String> parentsOf(String task) {
    for (Node node : nodes) {
      if (node.task().equals(task)) {
        return node.after().stream()
            .filter(edge -> !met(edge.when(), states.getOrDefault(edge.task(), RunState.SKIPPED)))
            .map(Edge::task)
            .findFirst();
      }
    }
    return Optional.empty();
  }

  /** A failed member fails the flow run, a cancelled one cancels it; skipped ones do neither. */
  private Optional<RunState> ended() {
    if (states.values().stream().anyMatch(state -> !state.isFinal())) {
      return Optional.empty();
    }
    if (states.containsValue(RunState.FAILED)) {
      return Optional.of(RunState.FAILED);
    }
    return Optional.of(
        states.containsValue(RunState.CANCELLED) ? RunState.CANCELLED : RunState.COMPLETED);
  }
}
