package io.carillon.internal.rules;

import io.carillon.CatchUp;
import io.carillon.Occurrence;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.TaskId;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.internal.rules.OverlapRule.Verdict;
import io.carillon.internal.rules.Timetable.Fire;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.SkipRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for every slot of a task up to now: each becomes a run, a recorded skip, or is expired.
 *
 * <p>A slot is missed when it is later than its grace, or when the slot after it has come already;
 * missed slots follow the catch-up policy, the others just run. What runs then meets the overlap
 * policy. Work is bounded: when more slots are due than one decision handles, the schedule stays
 * due and the next decision goes on.
 */
public final class Planner {

  private static final int MOST_RUNS = 1_000;
  private static final int MOST_SLOTS = 100_000;

  private final Input input;
  private final CatchUp catchUp;
  private final Overlap overlap;
  private final List<ReadyRow> active;
  private final List<Slot> slots = new ArrayList<>();
  private final List<List<Integer>> sharing = new ArrayList<>();
  private final List<SkipRow> skips = new ArrayList<>();
  private final Set<RunId> cancel = new LinkedHashSet<>();
  private final Set<RunId> fence = new LinkedHashSet<>();
  private Cursor cursor;
  private Instant nodePace;
  private Instant taskPace;
  private @Nullable Instant cut;
  private boolean cutKnown;

  private Planner(Input input) {
    this.input = input;
    this.catchUp = input.policies().catchUp().orElse(standardCatchUp(input.triggers()));
    this.overlap = overlapOf(input.policies(), input.triggers());
    this.active = new ArrayList<>(input.active());
    this.cursor = input.cursor();
    this.nodePace = later(input.pace().nodeFrom(), input.now());
    this.taskPace =
        input.pace().taskLast().isAfter(input.now())
            ? input.pace().taskLast().plus(ownGap())
            : input.now();
  }

  /**
   * A task as it stands under its lock.
   *
   * @param active its runs that have not ended, in the order they were made
   * @param ran nominal instants of slots that have run before they were accounted for: backfilled
   */
  public record Input(
      TaskId id,
      List<Trigger> triggers,
      Policies policies,
      Timetable timetable,
      Cursor cursor,
      List<ReadyRow> active,
      Set<Instant> ran,
      Instant now,
      Pace pace) {

    /** The same, with more slots known to have run. */
    public Input knowing(Set<Instant> haveRun) {
      Set<Instant> all = new HashSet<>(ran);
      all.addAll(haveRun);
      return new Input(id, triggers, policies, timetable, cursor, active, all, now, pace);
    }
  }

  /**
   * When missed slots that run are made due.
   *
   * @param nodeFrom from this instant on, so far as the node decides it
   * @param nodeGap and this far apart, whatever their task
   * @param taskLast when the last one of the task that waits for its time is due
   */
  public record Pace(Instant nodeFrom, Duration nodeGap, Instant taskLast) {}

  /**
   * A run to make.
   *
   * @param latestStart when it expires unless it has begun; null: never
   */
  public record Slot(
      Occurrence occurrence,
      Instant due,
      @Nullable Instant latestStart,
      Hold hold,
      String reason) {}

  /**
   * What changes.
   *
   * @param slots runs to make, oldest first
   * @param cancel runs to ask to stop (or to end, when nobody works on them)
   * @param fence runs to end at once
   * @param next when the task is planned next; not after now when there is more to do
   * @param over whether no trigger can ever fire again
   */
  public record Decision(
      List<Slot> slots,
      List<SkipRow> skips,
      List<RunId> cancel,
      List<RunId> fence,
      Cursor cursor,
      Optional<Instant> next,
      boolean over,
      Instant catchUpFrom) {}

  /** Decides what becomes of all slots up to now. */
  public static Decision plan(Input input) {
    return new Planner(input).run();
  }

  /**
   * Accounts for all slots up to now by skipping them for one reason: a pause, an edit. A fixed
   * delay has no slots of its own in a pause: it starts again when the pause ends.
   */
  public static Decision skipAll(Input input, String reason) {
    Planner planner = new Planner(input);
    for (int i = 0; i < MOST_SLOTS; i++) {
      Optional<Fire> fire = input.timetable().nextTimed(planner.cursor).filter(planner::hasCome);
      if (fire.isEmpty()) {
        break;
      }
      planner.skip(fire.get(), false, reason);
    }
    return planner.decision();
  }

