package io.carillon;

import io.carillon.internal.engine.ZonesInEffect;
import io.carillon.spi.Store;
import io.carillon.spi.TaskQuery;
import io.carillon.spi.TaskStore.BackfillRequest;
import io.carillon.spi.TaskStore.Backfilled;
import io.carillon.spi.TaskStore.Change;
import io.carillon.spi.TaskStore.ResumeFrom;
import io.carillon.time.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tasks and flows of a scheduler. Thread-safe; every change is committed when it returns. */
public final class Tasks {

  private final Store store;
  private final ZonesInEffect zones;
  private final Function<Definition, List<Problem>> check;
  private final SchedulerListener events;
  private final Limits limits;
  private final ScheduleChecks checks;

  Tasks(
      Store store,
      ZonesInEffect zones,
      Function<Definition, List<Problem>> check,
      SchedulerListener events,
      Limits limits) {
    this.store = store;
    this.zones = zones;
    this.check = check;
    this.events = events;
    this.limits = limits;
    this.checks = new ScheduleChecks(store, limits);
  }

  /**
   * Saves a new definition.
   *
   * @throws InvalidDefinitionException with every fault
   * @throws VersionConflictException when there is one of that name
   */
  public StoredTask create(Definition definition, String actor) {
    return save(definition, 0, actor, StoredTask.Source.RUNTIME);
  }

  /**
   * Saves a new version of a definition, found by its name.
   *
   * @param expectedVersion the version that was read and edited
   * @throws InvalidDefinitionException with every fault
   * @throws VersionConflictException when another version is stored
   */
  public StoredTask update(Definition definition, int expectedVersion, String actor) {
    return save(definition, expectedVersion, actor, StoredTask.Source.RUNTIME);
  }

  /**
   * Saves a definition whether or not it is stored already; an unchanged one is left as it is.
   *
   * @throws InvalidDefinitionException with every fault
   */
  public StoredTask save(Definition definition, String actor) {
    return save(definition, null, actor, StoredTask.Source.RUNTIME);
  }

  /**
   * Saves what the host's code or configuration declares. A definition that was edited while
   * running stays as it was edited until the declaration itself changes.
   *
   * @throws InvalidDefinitionException with every fault
   */
  public StoredTask declare(Definition definition) {
    return save(definition, null, "code", StoredTask.Source.DECLARED);
  }

  private StoredTask save(
      Definition definition,
      @Nullable Integer expectedVersion,
      String actor,
      StoredTask.Source source) {
    Prepared prepared = prepared(definition);
    List<Problem> problems = problems(definition, prepared);
    boolean declared = source == StoredTask.Source.DECLARED;
    if (!declared && prepared.problems().isEmpty()) {
      problems.addAll(refused(prepared.definition()));
    }
    if (!problems.isEmpty()) {
      throw invalid(definition, problems);
    }
    Change change =
        new Change(
            expectedVersion,
            name(actor),
            source,
            zones.scheduler(),
            prepared.origins(),
            declared ? 0 : limits.tasksPerOwner());
    StoredTask saved = store.save(prepared.definition(), change, store.clock().now());
    tell(SchedulerEvent.Kind.TASK_SAVED, saved, "version " + saved.version());
    return saved;
  }

  private static InvalidDefinitionException invalid(Definition definition, List<Problem> problems) {
    String kind = definition instanceof Flow ? "Flow" : "Task";
    return new InvalidDefinitionException(kind + " \"" + definition.key() + "\"", problems);
  }

  private Prepared prepared(Definition definition) {
    return Prepared.of(definition, zones, store.calendars());
  }

  /**
   * The definition as it would be saved now: its schedules in words are the triggers they mean.
   *
   * @throws InvalidDefinitionException with every fault of its phrases
   */
  public Definition read(Definition definition) {
    Prepared prepared = prepared(definition);
    if (!prepared.problems().isEmpty()) {
      throw invalid(definition, prepared.problems());
    }
    return prepared.definition();
  }

  /**
   * The zone that triggers which name none would have if the definition were saved now: the
   * definition's, else its owner's, else the scheduler's. What is stored has {@link
   * StoredTask#zone()}.
   *
   * @throws IllegalStateException when the owner's zone cannot be found out
   */
  public ZoneId zone(Definition definition) {
    return zones.of(definition);
  }

  /**
   * Everything that is wrong with a definition here and now: what it asks for and nobody has, what
   * its executor and channels refuse, what is not certain in its phrases. Empty when it can be
   * saved.
   */
  public List<Problem> problems(Definition definition) {
    return problems(definition, prepared(definition));
  }

  private List<Problem> problems(Definition definition, Prepared prepared) {
    if (!prepared.problems().isEmpty()) {
      List<Problem> problems = new ArrayList<>(prepared.problems());
      problems.addAll(ofAll(definition, check));
      return problems;
    }
    return ofAll(
        prepared.definition(),
        part -> {
          List<Problem> problems = new ArrayList<>(check.apply(part));
          problems.addAll(checks.unplannable(part, zone(part)));
          return problems;
        });
  }

  /**
   * Everything for which the host's code or configuration could not {@link #declare} a definition
   * here and now: its {@link #problems}, and triggers of a new one that never fire. Saves nothing.
   */
  public List<Problem> declarationProblems(Definition definition) {
    Prepared prepared = prepared(definition);
    List<Problem> problems = new ArrayList<>(problems(definition, prepared));
    if (prepared.problems().isEmpty()) {
      problems.addAll(ofAll(prepared.definition(), part -> checks.silentWhenNew(part, zone(part))));
    }
    return problems;
  }

