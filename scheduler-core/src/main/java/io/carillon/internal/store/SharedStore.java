package io.carillon.internal.store;

import io.carillon.Attempt;
import io.carillon.Definition;
import io.carillon.Delivery;
import io.carillon.Event;
import io.carillon.LogLine;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.RunStep;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.IdSource;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Store;
import io.carillon.spi.StoreTransaction;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskQuery;
import io.carillon.time.Calendars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store that all stores are: transactions over {@link Tables}, with one set of rules. Every
 * method is one or a few transactions; the work is done by the parts, one for each concern.
 */
public final class SharedStore implements Store {

  private final Tables tables;
  private final Kit kit;
  private final SubmitWork submitting;
  private final PlanWork planning;
  private final ClaimWork claiming;
  private final SettleWork settling;
  private final TaskWork tasks;
  private final Interventions interventions;
  private final DeliveryWork deliveries;
  private final Reads reads;

  public SharedStore(Tables tables, IdSource ids, Calendars calendars) {
    this.tables = tables;
    this.kit = new Kit(new Definitions(), ids, calendars);
    FlowWork flows = new FlowWork(kit);
    EndWork ends = new EndWork(kit, flows);
    this.submitting = new SubmitWork(tables, kit, flows, ends);
    this.planning = new PlanWork(tables, kit, ends, flows);
    this.claiming = new ClaimWork(tables, kit, ends);
    this.settling = new SettleWork(tables, kit, ends);
    this.tasks = new TaskWork(tables, kit, planning, ends);
    this.interventions = new Interventions(tables, kit, ends, flows);
    this.deliveries = new DeliveryWork(tables);
    this.reads = new Reads(tables, kit);
  }

  @Override
  public boolean isShared() {
    return tables.isShared();
  }

  @Override
  public Calendars calendars() {
    return kit.calendars();
  }

  @Override
  public ClusterClock clock() {
    return tables.clock();
  }

  @Override
  public void close() {
    tables.close();
  }

  // ---- nodes

  @Override
  public void join(NodeRow node) {
    tables.inTransaction(
        tx -> {
          if (tx.nodes().stream().noneMatch(known -> known.id().equals(node.id()))) {
            tx.insertNode(node);
          }
          return node;
        });
  }

  @Override
  public Renewal renew(NodeId node, Instant now, Duration lease, long clockOffsetMicros) {
    return tables.inTransaction(
        tx ->
            tx.renewNode(node, now.plus(lease), clockOffsetMicros)
                ? new Renewal(true, tx.cancelRequests(node))
                : new Renewal(false, List.of()));
  }

  @Override
  public void leave(NodeId node) {
    tables.inTransaction(
        tx -> {
          tx.deleteNode(node);
          return node;
        });
  }

  @Override
  public Recovery recover(Instant now, int limit) {
    return claiming.recover(now, limit);
  }

  // ---- making runs

  @Override
  public List<Submitted> submit(List<Submission> submissions, Instant now) {
    return submissions.isEmpty() ? List.of() : submitting.submit(submissions, now);
  }

  @Override
  public List<Submitted> submit(
      StoreTransaction transaction, List<Submission> submissions, Instant now) {
    return submitting.submitIn(transaction, submissions, now);
  }

  @Override
  public List<Published> publish(List<Event> events, Instant now) {
    return submitting.publish(events, now);
  }

  @Override
  public Planned plan(PlanRequest request, Instant now) {
    return planning.plan(request, now);
  }

  // ---- working

  @Override
  public List<Claimed> claim(ClaimRequest request, Instant now) {
    return claiming.claim(request, now);
  }

  @Override
  public Background background(RunRow run) {
    return reads.background(run);
  }

  @Override
  public void handBack(List<ClaimRef> claims, Instant now) {
    claiming.handBack(claims, now);
  }

  @Override
  public List<ClaimRef> held(NodeId node) {
    return tables.inTransaction(
        tx -> tx.runningOf(node).stream().map(row -> new ClaimRef(row.id(), row.claim())).toList());
  }

  @Override
  public List<Settled> settle(List<Settlement> settlements, Instant now) {
    return settlements.isEmpty() ? List.of() : settling.settle(settlements, now);
  }

  @Override
  public List<Applied> journal(List<StepRow> steps, List<LogRow> lines, Instant now) {
    Set<RunId> ids = new TreeSet<>();
    steps.forEach(step -> ids.add(step.runId()));
    lines.forEach(line -> ids.add(line.runId()));
    return tables.inTransaction(
        tx -> {
          Map<RunId, ReadyRow> rows = tx.lockReady(ids);
          List<Applied> answers = new ArrayList<>();
          List<StepRow> kept = new ArrayList<>();
          for (StepRow step : steps) {
            boolean stands = stands(rows.get(step.runId()), step.claim());
            answers.add(stands ? Applied.APPLIED : Applied.REFUSED);
            if (stands) {
              kept.add(step);
            }
          }
          tx.putSteps(kept);
          tx.insertLogs(
              lines.stream().filter(line -> stands(rows.get(line.runId()), line.claim())).toList());
          return answers;
        });
  }

  private static boolean stands(@Nullable ReadyRow row, int claim) {
    return row != null && row.state() == RunState.RUNNING && row.claim() == claim;
  }

