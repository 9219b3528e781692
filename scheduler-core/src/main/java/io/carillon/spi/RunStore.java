package io.carillon.spi;

import io.carillon.Event;
import io.carillon.Outcome;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.Usage;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.SignalRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.StepRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a running scheduler. Every one takes and returns lists: each item is applied or
 * refused on its own, and sending one twice is harmless, so a caller that got no answer sends it
 * again. {@code now} is the cluster's time and an argument of every decision.
 *
 * <p>All methods throw {@link StoreUnavailableException} when the store does not answer.
 */
public interface RunStore {

  // ---- nodes

  /** Registers a node under its new epoch. */
  void join(NodeRow node);

  /** Extends a node's lease. */
  Renewal renew(NodeId node, Instant now, Duration lease, long clockOffsetMicros);

  /**
   * What a renewal found.
   *
   * @param alive false: the node was declared dead and must join anew before it starts anything
   * @param cancelled its runs that were asked to stop
   */
  record Renewal(boolean alive, List<RunId> cancelled) {}

  /** Removes a node; what it still runs is then free to be recovered. */
  void leave(NodeId node);

  /**
   * Declares nodes dead whose lease has ended, and takes running runs from nodes that are not
   * alive: due again, or failed as lost when that has happened too often.
   *
   * @param limit how many runs at the most
   */
  Recovery recover(Instant now, int limit);

  /**
   * What a recovery did.
   *
   * @param dead the nodes it declared dead
   * @param runs what became of the runs that were taken
   */
  record Recovery(List<NodeRow> dead, List<Settled> runs) {}

  // ---- making runs

  /** Makes runs of stored tasks. In order; answers in the same order. */
  List<Submitted> submit(List<Submission> submissions, Instant now);

  /**
   * What became of a submission.
   *
   * @param run the run; null when there is no such task
   * @param made false when the key was known: {@code run} is the one made for it before
   */
  record Submitted(Submission submission, @Nullable RunId run, boolean made) {}

  /** Publishes events; every listening task gets a run. Answers in the same order. */
  List<Published> publish(List<Event> events, Instant now);

  /**
   * What became of an event.
   *
   * @param known whether an event of that id was published before; then nothing was done
   * @param runs the runs that were made
   */
  record Published(Event event, boolean known, List<RunId> runs) {}

  /**
   * Makes the runs of slots whose time has come, and advances their triggers in the same
   * transaction.
   */
  Planned plan(PlanRequest request, Instant now);

  /**
   * How to plan.
   *
   * @param limit how many tasks at the most
   * @param catchUpFrom missed slots are made due from this instant on
   * @param catchUpGap and this far apart, so that an outage does not end in a burst
   */
  record PlanRequest(int limit, Instant catchUpFrom, Duration catchUpGap) {}

  /**
   * What planning did.
   *
   * @param runs how many runs were made
   * @param skipped how many slots were recorded as skipped
   * @param next when a trigger fires next; not after {@code now} when there is more to plan
   * @param catchUpFrom where the next catch-up may continue
   * @param parked tasks whose definition cannot be planned
   */
  record Planned(
      int runs, int skipped, Optional<Instant> next, Instant catchUpFrom, List<String> parked) {}

  // ---- working

  /** Takes due runs for a node, in the order of their rank; none for a node that is not alive. */
  List<Claimed> claim(ClaimRequest request, Instant now);

  /**
   * What a node asks for.
   *
   * @param node the name people know the node by
   * @param handlers what the node can run; runs of others are never taken
   */
  record ClaimRequest(NodeId id, String node, Set<String> handlers, int limit) {}

  /**
   * A run a node works on.
   *
   * @param task the definition in the version the run pinned
   */
  record Claimed(RunRow run, ReadyRow ready, Task task) {
    public RunId id() {
      return run.id();
    }

    public int claim() {
      return ready.claim();
    }
  }

  /** What an attempt may want to know beyond its claim. */
  Background background(RunRow run);

  /**
   * What was before a run.
   *
   * @param steps its journal
   * @param signals sent to it
   * @param parents JSON outputs of the members it waited for
   * @param state its task's memory; null when there is none
   * @param previousSuccess when its task last completed
   * @param zone that its task was saved with; empty when it is not stored any more
   */
  record Background(
      List<StepRow> steps,
      List<SignalRow> signals,
      java.util.Map<String, String> parents,
      @Nullable StateRow state,
      Optional<Instant> previousSuccess,
      Optional<ZoneId> zone) {}

  /** Gives back what was claimed and not started: due as before, and no counter but the claim. */
  void handBack(List<ClaimRef> claims, Instant now);

  /** What the store believes the node works on. */
  List<ClaimRef> held(NodeId node);

  /** A run under a claim number. */
  record ClaimRef(RunId run, int claim) {}

  /** Ends attempts. Answers in the same order. */
  List<Settled> settle(List<Settlement> settlements, Instant now);

  /**
   * The end of one attempt.
   *
   * @param node the name of the node that made it
   * @param state the task's new memory, kept if the outcome is a success; null: unchanged
   * @param usage what its model calls used, replayed steps not counted again
   */
  record Settlement(
      ClaimRef claim,
      String node,
      Instant startedAt,
      Outcome outcome,
      Usage usage,
      @Nullable StateRow state) {}

  /**
   * What became of an attempt.
   *
   * @param status what its run is now
   * @param due when it is tried again; null when it has ended
   */
  record Settled(RunId run, Applied applied, @Nullable RunStatus status, @Nullable Instant due) {}

  /** Whether a write was done. */
  enum Applied {
    APPLIED,
    /** It had been done before, by the same claim. */
    REPEATED,
    /** The claim no longer stands: somebody else has taken or ended the run. */
    REFUSED
  }

  /** Records steps and log lines of claims that still stand. Answers in the order of the steps. */
  List<Applied> journal(List<StepRow> steps, List<LogRow> lines, Instant now);

  /** When something can be claimed, planned or delivered next; empty: nothing is in sight. */
  Optional<Instant> nextDue(Set<String> handlers, Set<String> channels);

  // ---- intervening

  /**
   * Ends a run that is not running; asks a running one to stop. A flow run: all its members.
   *
   * @return whether it had not ended yet; empty when there is no such run
   */
  Optional<Boolean> cancel(RunId run, String actor, String reason, Instant now);

  /**
   * Sends a signal. A run that is suspended on it is made due; a later suspension finds it. A run
   * takes each name once.
   *
   * @return whether the run had not ended; empty when there is no such run
   */
  Optional<Boolean> signal(RunId run, String name, String payload, Instant now);

  /**
   * Decides for a person about a blocked member of a flow.
   *
   * @return whether it was blocked; empty when there is no such run
   */
  Optional<Boolean> unblock(RunId run, Unblock decision, String actor, Instant now);

  /** What a person decides about a blocked run. */
  enum Unblock {
    RELEASE,
    SKIP
  }

  /**
   * Makes a run that repeats an ended one, with the newest version of its task.
   *
   * @return the new run; empty when there is no such run, it has not ended, or its task is deleted
   */
  Optional<RunId> rerun(RunId run, String actor, Instant now);

  /** Removes ended runs made before {@code before}; returns how many. */
  int deleteRunsBefore(Instant before, int limit);
}
