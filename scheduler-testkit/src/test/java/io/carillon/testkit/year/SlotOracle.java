package io.carillon.testkit.year;

import io.carillon.Policies;
import io.carillon.testkit.year.Rule.Fire;
import io.carillon.testkit.year.Rule.Sample;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which slots one task had, from its definitions alone.
 *
 * <p>A trigger has the slots that fall due after the edit that brought it, up to and including the
 * instant of the edit that drops it; an edit that keeps it does not touch them. Where its zone is
 * the task's and that changes, the slots follow the old zone up to that edit, and the new one after
 * it. {@code maxRuns} ends a trigger with its last scheduled run, whatever became of the run;
 * backfilled and skipped slots do not count. Triggers that fall due at one instant share one slot,
 * known by the latest of their rules' instants; so do those whose rules have one instant, and it
 * falls due when the first of them does.
 *
 * <p>A pause takes away no slot. A resume from now skips those of the pause, one with catch-up
 * leaves them to the catch-up policy; those of triggers that are dropped meanwhile are skipped.
 */
final class SlotOracle {

  /** Counts on over the zones of one trigger. */
  private static final class Counter {
    private int ran;
  }

  /**
   * One trigger while one zone holds; it fires after {@code from}, up to and including {@code to}.
   */
  private record Segment(
      Sample sample,
      ZoneId zone,
      Instant definedAt,
      Counter counter,
      Instant from,
      @Nullable Instant to) {

    Limit limit() {
      return new Limit(sample.trigger().deadline(), to);
    }

    Segment until(Instant end) {
      return new Segment(sample, zone, definedAt, counter, from, end);
    }
  }

  /**
   * A slot.
   *
   * @param nominal its key
   * @param fire when it fell due
   * @param limits of each trigger that had it
   */
  record Slot(Instant nominal, Instant fire, List<Limit> limits) {

    /**
     * How long after it fell due its run may begin, when the run, or the decision against it, is
     * made then: as long as one of its triggers allows that is not dropped by then.
     */
    Optional<Duration> deadline(Instant made) {
      List<Limit> inForce =
          limits.stream().filter(one -> one.to() == null || !one.to().isBefore(made)).toList();
      return inForce.stream().anyMatch(one -> one.deadline().isEmpty())
          ? Optional.empty()
          : inForce.stream().flatMap(one -> one.deadline().stream()).max(Duration::compareTo);
    }

    @Override
    public String toString() {
      return nominal + (nominal.equals(fire) ? "" : ", due " + fire);
    }
  }

  /**
   * The deadline of a trigger, or none.
   *
   * @param to when the trigger was dropped; null: never
   */
  record Limit(Optional<Duration> deadline, @Nullable Instant to) {}

  private final String name;
  private final List<Segment> segments = new ArrayList<>();
  private final TreeMap<Instant, Policies> policies = new TreeMap<>();

  SlotOracle(String name) {
    this.name = name;
  }

  void saved(List<Sample> samples, ZoneId zone, Policies newPolicies, Instant now) {
    policies.put(now, newPolicies);
    List<Sample> fresh = new ArrayList<>(samples);
    List<Segment> after = new ArrayList<>();
    for (Segment segment : segments) {
      Optional<Sample> kept =
          segment.to() == null
              ? fresh.stream()
                  .filter(one -> one.trigger().equals(segment.sample().trigger()))
                  .findFirst()
              : Optional.empty();
      kept.ifPresent(fresh::remove);
      boolean moved =
          segment.sample().zoned()
              && !segment.sample().zone(segment.zone()).equals(segment.sample().zone(zone));
      if (segment.to() != null || (kept.isPresent() && !moved)) {
        after.add(segment);
      } else {
        after.add(segment.until(now));
        if (kept.isPresent()) {
          after.add(
              new Segment(
                  segment.sample(), zone, segment.definedAt(), segment.counter(), now, null));
        }
      }
    }
    fresh.forEach(one -> after.add(new Segment(one, zone, now, new Counter(), now, null)));
    segments.clear();
    segments.addAll(after);
  }

  void deleted(Instant now) {
    segments.replaceAll(one -> one.to() == null ? one.until(now) : one);
  }

  /** The policies in force about then: those of a second before and after, where they differ. */
  Set<Policies> policiesAbout(Instant at) {
    return Set.copyOf(
        List.of(
            policies.floorEntry(at.minusSeconds(1)) == null
                ? policies.firstEntry().getValue()
                : policies.floorEntry(at.minusSeconds(1)).getValue(),
            policies.floorEntry(at.plusSeconds(1)).getValue()));
  }

  /** Whether something is, or was, due within so long of that instant. */
  boolean isBusy(Instant at, Duration within) {
    return segments.stream()
        .filter(one -> one.to() == null)
        .anyMatch(one -> !fires(one, at.minus(within), at.plus(within)).isEmpty());
  }

  /** The first instant after that at which a trigger falls due now; maxRuns is not known. */
  Optional<Instant> nextFire(Instant after, Duration search) {
    return segments.stream()
        .filter(one -> one.to() == null)
        .flatMap(one -> fires(one, max(after, one.from()), after.plus(search)).stream())
        .map(Fire::fire)
        .min(Instant::compareTo);
  }