  @Override
  public Optional<Instant> nextDue(Set<String> handlers, Set<String> channels) {
    return tables.inTransaction(
        tx ->
            Stream.of(
                    tx.earliestSchedule(),
                    tx.earliestReady(handlers),
                    tx.earliestDelivery(channels))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder()));
  }

  // ---- intervening

  @Override
  public Optional<Boolean> cancel(RunId run, String actor, String reason, Instant now) {
    return interventions.cancel(run, actor, reason, now);
  }

  @Override
  public Optional<Boolean> signal(RunId run, String name, String payload, Instant now) {
    return interventions.signal(run, name, payload, now);
  }

  @Override
  public Optional<Boolean> unblock(RunId run, Unblock decision, String actor, Instant now) {
    return interventions.unblock(run, decision, actor, now);
  }

  @Override
  public Optional<RunId> rerun(RunId run, String actor, Instant now) {
    return interventions.rerun(run, actor, now);
  }

  @Override
  public int deleteRunsBefore(Instant before, int limit) {
    return tables.inTransaction(tx -> tx.deleteRunsBefore(before, limit));
  }

  // ---- definitions

  @Override
  public StoredTask save(Definition definition, Change change, Instant now) {
    return tasks.save(definition, change, now);
  }

  @Override
  public Optional<StoredTask> find(TaskKey key) {
    return tables.inTransaction(
        tx ->
            Optional.ofNullable(tx.tasksByKey(List.of(key)).get(key))
                .map(row -> Views.task(row, kit, tx)));
  }

  @Override
  public Optional<StoredTask> find(TaskId id) {
    return tables.inTransaction(
        tx ->
            Optional.ofNullable(tx.tasks(List.of(id)).get(id))
                .map(row -> Views.task(row, kit, tx)));
  }

  @Override
  public Optional<Definition> version(TaskId id, int version) {
    return tables.inTransaction(tx -> kit.definitions().version(tx, id, version));
  }

  @Override
  public List<StoredTask> list(TaskQuery query) {
    return tables.inTransaction(tx -> Views.tasks(tx.findTasks(query), kit, tx));
  }

  @Override
  public StoredTask pause(TaskId id, String reason, String actor, Instant now) {
    return tasks.pause(id, reason, actor, now);
  }

  @Override
  public StoredTask resume(TaskId id, ResumeFrom from, String actor, Instant now) {
    return tasks.resume(id, from, actor, now);
  }

  @Override
  public void delete(TaskId id, @Nullable Integer expectedVersion, String actor, Instant now) {
    tasks.delete(id, expectedVersion, actor, now);
  }

  @Override
  public Backfilled backfill(BackfillRequest request, String actor, Instant now) {
    return planning.backfill(request, actor, now);
  }

  @Override
  public List<Instant> upcoming(TaskId id, int limit) {
    return reads.upcoming(id, limit);
  }

  @Override
  public List<SkippedSlots> skips(TaskId id, int limit) {
    return tables.inTransaction(
        tx ->
            tx.skips(id, limit).stream()
                .map(
                    row ->
                        new SkippedSlots(
                            row.taskId(),
                            row.from(),
                            row.to(),
                            row.count(),
                            row.expired(),
                            row.reason(),
                            row.at()))
                .toList());
  }

  @Override
  public Optional<String> state(TaskId id) {
    return tables.inTransaction(tx -> tx.taskState(id).map(StateRow::json));
  }

  // ---- history

  @Override
  public Optional<Run> run(RunId id) {
    return reads.run(id);
  }

  @Override
  public List<Run> runs(RunQuery query) {
    return reads.runs(query);
  }

  @Override
  public Map<RunStatus, Long> count(RunQuery query) {
    return tables.inTransaction(tx -> tx.countRuns(query));
  }

  @Override
  public List<Attempt> attempts(RunId id) {
    return tables.inTransaction(tx -> tx.attempts(id).stream().map(Views::attempt).toList());
  }

  @Override
  public List<RunStep> steps(RunId id) {
    return tables.inTransaction(tx -> tx.steps(id).stream().map(Views::step).toList());
  }

  @Override
  public List<LogLine> log(RunId id, int limit) {
    return tables.inTransaction(
        tx ->
            tx.logs(id, limit).stream()
                .map(row -> new LogLine(row.claim(), row.number(), row.at(), row.text()))
                .toList());
  }

  @Override
  public List<FlowMember> members(RunId flowRun) {
    return reads.members(flowRun);
  }

  @Override
  public List<Delivery> deliveries(RunId id) {
    return reads.deliveries(id);
  }

  @Override
  public List<Delivery> delivered(
      String channel, @Nullable String namespace, @Nullable UUID before, int limit) {
    return tables.inTransaction(
        tx ->
            tx.delivered(channel, namespace, before, limit).stream().map(Views::delivery).toList());
  }

  @Override
  public List<NodeRow> nodes() {
    return tables.inTransaction(StoreTransaction::nodes);
  }

  // ---- deliveries

  @Override
  public List<Dispatch> claimDeliveries(NodeId node, Set<String> channels, int limit, Instant now) {
    return channels.isEmpty() ? List.of() : deliveries.claim(node, channels, limit, now);
  }

  @Override
  public void handBackDeliveries(NodeId node, Set<UUID> sending) {
    deliveries.handBack(node, sending);
  }

  @Override
  public void settleDeliveries(List<Try> tries, Instant now) {
    deliveries.settle(tries, now);
  }
}
