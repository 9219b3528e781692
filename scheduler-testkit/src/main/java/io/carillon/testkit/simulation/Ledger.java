package io.carillon.testkit.simulation;

import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.ClaimRef;
import io.carillon.spi.RunStore.ClaimRequest;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Recovery;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What was acknowledged to somebody, kept outside of the store: what the store says in the end must
 * agree with it. What contradicts it at once is told at once.
 */
final class Ledger {

  private final List<String> faults = new ArrayList<>();
  private final Map<RunId, Integer> launches = new HashMap<>();
  private final Map<RunId, Integer> claims = new HashMap<>();
  private final Map<RunId, NodeId> holders = new HashMap<>();
  private final Set<NodeId> dead = new HashSet<>();
  private final Map<RunId, RunStatus> ends = new LinkedHashMap<>();
  private final Set<RunId> made = new HashSet<>();
  private final Set<String> paid = new HashSet<>();
  private final Map<String, Integer> calls = new HashMap<>();

  // ---- what the store did, whoever heard of it

  /** Looks at one call that the store has done. */
  void did(String method, Object[] arguments, Object answer) {
    switch (method) {
      case "claim" -> claimed((ClaimRequest) arguments[0], (List<?>) answer);
      case "settle" -> zip((List<?>) arguments[0], (List<?>) answer, this::settled);
      case "journal" -> zip((List<?>) arguments[0], (List<?>) answer, this::journaled);
      case "recover" -> recovered((Recovery) answer);
      case "leave" -> dead.add((NodeId) arguments[0]);
      default -> {
        // Nothing that is kept here.
      }
    }
  }

  private static void zip(List<?> left, List<?> right, BiConsumer<Object, Object> each) {
    for (int i = 0; i < left.size(); i++) {
      each.accept(left.get(i), right.get(i));
    }
  }

  private void claimed(ClaimRequest request, List<?> claimed) {
    for (Object one : claimed) {
      Claimed run = (Claimed) one;
      Integer before = claims.put(run.id(), run.claim());
      if (before != null && before >= run.claim()) {
        faults.add("run " + run.id() + " was claimed as " + run.claim() + " after " + before);
      }
      if (dead.contains(request.id())) {
        faults.add("run " + run.id() + " was claimed by a node that was declared dead");
      }
      holders.put(run.id(), request.id());
    }
  }

  private boolean isReplaced(ClaimRef claim) {
    return claims.getOrDefault(claim.run(), 0) > claim.claim();
  }

  private void settled(Object asked, Object answered) {
    ClaimRef claim = ((Settlement) asked).claim();
    Settled settled = (Settled) answered;
    if (settled.applied() == Applied.APPLIED && isReplaced(claim)) {
      faults.add("the end of " + claim + " counted although it was claimed again");
    }
    RunStatus status = settled.status();
    if (settled.applied() == Applied.REFUSED || status == null || settled.due() != null) {
      return;
    }
    RunStatus before = ends.put(settled.run(), status);
    if (before != null && before != status) {
      faults.add("run " + settled.run() + " was " + before + " and then " + status);
    }
  }

  private void journaled(Object asked, Object answered) {
    StepRow step = (StepRow) asked;
    if (answered == Applied.APPLIED && isReplaced(new ClaimRef(step.runId(), step.claim()))) {
      faults.add("step " + step.path() + " of a replaced claim of " + step.runId() + " was kept");
    }
  }

  private void recovered(Recovery recovery) {
    recovery.dead().forEach(node -> dead.add(node.id()));
    for (Settled settled : recovery.runs()) {
      NodeId holder = holders.get(settled.run());
      if (holder != null && !dead.contains(holder)) {
        faults.add("run " + settled.run() + " was taken from a node that lives");
      }
    }
  }

  // ---- what people and nodes were told

  /** A run was handed to a node. */
  void launched(Claimed claimed) {
    RunStatus end = ends.get(claimed.id());
    if (end != null) {
      faults.add("run " + claimed.id() + " was started again although it was " + end);
    }
    Integer before = launches.put(claimed.id(), claimed.claim());
    if (before != null && before >= claimed.claim()) {
      faults.add("run " + claimed.id() + " was started twice under claim " + claimed.claim());
    }
  }

  /** The store answered that the run is made. */
  void made(RunId run) {
    made.add(run);
  }

  /** The body of a step is done, for money. */
  void called(RunId run, String path) {
    String step = run + ":" + path;
    calls.merge(step, 1, Integer::sum);
    if (paid.contains(step)) {
      faults.add("step " + step + " was recorded and done again");
    }
  }

  /** The step's result was recorded. */
  void recorded(RunId run, String path) {
    paid.add(run + ":" + path);
  }

  Map<RunId, RunStatus> ends() {
    return ends;
  }

  Set<RunId> made() {
    return made;
  }

  List<String> faults() {
    return faults;
  }

  void fault(String text) {
    faults.add(text);
  }

  int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }
}