  boolean isCounted() {
    return segments.stream()
        .anyMatch(one -> one.to() == null && one.sample().trigger().maxRuns().isPresent());
  }

  /** The slots that the triggers of now have from an instant on and before another. */
  Set<Instant> slotsOfNow(Instant from, Instant before) {
    return keys(one -> fires(one, from.minusNanos(1_000), before.minusNanos(1_000)));
  }

  /** The slots that a pause since then has left open: those of edits in it are accounted for. */
  Set<Instant> openSlots(Instant since, Instant now) {
    return keys(one -> fires(one, max(since, one.from()), now));
  }

  private Set<Instant> keys(Function<Segment, List<Fire>> fires) {
    List<Due> due = new ArrayList<>();
    for (Segment one : segments) {
      if (one.to() == null) {
        fires.apply(one).forEach(fire -> due.add(new Due(one, fire)));
      }
    }
    Set<Instant> keys = new TreeSet<>();
    grouped(due, one -> false, (slot, sharing) -> keys.add(slot.nominal()));
    return keys;
  }

  /**
   * All slots, in the order they fell due.
   *
   * @param ran whether a scheduled run of that slot was made
   */
  List<Slot> slots(Predicate<Instant> ran) {
    List<Due> due = new ArrayList<>();
    for (Segment one : segments) {
      one.counter().ran = 0;
      Instant end = one.to();
      if (end == null) {
        throw new IllegalStateException(name + " still fires");
      }
      fires(one, one.from(), end).forEach(fire -> due.add(new Due(one, fire)));
    }
    List<Slot> slots = new ArrayList<>();
    grouped(
        due,
        SlotOracle::isSpent,
        (slot, sharing) -> {
          slots.add(slot);
          if (ran.test(slot.nominal())) {
            sharing.stream().map(Segment::counter).distinct().forEach(one -> one.ran++);
          }
        });
    return slots;
  }

  /** One trigger's fire. */
  private record Due(Segment segment, Fire fire) {}

  /** Puts together what is one slot: what falls due at one instant, or has the slot's own one. */
  private static void grouped(
      List<Due> all, Predicate<Segment> spent, BiConsumer<Slot, List<Segment>> each) {
    List<Due> open =
        new ArrayList<>(
            all.stream().sorted(Comparator.comparing(due -> due.fire().fire())).toList());
    Set<Due> done = new HashSet<>();
    for (int i = 0; i < open.size(); i++) {
      Instant now = open.get(i).fire().fire();
      List<Due> near = new ArrayList<>();
      for (int j = i; j < open.size() && isNear(now, open.get(j)); j++) {
        if (!done.contains(open.get(j)) && !spent.test(open.get(j).segment())) {
          near.add(open.get(j));
        }
      }
      Optional<Instant> key =
          near.stream()
              .map(Due::fire)
              .filter(fire -> fire.fire().equals(now))
              .map(Fire::nominal)
              .max(Instant::compareTo);
      if (key.isPresent()) {
        near.removeIf(
            due -> !due.fire().fire().equals(now) && !due.fire().nominal().equals(key.get()));
        done.addAll(near);
        List<Segment> sharing = near.stream().map(Due::segment).toList();
        each.accept(
            new Slot(key.get(), now, sharing.stream().map(Segment::limit).toList()), sharing);
      }
    }
  }

  /** No shift is longer than that. */
  private static boolean isNear(Instant now, Due due) {
    return Duration.between(now, due.fire().fire()).compareTo(Duration.ofHours(1)) <= 0;
  }

  private static boolean isSpent(Segment segment) {
    var most = segment.sample().trigger().maxRuns();
    return most.isPresent() && segment.counter().ran >= most.getAsInt();
  }

  /** What falls due in (from, to]. */
  private List<Fire> fires(Segment segment, Instant from, Instant to) {
    Sample sample = segment.sample();
    Duration shift =
        sample
            .trigger()
            .spread()
            .orElse(Duration.ZERO)
            .plus(sample.trigger().jitter().orElse(Duration.ZERO));
    FireTimes times =
        FireTimes.of(sample.trigger(), segment.zone(), segment.definedAt(), name, Calendars.none());
    List<Fire> fires = new ArrayList<>();
    for (Fire fire : sample.fires(segment.zone(), segment.definedAt(), from.minus(shift), to)) {
      Optional<Instant> at =
          shift.isZero() ? Optional.of(fire.fire()) : shifted(times, fire, shift);
      at.filter(due -> due.isAfter(from) && !due.isAfter(to))
          .filter(due -> sample.trigger().start().map(start -> !due.isBefore(start)).orElse(true))
          .filter(due -> sample.trigger().end().map(due::isBefore).orElse(true))
          .ifPresent(due -> fires.add(new Fire(fire.nominal(), due)));
    }
    return fires;
  }

  /** Offsets are hashes that only the library can tell; that they are small enough is checked. */
  private static Optional<Instant> shifted(FireTimes times, Fire fire, Duration most) {
    return times
        .next(fire.fire().minusNanos(1_000))
        .filter(due -> times.nominal(due).equals(fire.nominal()))
        .filter(due -> Duration.between(fire.fire(), due).compareTo(most) < 0);
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
