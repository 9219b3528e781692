package io.carillon.jdbc;

import io.carillon.Attempt;
import io.carillon.Definition;
import io.carillon.Delivery;
import io.carillon.Event;
import io.carillon.LogLine;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Store;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.TaskQuery;
import io.carillon.time.Calendars;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A store that hands everything on to another. */
class ForwardingStore implements Store {

  private final Store store;

  ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public boolean isShared() {
    return store.isShared();
  }

  @Override
  public Backfilled backfill(BackfillRequest request, String actor, Instant now) {
    return store.backfill(request, actor, now);
  }

  @Override
  public Calendars calendars() {
    return store.calendars();
  }

  @Override
  public ClusterClock clock() {
    return store.clock();
  }

  @Override
  public void close() {
    store.close();
  }

  // ---- runs

  @Override
  public void join(NodeRow node) {
    store.join(node);
  }

  @Override
  public Renewal renew(NodeId node, Instant now, Duration lease, long clockOffsetMicros) {
    return store.renew(node, now, lease, clockOffsetMicros);
  }

  @Override
  public void leave(NodeId node) {
    store.leave(node);
  }

  @Override
  public Recovery recover(Instant now, int limit) {
    return store.recover(now, limit);
  }

  @Override
  public List<Submitted> submit(List<Submission> submissions, Instant now) {
    return store.submit(submissions, now);
  }

  @Override
  public List<Submitted> submit(
      StoreTransaction transaction, List<Submission> submissions, Instant now) {
    return store.submit(transaction, submissions, now);
  }

  @Override
  public List<Published> publish(List<Event> events, Instant now) {
    return store.publish(events, now);
  }

  @Override
  public Planned plan(PlanRequest request, Instant now) {
    return store.plan(request, now);
  }

  @Override
  public List<Claimed> claim(ClaimRequest request, Instant now) {
    return store.claim(request, now);
  }

  @Override
  public Background background(RunRow run) {
    return store.background(run);
  }

  @Override
  public void handBack(List<ClaimRef> claims, Instant now) {
    store.handBack(claims, now);
  }

  @Override
  public List<ClaimRef> held(NodeId node) {
    return store.held(node);
  }

  @Override
  public List<Settled> settle(List<Settlement> settlements, Instant now) {
    return store.settle(settlements, now);
  }

  @Override
  public List<Applied> journal(List<StepRow> steps, List<LogRow> lines, Instant now) {
    return store.journal(steps, lines, now);
  }

  @Override
  public Optional<Instant> nextDue(Set<String> handlers, Set<String> channels) {
    return store.nextDue(handlers, channels);
  }

  @Override
  public Optional<Boolean> cancel(RunId run, String actor, String reason, Instant now) {
    return store.cancel(run, actor, reason, now);
  }

  @Override
  public Optional<Boolean> signal(RunId run, String name, String payload, Instant now) {
    return store.signal(run, name, payload, now);
  }

  @Override
  public Optional<Boolean> unblock(RunId run, Unblock decision, String actor, Instant now) {
    return store.unblock(run, decision, actor, now);
  }

  @Override
  public Optional<RunId> rerun(RunId run, String actor, Instant now) {
    return store.rerun(run, actor, now);
  }

  @Override
  public int deleteRunsBefore(Instant before, int limit) {
    return store.deleteRunsBefore(before, limit);
  }

  // ---- tasks

  @Override
  public StoredTask save(Definition definition, Change change, Instant now) {
    return store.save(definition, change, now);
  }

  @Override
  public Optional<StoredTask> find(TaskKey key) {
    return store.find(key);
  }

  @Override
  public Optional<StoredTask> find(TaskId id) {
    return store.find(id);
  }

  @Override
  public Optional<Definition> version(TaskId id, int version) {
    return store.version(id, version);
  }

  @Override
  public List<StoredTask> list(TaskQuery query) {
    return store.list(query);
  }

  @Override
  public StoredTask pause(TaskId id, String reason, String actor, Instant now) {
    return store.pause(id, reason, actor, now);
  }

  @Override
  public StoredTask resume(TaskId id, ResumeFrom from, String actor, Instant now) {
    return store.resume(id, from, actor, now);
  }

  @Override
  public void delete(TaskId id, @Nullable Integer expectedVersion, String actor, Instant now) {
    store.delete(id, expectedVersion, actor, now);
  }

  @Override
  public List<Instant> upcoming(TaskId id, int limit) {
    return store.upcoming(id, limit);
  }

  @Override
  public List<SkippedSlots> skips(TaskId id, int limit) {
    return store.skips(id, limit);
  }

  @Override
  public Optional<String> state(TaskId id) {
    return store.state(id);
  }

  // ---- history

  @Override
  public Optional<Run> run(RunId id) {
    return store.run(id);
  }

  @Override
  public List<Run> runs(RunQuery query) {
    return store.runs(query);
  }

  @Override
  public Map<RunStatus, Long> count(RunQuery query) {
    return store.count(query);
  }

  @Override
  public List<Attempt> attempts(RunId id) {
    return store.attempts(id);
  }

  @Override
  public List<RunStep> steps(RunId id) {
    return store.steps(id);
  }

  @Override
  public List<LogLine> log(RunId id, int limit) {
    return store.log(id, limit);
  }

  @Override
  public List<FlowMember> members(RunId flowRun) {
    return store.members(flowRun);
  }

  @Override
  public List<Delivery> deliveries(RunId id) {
    return store.deliveries(id);
  }

  @Override
  public List<Delivery> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit) {
    return store.delivered(channel, namespace, before, limit);
  }

  @Override
  public List<NodeRow> nodes() {
    return store.nodes();
  }

  // ---- deliveries

  @Override
  public List<Dispatch> claimDeliveries(NodeId node, Set<String> channels, int limit, Instant now) {
    return store.claimDeliveries(node, channels, limit, now);
  }

  @Override
  public void settleDeliveries(List<Try> tries, Instant now) {
    store.settleDeliveries(tries, now);
  }

  @Override
  public void handBackDeliveries(NodeId node, Set<UUID> sending) {
    store.handBackDeliveries(node, sending);
  }
}