  /**
   * The slots up to now that only those triggers have, skipped for one reason: they are dropped. A
   * slot that another trigger has too is that one's to account for.
   */
  public static List<SkipRow> skipOnly(Input input, Set<Integer> dropped, String reason) {
    Planner planner = new Planner(input);
    Optional<Fire> fire = planner.due();
    while (fire.isPresent()) {
      Cursor before = planner.cursor;
      Cursor passed = input.timetable().passed(before, fire.get(), false);
      boolean shared =
          IntStream.range(0, input.triggers().size())
              .filter(i -> !dropped.contains(i))
              .anyMatch(i -> !passed.marks().get(i).equals(before.marks().get(i)));
      if (shared || fire.get().delay()) {
        planner.cursor = passed;
      } else {
        planner.skip(fire.get(), false, reason);
      }
      fire = planner.due();
    }
    return planner.skips;
  }

  /**
   * The overlap policy in effect: by default slots in time skip, or queue where all missed ones are
   * to run; everything else runs beside.
   */
  public static Overlap overlapOf(Policies policies, List<Trigger> triggers) {
    boolean timed =
        triggers.stream()
            .map(trigger -> trigger.spec().kind())
            .anyMatch(kind -> kind.isTimed() || kind == TriggerKind.FIXED_DELAY);
    Overlap inTime =
        policies
            .catchUp()
            .filter(missed -> missed.mode() == CatchUp.Mode.RUN_ALL)
            .map(missed -> Overlap.queueAll(missed.max()))
            .orElse(Overlap.skip());
    return policies.overlap().orElse(timed ? inTime : Overlap.allowAll());
  }

  /** Whether the end of such a task's run is decided under the task's lock. */
  public static boolean isJoined(Policies policies, List<Trigger> triggers) {
    return overlapOf(policies, triggers).readsOtherRuns()
        || triggers.stream().anyMatch(trigger -> trigger.spec().kind() == TriggerKind.FIXED_DELAY);
  }

  /** One-off and calendar times are worth a late run; a missed interval is not. */
  static CatchUp standardCatchUp(List<Trigger> triggers) {
    boolean intervals =
        triggers.stream().allMatch(trigger -> trigger.spec().kind() == TriggerKind.INTERVAL);
    return intervals && !triggers.isEmpty() ? CatchUp.skip() : CatchUp.runOnce();
  }

  private Decision run() {
    int seen = 0;
    Optional<Fire> fire = due();
    while (fire.isPresent() && slots.size() < MOST_RUNS && seen < MOST_SLOTS) {
      account(fire.get());
      seen++;
      fire = due();
    }
    return decision();
  }

  private Optional<Fire> due() {
    return input.timetable().next(cursor).filter(this::hasCome);
  }

  private boolean hasCome(Fire fire) {
    return !fire.fire().isAfter(input.now());
  }

  private Decision decision() {
    Optional<Instant> next = input.timetable().next(cursor).map(Fire::fire);
    return new Decision(
        slots,
        skips,
        List.copyOf(cancel),
        List.copyOf(fence),
        cursor,
        next,
        input.timetable().isOver(cursor),
        nodePace);
  }

  private void account(Fire fire) {
    Instant now = input.now();
    if (!fire.delay() && input.ran().contains(fire.nominal())) {
      cursor = input.timetable().passed(cursor, fire, false);
      return;
    }
    Optional<Duration> deadline = input.timetable().deadline(cursor, fire);
    if (deadline.isPresent() && now.isAfter(Deadline.after(fire.fire(), deadline.get()))) {
      skip(fire, true, "expired: later than its deadline of " + deadline.get());
      return;
    }
    if (fire.delay()) {
      run(fire, now);
      return;
    }
    Cursor without = input.timetable().passed(cursor, fire, true);
    boolean successorCame =
        input
            .timetable()
            .next(without)
            .map(next -> !next.delay() && !next.fire().isAfter(now))
            .orElse(false);
    boolean late = Duration.between(fire.fire(), now).compareTo(input.policies().grace()) > 0;
    if (!late && !successorCame) {
      run(fire, fire.fire());
    } else if (Duration.between(fire.fire(), now).compareTo(catchUp.expiry()) > 0) {
      skip(fire, true, "expired: missed by more than " + catchUp.expiry());
    } else {
      missed(fire, successorCame);
    }
  }

  private void missed(Fire fire, boolean successorCame) {
    switch (catchUp.mode()) {
      case SKIP -> skip(fire, false, "missed, and the task skips missed slots");
      case RUN_ONCE -> {
        if (successorCame) {
          skip(fire, false, "missed, and a newer slot runs instead");
        } else {
          run(fire, paced());
        }
      }
      case RUN_ALL -> {
        if (fire.fire().isBefore(oldestKept())) {
          skip(fire, false, "missed, and only the newest " + catchUp.max() + " are caught up");
        } else {
          run(fire, paced());
        }
      }
    }
  }

