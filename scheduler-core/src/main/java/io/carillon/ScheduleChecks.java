package io.carillon;

import io.carillon.spi.Store;
import io.carillon.spi.TaskQuery;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the limits and the calendar have against a definition, before it is saved. */
final class ScheduleChecks {

  private static final String TOO_FREQUENT = "schedule_too_frequent";

  private final Store store;
  private final Limits limits;

  ScheduleChecks(Store store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  /** Triggers that cannot be planned: they name a calendar that nobody has. */
  List<Problem> unplannable(Definition definition, ZoneId zone) {
    try {
      preview(definition, zone, 0);
      return List.of();
    } catch (InvalidDefinitionException e) {
      return e.problems();
    }
  }

  /**
   * Triggers that never fire, of a definition that is not there yet; of one that is stored the
   * store knows which of its triggers are new.
   */
  List<Problem> silentWhenNew(Definition definition, ZoneId zone) {
    try {
      return store.find(definition.key()).isPresent()
          ? List.of()
          : preview(definition, zone, 0).silent(trigger -> true);
    } catch (InvalidDefinitionException unplannable) {
      return List.of();
    }
  }

  /** Why users may not have this schedule; empty when they may. */
  List<Problem> refused(Definition definition, ZoneId zone) {
    try {
      return refused(preview(definition, zone, 0), storedTriggers(definition.key()));
    } catch (InvalidDefinitionException unplannable) {
      return List.of();
    }
  }

  /**
   * The same for a schedule that is looked at.
   *
   * @param stored triggers that are there already: what has fired its last may stay when something
   *     else is edited
   */
  List<Problem> refused(Preview preview, List<Trigger> stored) {
    List<Problem> problems = preview.silent(trigger -> !stored.contains(trigger));
    tooFrequent(preview).ifPresent(problems::add);
    return problems;
  }

  private List<Trigger> storedTriggers(TaskKey key) {
    return store.find(key).map(task -> task.definition().triggers()).orElse(List.of());
  }

  /**
   * Why owners may not have what a definition and its members would give them; checked again, under
   * a lock, when it is saved.
   */
  List<Problem> oneTooMany(Definition definition) {
    int most = limits.tasksPerOwner();
    if (most == 0) {
      return List.of();
    }
    List<Definition> all = new ArrayList<>();
    if (definition instanceof Flow flow) {
      all.addAll(flow.members());
    }
    all.add(definition);
    Map<String, Integer> more = new TreeMap<>();
    for (Definition one : all) {
      Optional<String> before = store.find(one.key()).flatMap(task -> task.definition().owner());
      one.owner()
          .filter(owner -> !before.equals(Optional.of(owner)))
          .ifPresent(owner -> more.merge(owner, 1, Integer::sum));
    }
    return more.entrySet().stream()
        .filter(gets -> !hasRoom(gets.getKey(), most - gets.getValue()))
        .map(gets -> LimitReachedException.problem(gets.getKey(), most))
        .toList();
  }

  /** Whether an owner has so many or fewer. */
  private boolean hasRoom(String owner, int most) {
    TaskQuery query = TaskQuery.all(1_000).ofOwner(owner);
    int count = 0;
    List<StoredTask> page = most < 0 ? List.of() : store.list(query);
    while (!page.isEmpty() && count <= most) {
      count += page.size();
      page = store.list(query.after(page.get(page.size() - 1).key()));
    }
    return count <= most;
  }

  Preview preview(Definition definition, ZoneId zone, int n) {
    Instant now = store.clock().now();
    String key = definition.key().toString();
    FireTimes.Setting setting = new FireTimes.Setting(zone, now, key, store.calendars());
    return Preview.of(definition.triggers(), setting, now, n);
  }

  /** Looks at the true shortest gap of all triggers together. */
  private Optional<Problem> tooFrequent(Preview preview) {
    Duration least = limits.minimumGap();
    if (least.isZero()) {
      return Optional.empty();
    }
    return preview
        .gaps()
        .shortest()
        .filter(gap -> gap.compareTo(least) < 0)
        .map(
            gap ->
                Problem.of(
                        "triggers",
                        "it would fire again after " + gap + ", which is too frequent.",
                        "At least " + least + " must lie between two fires.")
                    .withCode(TOO_FREQUENT));
  }
}