  /**
   * Everything for which a user could not save a definition here and now: its {@link #problems},
   * and what the limits and the calendar have against it. A problem with the limits has the code
   * {@code schedule_too_frequent} or {@code limit_reached}. Saves nothing.
   */
  public List<Problem> validate(Definition definition) {
    Prepared prepared = prepared(definition);
    List<Problem> problems = new ArrayList<>(problems(definition, prepared));
    if (prepared.problems().isEmpty()) {
      problems.addAll(refused(prepared.definition()));
    }
    problems.addAll(checks.oneTooMany(definition));
    return problems;
  }

  /**
   * What the limits and the calendar have against a schedule: fires that are closer than allowed
   * (on the true shortest gap of all triggers), triggers that never fire.
   */
  public List<Problem> scheduleProblems(Preview preview) {
    return checks.refused(preview, List.of());
  }

  /** The next fires of a definition, as they would be if it were saved now. */
  Preview preview(Definition definition, int n) {
    Definition read = read(definition);
    return checks.preview(read, zone(read), n);
  }

  private List<Problem> refused(Definition definition) {
    return ofAll(definition, part -> checks.refused(part, zone(part)));
  }

  /** What is found in a definition and in the members it brings. */
  private static List<Problem> ofAll(
      Definition definition, Function<Definition, List<Problem>> finder) {
    List<Problem> problems = new ArrayList<>(finder.apply(definition));
    if (definition instanceof Flow flow) {
      for (int i = 0; i < flow.members().size(); i++) {
        String path = "tasks[" + i + "]";
        finder.apply(flow.members().get(i)).forEach(found -> problems.add(found.under(path)));
      }
    }
    return problems;
  }

  /** A task of the default namespace. */
  public Optional<StoredTask> find(String name) {
    return find(TaskKey.of(name));
  }

  public Optional<StoredTask> find(TaskKey key) {
    return store.find(key);
  }

  /** By id; deleted ones too. */
  public Optional<StoredTask> find(TaskId id) {
    return store.find(id);
  }

  /** One version of a definition, as it was saved. */
  public Optional<Definition> version(TaskId id, int version) {
    return store.version(id, version);
  }

  public List<StoredTask> list(TaskQuery query) {
    return store.list(query);
  }

  /**
   * Stops planning and holds what is pending; what runs goes on.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public StoredTask pause(TaskId id, String reason, String actor) {
    StoredTask task = store.pause(id, reason, name(actor), store.clock().now());
    tell(SchedulerEvent.Kind.TASK_PAUSED, task, reason);
    return task;
  }

  /**
   * Plans again from now on; slots of the paused time are recorded as skipped.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public StoredTask resume(TaskId id, String actor) {
    return resume(id, ResumeFrom.NOW, actor);
  }

  /**
   * Plans again.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public StoredTask resume(TaskId id, ResumeFrom from, String actor) {
    StoredTask task = store.resume(id, from, name(actor), store.clock().now());
    tell(SchedulerEvent.Kind.TASK_RESUMED, task, "");
    return task;
  }

  /**
   * Removes a definition; its history is kept.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public void delete(TaskId id, String actor) {
    delete(id, null, actor);
  }

  /**
   * Removes a definition; its history is kept.
   *
   * @param expectedVersion the version that was read; null: whatever is stored
   * @throws UnknownTaskException when there is no such task
   * @throws VersionConflictException when another version is stored
   */
  public void delete(TaskId id, @Nullable Integer expectedVersion, String actor) {
    Optional<StoredTask> task = store.find(id);
    store.delete(id, expectedVersion, name(actor), store.clock().now());
    task.ifPresent(found -> tell(SchedulerEvent.Kind.TASK_DELETED, found, ""));
  }

  /**
   * Makes runs of the slots of a past range that have not run, a second apart.
   *
   * @param from inclusive
   * @param to exclusive, not in the future
   * @throws UnknownTaskException when there is no such task
   * @throws IllegalArgumentException when the range is empty, not past, or has over 10000 slots
   */
  public Backfilled backfill(TaskId id, Instant from, Instant to, String actor) {
    BackfillRequest request = new BackfillRequest(id, from, to, 10_000, Duration.ofSeconds(1));
    Backfilled done = store.backfill(request, name(actor), store.clock().now());
    store
        .find(id)
        .ifPresent(
            task ->
                tell(
                    SchedulerEvent.Kind.TASK_SAVED,
                    task,
                    "backfill made " + done.made().size() + " runs"));
    return done;
  }

  /** Slots that were skipped, newest decision first. */
  public List<SkippedSlots> skips(TaskId id, int limit) {
    return store.skips(id, limit);
  }

  /**
   * When the triggers of an active task fire next, as far as time alone tells it; empty for one
   * that is paused, or that no trigger will fire.
   *
   * @param limit 1 to 1000
   */
  public List<Instant> upcoming(TaskId id, int limit) {
    return store.upcoming(id, limit);
  }

  /** The task's own memory as JSON; empty when it has none. */
  public Optional<String> state(TaskId id) {
    return store.state(id);
  }

  private void tell(SchedulerEvent.Kind kind, StoredTask task, String text) {
    events.on(new SchedulerEvent(kind, store.clock().now(), task.key(), null, null, text));
  }

  private static String name(String actor) {
    Objects.requireNonNull(actor, "actor");
    return actor.isBlank() ? "unknown" : actor.length() > 255 ? actor.substring(0, 255) : actor;
  }
}