  /** The first of the newest {@code max} slots up to now. */
  private Instant oldestKept() {
    if (!cutKnown) {
      Instant end = input.now().plusNanos(1_000);
      cut = input.timetable().nthBefore(cursor, end, catchUp.max()).orElse(null);
      cutKnown = true;
    }
    return cut == null ? Instant.MIN : cut;
  }

  /**
   * When the next slot that is caught up is due: at the task's pace, and no sooner than the node's
   * pace has a place for it. One task's slower pace takes no more places than it has slots, so that
   * the other tasks do not wait for it.
   */
  private Instant paced() {
    Instant at = later(taskPace, nodePace).truncatedTo(ChronoUnit.MICROS);
    nodePace = nodePace.plus(input.pace().nodeGap());
    taskPace = at.plus(ownGap());
    return at;
  }

  private Duration ownGap() {
    return catchUp.mode() == CatchUp.Mode.RUN_ALL
        ? Duration.ofMinutes(1).dividedBy(catchUp.perMinute())
        : Duration.ZERO;
  }

  private static Instant later(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }

  private void run(Fire fire, Instant due) {
    Verdict verdict = OverlapRule.decide(overlap, active);
    if (verdict == Verdict.SKIP) {
      boolean own = overlap.mode() == Overlap.Mode.SKIP && input.active().isEmpty();
      String reason =
          own ? "overlap: an earlier missed slot runs" : OverlapRule.reason(overlap, active);
      skip(fire, false, reason);
      return;
    }
    if (verdict == Verdict.CANCEL_AND_QUEUE) {
      cancel.addAll(idsOf(input.active()));
      replace("cancelled for a newer slot");
      active.addAll(input.active());
    } else if (verdict == Verdict.FENCE_AND_RUN) {
      fence.addAll(idsOf(input.active()));
      replace("replaced by a newer slot");
    }
    boolean queued =
        verdict == Verdict.QUEUE || (verdict == Verdict.CANCEL_AND_QUEUE && !active.isEmpty());
    Occurrence occurrence = occurrence(fire);
    Optional<Duration> deadline = input.timetable().deadline(cursor, fire);
    sharing.add(input.timetable().sharing(cursor, fire));
    slots.add(
        new Slot(
            occurrence,
            due,
            deadline.map(most -> Deadline.after(fire.fire(), most)).orElse(null),
            queued ? Hold.QUEUED : Hold.NONE,
            queued ? "waits for earlier runs of the task" : ""));
    active.add(placeholder(queued ? Hold.QUEUED : Hold.NONE, due));
    cursor = input.timetable().passed(cursor, fire, true);
  }

  private static List<RunId> idsOf(List<ReadyRow> rows) {
    return rows.stream().map(ReadyRow::id).toList();
  }

  /** Earlier slots of this decision make room for a newer one: they never run. */
  private void replace(String reason) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      Instant at = slot.occurrence().nominal().orElse(slot.due());
      skips.add(new SkipRow(input.id(), at, at, 1, false, reason, input.now()));
      cursor = input.timetable().uncounted(cursor, sharing.get(i));
    }
    slots.clear();
    sharing.clear();
    active.clear();
  }

  private Occurrence occurrence(Fire fire) {
    if (!fire.delay()) {
      return Occurrence.at(fire.nominal());
    }
    Cursor.Mark mark = cursor.marks().get(fire.trigger());
    RunId previous = mark.previous();
    return previous == null ? Occurrence.afterStart(mark.anchor()) : Occurrence.after(previous);
  }

  /** Stands for a run this decision makes, so that the next slot of the same decision sees it. */
  private ReadyRow placeholder(Hold hold, Instant due) {
    return new ReadyRow(
        new RunId(new java.util.UUID(0, slots.size())),
        input.id(),
        RunState.PENDING,
        due,
        0,
        "",
        hold,
        "",
        0,
        0,
        0,
        null,
        null,
        false,
        true,
        null);
  }

  /** Slots in a row that are skipped for one reason are one record. */
  private void skip(Fire fire, boolean expired, String reason) {
    if (input.ran().contains(fire.nominal())) {
      cursor = input.timetable().passed(cursor, fire, false);
      return;
    }
    SkipRow last = skips.isEmpty() ? null : skips.get(skips.size() - 1);
    Instant at = fire.nominal();
    if (last != null && last.reason().equals(reason) && last.expired() == expired) {
      skips.set(
          skips.size() - 1,
          new SkipRow(
              last.taskId(),
              at.isBefore(last.from()) ? at : last.from(),
              later(last.to(), at),
              last.count() + 1,
              expired,
              reason,
              last.at()));
    } else {
      skips.add(new SkipRow(input.id(), at, at, 1, expired, reason, input.now()));
    }
    cursor = input.timetable().passed(cursor, fire, false);
  }
}
