package io.carillon.testkit.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.Definition;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.Usage;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.NodeRow;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.ClaimRef;
import io.carillon.spi.RunStore.ClaimRequest;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.PlanRequest;
import io.carillon.spi.RunStore.Planned;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import io.carillon.spi.Store;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskStore.Change;
import io.carillon.testkit.SeededIds;
import io.carillon.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** A store under test with a clock, and the few moves that most of its tests are made of. */
public final class StoreFixture {

  /** The Java handler of the tasks that {@link #task(String)} makes, as nodes name it. */
  public static final String HANDLER = "java/work";

  /** How long the leases of the fixture's nodes are. */
  public static final Duration LEASE = Duration.ofSeconds(20);

  private final VirtualClock clock;
  private final SeededIds ids;
  private final Tables tables;
  private final Store store;

  /** A store over {@code tables}, whose decisions are made at {@code clock}'s times. */
  public StoreFixture(Tables tables, VirtualClock clock, long seed) {
    this.tables = tables;
    this.clock = clock;
    this.ids = new SeededIds(seed);
    this.store = Store.over(tables, ids);
  }

  public VirtualClock clock() {
    return clock;
  }

  public Tables tables() {
    return tables;
  }

  public Store store() {
    return store;
  }

  public Instant now() {
    return clock.now();
  }

  /** Moves the clock on. */
  public Instant later(Duration by) {
    return clock.advance(by);
  }

  // ---- definitions

  /** A task that the fixture's nodes can run. */
  public static Task.Builder task(String name) {
    return Task.named(name).handler("work");
  }

  /** Saves whatever is stored, as a user would at run time. */
  public StoredTask save(Definition definition) {
    return save(definition, null);
  }

  /** Saves as a user would at run time. */
  public StoredTask save(Definition definition, @Nullable Integer expectedVersion) {
    return store.save(definition, change(expectedVersion, StoredTask.Source.RUNTIME), now());
  }

  /** Saves as the host's code would when it starts. */
  public StoredTask declare(Definition definition) {
    return store.save(definition, change(null, StoredTask.Source.DECLARED), now());
  }

  private static Change change(@Nullable Integer expectedVersion, StoredTask.Source source) {
    return new Change(expectedVersion, "alice", source, ZoneOffset.UTC);
  }

  /** The definition as it is stored. */
  public StoredTask stored(String task) {
    return store.find(io.carillon.TaskKey.of(task)).orElseThrow();
  }

  // ---- runs

  /** A run of a task, due now. */
  public RunId submit(String task) {
    return submit(Submission.of(task));
  }

  /** A run of a task that exists. */
  public RunId submit(Submission submission) {
    RunId run = store.submit(List.of(submission), now()).get(0).run();
    if (run == null) {
      throw new IllegalArgumentException("There is no task " + submission.task());
    }
    return run;
  }

  /** Saves a plain task of that name and submits one run of it. */
  public RunId runOfNew(String name) {
    save(task(name).build());
    return submit(name);
  }

  public Run run(RunId id) {
    return store.run(id).orElseThrow();
  }

  /** All runs of a task, oldest first. */
  public List<Run> runs(String task) {
    List<Run> newest = store.runs(RunQuery.newest(1_000).ofTask(stored(task).id()));
    return newest.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  /** Plans all that is due, without pacing. */
  public Planned plan() {
    return store.plan(new PlanRequest(1_000, now(), Duration.ZERO), now());
  }

  // ---- nodes

  /** A node with a fresh lease that has {@link #HANDLER}. */
  public NodeId node(String name) {
    NodeId id = new NodeId(ids.next(now()));
    store.join(new NodeRow(id, name, now(), now().plus(LEASE), List.of(HANDLER), 0));
    return id;
  }

  public List<Claimed> claim(NodeId node, int limit) {
    return store.claim(new ClaimRequest(node, "node", Set.of(HANDLER), limit), now());
  }

  /** Claims one run, which there must be. */
  public Claimed claim(NodeId node) {
    List<Claimed> claimed = claim(node, 1);
    Assertions.assertThat(claimed).as("claimed runs").hasSize(1);
    return claimed.get(0);
  }

  /** Claims one run of that task, which must be the next. */
  public Claimed claim(NodeId node, String task) {
    Claimed claimed = claim(node);
    Assertions.assertThat(claimed.run().task().name()).isEqualTo(task);
    return claimed;
  }

  // ---- ends

  public Settled settle(Claimed claimed, Outcome outcome) {
    return store.settle(List.of(settlement(claimed, outcome)), now()).get(0);
  }

  public Settled succeed(Claimed claimed) {
    return settle(claimed, Outcome.success("done"));
  }

  public Settled fail(Claimed claimed) {
    return settle(claimed, failure());
  }

  public static Outcome failure() {
    return Outcome.failure(FailureKind.ERROR, "It broke.");
  }

  public static Settlement settlement(Claimed claimed, Outcome outcome) {
    Instant started = claimed.ready().startedAt();
    return new Settlement(
        ref(claimed),
        "node",
        started == null ? claimed.run().due() : started,
        outcome,
        Usage.NONE,
        null);
  }

  public static ClaimRef ref(Claimed claimed) {
    return new ClaimRef(claimed.id(), claimed.claim());
  }

  /** Lets the lease of every node end and takes what they ran. */
  public void loseAllNodes() {
    later(LEASE);
    store.recover(now(), 1_000);
  }

  /** JSON with one field. */
  public static com.fasterxml.jackson.databind.JsonNode json(String field, String value) {
    return JsonNodeFactory.instance.objectNode().put(field, value);
  }
}
