package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.internal.json.Json;
import io.carillon.spi.HistoryStore.FlowMember;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.Unblock;
import io.carillon.spi.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs of a scheduler: what was, what is, and what people do about it. Thread-safe. */
public final class Runs {

  private final Store store;
  private final SchedulerListener events;
  private final Runnable wake;
  private final java.util.function.Consumer<RunId> cancelled;

  Runs(
      Store store,
      SchedulerListener events,
      Runnable wake,
      java.util.function.Consumer<RunId> cancelled) {
    this.store = store;
    this.events = events;
    this.wake = wake;
    this.cancelled = cancelled;
  }

  public Optional<Run> find(RunId id) {
    return store.run(id);
  }

  /** Newest first. */
  public List<Run> list(RunQuery query) {
    return store.runs(query);
  }

  /** Shown statuses of all runs a query selects; its limit and page do not apply. */
  public Map<RunStatus, Long> count(RunQuery query) {
    return store.count(query);
  }

  /** Its ended attempts, first one first. */
  public List<Attempt> attempts(RunId id) {
    return store.attempts(id);
  }

  /** Its journal, in the order the steps started. */
  public List<RunStep> steps(RunId id) {
    return store.steps(id);
  }

  public List<LogLine> log(RunId id, int limit) {
    return store.log(id, limit);
  }

  /** The members of a flow run, by their position in the flow. */
  public List<FlowMember> members(RunId flowRun) {
    return store.members(flowRun);
  }

  public List<Delivery> deliveries(RunId id) {
    return store.deliveries(id);
  }

  /**
   * What was delivered through a channel, newest first: an inbox.
   *
   * @param namespace null: all
   * @param before the last id of the page before; null: the first page
   * @param limit 1 to 1000
   */
  public List<Delivery> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit) {
    return store.delivered(channel, namespace, before, limit);
  }

  /**
   * Ends a run that is not running, and asks a running one to stop: it is interrupted. A flow run:
   * all its members.
   *
   * @return false when it had ended already
   * @throws UnknownRunException when there is no such run
   */
  public boolean cancel(RunId id, String reason, String actor) {
    Optional<Boolean> done = store.cancel(id, actor, reason, now());
    boolean open = done.orElseThrow(() -> new UnknownRunException(id));
    if (open) {
      cancelled.accept(id);
      store.members(id).forEach(member -> cancelled.accept(member.run().id()));
      tell(SchedulerEvent.Kind.RUN_CONTINUES, id, "cancel requested by " + actor);
      wake.run();
    }
    return open;
  }

  /**
   * Sends a signal to a run, which it may be suspended on, now or later.
   *
   * @return false when it had ended already
   * @throws UnknownRunException when there is no such run
   */
  public boolean signal(RunId id, String name, JsonNode payload) {
    Optional<Boolean> done = store.signal(id, name, Json.write(payload), now());
    wake.run();
    return done.orElseThrow(() -> new UnknownRunException(id));
  }

  /**
   * Decides about a blocked member of a flow.
   *
   * @return false when it was not blocked
   * @throws UnknownRunException when there is no such run
   */
  public boolean unblock(RunId id, Unblock decision, String actor) {
    Optional<Boolean> done = store.unblock(id, decision, actor, now());
    wake.run();
    return done.orElseThrow(() -> new UnknownRunException(id));
  }

  /**
   * Makes a run that repeats an ended one, with the newest version of its task.
   *
   * @return empty when the run has not ended, or its task is deleted
   * @throws UnknownRunException when there is no such run
   */
  public Optional<RunId> rerun(RunId id, String actor) {
    if (store.run(id).isEmpty()) {
      throw new UnknownRunException(id);
    }
    Optional<RunId> made = store.rerun(id, actor, now());
    made.ifPresent(run -> tell(SchedulerEvent.Kind.RUN_SUBMITTED, run, "repeats " + id));
    wake.run();
    return made;
  }

  private Instant now() {
    return store.clock().now();
  }

  private void tell(SchedulerEvent.Kind kind, RunId id, String text) {
    store
        .run(id)
        .ifPresent(
            run -> events.on(new SchedulerEvent(kind, now(), run.task(), id, run.status(), text)));
  }
}
