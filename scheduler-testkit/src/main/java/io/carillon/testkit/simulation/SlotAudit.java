package io.carillon.testkit.simulation;

import io.carillon.Occurrence;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.SkippedSlots;
import io.carillon.StoredTask;
import io.carillon.TaskId;
import io.carillon.Trigger;
import io.carillon.spi.RunQuery;
import io.carillon.spi.Store;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows from the edits alone which slots a task had, and compares them with what the store says
 * became of them: each ran, or is in one record of skipped ones.
 */
final class SlotAudit {

  /** A node whose clock is ahead may have accounted for slots up to this long after an edit. */
  private static final Duration AHEAD = Duration.ofSeconds(2);

  /** A trigger fires after {@code from} up to and including {@code to}. */
  private record Segment(Trigger trigger, Instant from, @Nullable Instant to) {}

  private final Map<TaskId, List<Segment>> segments = new LinkedHashMap<>();
  private final Map<TaskId, String> names = new LinkedHashMap<>();

  /** A definition was saved; unchanged triggers go on. */
  void saved(StoredTask task, Instant now) {
    names.put(task.id(), task.key().name());
    List<Segment> before = segments.getOrDefault(task.id(), List.of());
    List<Segment> after = new ArrayList<>();
    List<Trigger> fresh = new ArrayList<>(task.definition().triggers());
    for (Segment segment : before) {
      boolean open = segment.to() == null;
      boolean kept = open && fresh.remove(segment.trigger());
      after.add(open && !kept ? new Segment(segment.trigger(), segment.from(), now) : segment);
    }
    fresh.forEach(trigger -> after.add(new Segment(trigger, now, null)));
    segments.put(task.id(), after);
  }

  void deleted(TaskId task, Instant now) {
    segments.computeIfPresent(
        task,
        (id, before) ->
            before.stream()
                .map(one -> one.to() == null ? new Segment(one.trigger(), one.from(), now) : one)
                .toList());
  }

  /** What is wrong, as sentences. Every segment must be closed. */
  List<String> faults(Store store) {
    List<String> faults = new ArrayList<>();
    segments.forEach((task, parts) -> check(store, task, parts, faults));
    return faults;
  }

  private void check(Store store, TaskId task, List<Segment> parts, List<String> faults) {
    String name = "task " + names.get(task) + " (" + task + ")";
    Set<Instant> due = new TreeSet<>();
    Set<Instant> early = new TreeSet<>();
    for (Segment part : parts) {
      Instant end = part.to();
      if (end == null) {
        throw new IllegalStateException(name + " still fires");
      }
      fires(part, end.plus(AHEAD)).forEach(at -> (at.isAfter(end) ? early : due).add(at));
    }
    early.removeAll(due);
    Set<Instant> ran = ran(store, task);
    for (Instant at : ran) {
      if (!due.contains(at) && !early.contains(at)) {
        faults.add(name + " ran at " + at + ", where it has no slot");
      }
    }
    List<SkippedSlots> skips = store.skips(task, 100_000);
    Set<Instant> left = new TreeSet<>(due);
    left.removeAll(ran);
    for (Instant at : left) {
      if (skips.stream().noneMatch(skip -> !at.isBefore(skip.from()) && !at.isAfter(skip.to()))) {
        faults.add(name + " neither ran nor skipped its slot of " + at);
      }
    }
    early.removeAll(ran);
    int skipped = skips.stream().mapToInt(SkippedSlots::count).sum();
    if (skipped < left.size() || skipped > left.size() + early.size()) {
      faults.add(
          name
              + " skipped "
              + skipped
              + " slots; "
              + left.size()
              + " did not run: "
              + left
              + "; records: "
              + skips);
    }
  }

  private static List<Instant> fires(Segment part, Instant to) {
    FireTimes times =
        FireTimes.of(part.trigger(), ZoneOffset.UTC, part.from(), "", Calendars.none());
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = times.next(part.from());
    while (next.isPresent() && !next.get().isAfter(to)) {
      fires.add(next.get());
      next = times.next(next.get());
    }
    return fires;
  }

  private static Set<Instant> ran(Store store, TaskId task) {
    Set<Instant> nominal = new TreeSet<>();
    RunId before = null;
    List<Run> page;
    do {
      page = store.runs(RunQuery.newest(1_000).ofTask(task).olderThan(before));
      for (Run run : page) {
        Occurrence occurrence = run.origin().occurrence();
        if (occurrence.rerun() == 0) {
          occurrence.nominal().ifPresent(nominal::add);
        }
        before = run.id();
      }
    } while (page.size() == 1_000);
    return nominal;
  }
}
