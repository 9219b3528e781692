package io.carillon.spi;

import io.carillon.Definition;
import io.carillon.RunId;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Definitions and their states. Every change that moves a trigger is one transaction with it. */
public interface TaskStore {

  /**
   * Saves a new definition, or a new version of one. An unchanged definition is left as it is, and
   * only moves to the zone in effect. Flows save their members in the same transaction. Phrases
   * have been read before.
   *
   * @throws io.carillon.VersionConflictException when {@code change.expectedVersion} is not the
   *     stored one (0: must not exist yet)
   * @throws io.carillon.LimitReachedException when an owner who gets one with it has as many as
   *     allowed; exactly, whoever saves at the same time
   * @throws io.carillon.InvalidDefinitionException when a flow names members that are not stored,
   *     or a trigger is a phrase that was not read
   */
  StoredTask save(Definition definition, Change change, Instant now);

  /**
   * How a definition is saved.
   *
   * @param expectedVersion what the caller edited; 0: it must be new; null: whatever is stored
   * @param actor who saves it
   * @param zone of triggers whose task names none, unless {@code origins} knows better
   * @param origins where the definition and its members come from
   * @param mostOfOwner how many definitions, paused ones too, an owner may have who gets one with
   *     this change: a new one, one of somebody else's, a member of a flow; 0: any number
   */
  record Change(
      @Nullable Integer expectedVersion,
      String actor,
      StoredTask.Source source,
      ZoneId zone,
      Origins origins,
      int mostOfOwner) {

    /** A change of an owner without a limit and without a zone. */
    public Change(
        @Nullable Integer expectedVersion, String actor, StoredTask.Source source, ZoneId zone) {
      this(expectedVersion, actor, source, zone, Origins.NONE, 0);
    }

    /** The zone in effect for a definition that is saved with this change. */
    public ZoneId zoneOf(Definition definition) {
      return definition.zone().orElse(origins.zones().getOrDefault(definition.key(), zone));
    }
  }

  /**
   * Where a definition and the members saved with it come from, by their keys.
   *
   * @param zones in effect for them
   * @param written those whose phrases were read, as they were written: a declaration has changed
   *     when its words have, not when a later version reads them otherwise
   */
  record Origins(Map<TaskKey, ZoneId> zones, Map<TaskKey, Definition> written) {

    /** Nothing but the definitions themselves. */
    public static final Origins NONE = new Origins(Map.of(), Map.of());

    public Origins {
      zones = Map.copyOf(zones);
      written = Map.copyOf(written);
    }
  }

  Optional<StoredTask> find(TaskKey key);

  /** Finds deleted ones too. */
  Optional<StoredTask> find(TaskId id);

  /** One version of a definition, as it was saved. */
  Optional<Definition> version(TaskId id, int version);

  List<StoredTask> list(TaskQuery query);

  /**
   * Stops planning, and holds what is pending. Idempotent; the newest reason stays.
   *
   * @throws io.carillon.UnknownTaskException when there is no such task
   */
  StoredTask pause(TaskId id, String reason, String actor, Instant now);

  /**
   * Plans again from now on: slots of the paused time are recorded as skipped, or are caught up.
   *
   * @throws io.carillon.UnknownTaskException when there is no such task
   */
  StoredTask resume(TaskId id, ResumeFrom from, String actor, Instant now);

  /** What becomes of the slots of a paused time. */
  enum ResumeFrom {
    NOW,
    /** They count as missed and follow the task's catch-up policy. */
    CATCH_UP
  }

  /**
   * Removes a definition; its history is kept. What is pending is skipped with the reason.
   *
   * @param expectedVersion null: whatever is stored
   * @throws io.carillon.UnknownTaskException when there is no such task
   * @throws io.carillon.VersionConflictException when another version is stored
   */
  void delete(TaskId id, @Nullable Integer expectedVersion, String actor, Instant now);

  /**
   * Makes runs of the slots of a past range that have not run: those that were skipped, and those
   * from before the task existed, as its triggers are now. A slot with a run is left alone, however
   * the run ended. Overlap and maxRuns do not apply; a pause holds the runs.
   *
   * @throws io.carillon.UnknownTaskException when there is no such task
   * @throws IllegalArgumentException when the range is empty, or not past, or has more slots
   */
  Backfilled backfill(BackfillRequest request, String actor, Instant now);

  /**
   * A past range of a task.
   *
   * @param from inclusive
   * @param to exclusive, not in the future
   * @param limit how many slots there may be; 1 to 10000
   * @param gap between the due times of two runs; zero or more
   */
  record BackfillRequest(TaskId task, Instant from, Instant to, int limit, Duration gap) {}

  /**
   * What a backfill did.
   *
   * @param made the runs it made, oldest slot first
   * @param known slots that had a run already
   */
  record Backfilled(List<RunId> made, int known) {}

  /** Newest first. */
  List<SkippedSlots> skips(TaskId id, int limit);

  /**
   * When the triggers of an active task fire next, as far as time alone tells it; empty for one
   * that is paused, or that no trigger will fire.
   *
   * @param limit 1 to 1000
   */
  List<Instant> upcoming(TaskId id, int limit);

  /** The task's own memory as JSON; empty when it has none. */
  Optional<String> state(TaskId id);
}
