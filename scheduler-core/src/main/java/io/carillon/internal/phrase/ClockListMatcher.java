package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of times and windows: "at 9, 12:30 and 6 pm", "between 9 and 17". */
final class ClockListMatcher {

  private static final Set<Kind> AT = Set.of(Kind.AT, Kind.ON, Kind.THE, Kind.ONLY);
  private static final Set<Kind> JUST_AT = Set.of(Kind.AT, Kind.THE);

  private final Sentence s;
  private final ClockMatcher clocks;
  private final Numbers numbers;

  ClockListMatcher(Sentence sentence, ClockMatcher clocks) {
    this.s = sentence;
    this.numbers = new Numbers(sentence);
    this.clocks = clocks;
  }

  @Nullable Match<Chunk> match(int i) {
    List<ClockTime> times = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    int end = item(i, false, times, windows);
    if (end < 0) {
      return null;
    }
    boolean introduced = s.skip(i, JUST_AT) > i && s.skip(i, AT) > i;
    while (true) {
      int next = s.is(end, "/") ? end + 1 : s.separators(end);
      if (next == end) {
        break;
      }
      int after = item(next, introduced && windows.isEmpty(), times, windows);
      if (after < 0 || isBareBeforeWord(next, after, times)) {
        break;
      }
      end = after;
    }
    return new Match<>(new Chunk.Clock(settle(times), windows), end);
  }

  /** In a list, "and 3 apples" is no time. */
  private boolean isBareBeforeWord(int from, int after, List<ClockTime> times) {
    boolean bare =
        after - s.skip(from, JUST_AT) == 1
            && !times.isEmpty()
            && times.get(times.size() - 1).reading() == ClockTime.Reading.BARE;
    Token next = s.token(after);
    boolean word = bare && next != null && next.isWord() && !s.hasSense(after);
    if (word) {
      times.remove(times.size() - 1);
    }
    return word;
  }

  private int item(int i, boolean introduced, List<ClockTime> times, List<Window> windows) {
    Match<Window> window = window(i, introduced);
    if (window != null) {
      windows.add(window.value());
      return window.end();
    }
    int both = bothParts(i, times);
    if (both > 0) {
      return both;
    }
    int at = s.skip(i, JUST_AT);
    boolean attached = s.isGlued(at) && !s.han() && !s.is(at - 1, "@");
    boolean said = introduced || (at > i && saysAt(i, at) && !attached);
    Match<ClockTime> time = clocks.time(at, said);
    if (time == null && at > i) {
      at = i;
      time = clocks.time(i, introduced);
    }
    if (time == null) {
      return -1;
    }
    times.add(time.value());
    return time.end();
  }

  /** 早晚八点: one spoken hour in two parts of the day. */
  private int bothParts(int i, List<ClockTime> times) {
    Sense first = s.sense(i, Kind.DAYPART);
    int next = first == null ? i : s.separators(i + first.length());
    Sense second = first == null ? null : s.sense(next, Kind.DAYPART);
    Match<ClockTime> late = second == null ? null : clocks.time(next, true);
    if (first == null || second == null || late == null || first.value() == second.value()) {
      return -1;
    }
    int at = s.skip(next + second.length(), JUST_AT);
    Match<ClockTime> early = clocks.time(at, true);
    int hour = early == null ? -1 : DayPart.of(first.value()).hour(early.value().hour());
    boolean spoken = early != null && early.value().hour() >= 1 && early.value().hour() <= 12;
    if (early == null || hour < 0 || !spoken) {
      return -1;
    }
    times.add(early.value().at(hour));
    times.add(late.value());
    return late.end();
  }

  private boolean saysAt(int from, int to) {
    for (int k = from; k < to; k++) {
      if (s.is(k, Kind.AT)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Match<Window> window(int i, boolean introduced) {
    Match<Window> hours = ordinalHours(i);
    if (hours != null) {
      return hours;
    }
    Match<Window> open = afterOrBefore(i);
    if (open != null) {
      return open;
    }
    int from = s.after(i, Kind.FROM);
    int between = s.after(i, Kind.BETWEEN);
    int at = s.skip(Math.max(i, Math.max(from, between)), JUST_AT);
    boolean said = from > 0 || between > 0;
    Match<ClockTime> first = clocks.time(at, true);
    if (first == null) {
      return null;
    }
    boolean attached = s.isGlued(at) && !s.han() && at > i && !s.is(at - 1, "@");
    boolean bare = first.end() == at + 1 && s.is(first.end(), Kind.AT) && !s.han();
    int joint = attached || (bare && !said) ? -1 : joint(first.end(), between > 0);
    if (joint < 0) {
      return null;
    }
    Match<ClockTime> last = clocks.time(s.skip(joint, JUST_AT), true);
    boolean marked =
        (last != null && (isMarked(first.value()) || isMarked(last.value()))) || said || introduced;
    if (last == null || !marked) {
      return null;
    }
    int end = s.maybe(last.end(), Kind.BETWEEN_POST);
    return new Match<>(range(first.value(), last.value()), end);
  }

  /** "9-5", where an interval says that the numbers are hours. */
  @Nullable Match<Chunk> bareWindow(int i) {
    Token first = s.token(i);
    boolean dash = s.isDash(i + 1) || s.isDash(i + 3) || s.lexicon().language().equals("en");
    if (first == null || !first.isNumber() || !dash || !clocks.hasInterval()) {
      return null;
    }
    Match<Window> window = window(i, true);
    return window == null
        ? null
        : new Match<>(new Chunk.Clock(List.of(), List.of(window.value())), window.end());
  }

  /** "between the 5th and 10th hour". */
  private @Nullable Match<Window> ordinalHours(int i) {
    int start = Math.max(s.after(i, Kind.FROM), s.after(i, Kind.BETWEEN));
    Match<Integer> first = start < 0 ? null : numbers.ordinal(s.skip(start, JUST_AT));
    int joint = first == null ? -1 : joint(first.end(), true);
    Match<Integer> last = joint < 0 ? null : numbers.ordinal(s.skip(joint, JUST_AT));
    boolean hours = last != null && s.isUnit(last.end(), Unit.HOUR);
    if (!hours
        || first == null
        || last == null
        || first.value() > 23
        || last.value() > 23
        || first.value() < 0
        || last.value() < 0) {
      return null;
    }
    ClockTime from = ClockTime.of(first.value(), 0, 0);
    return new Match<>(new Window(from, ClockTime.of(last.value(), 0, 0), true), last.end() + 1);
  }

  private static boolean isMarked(ClockTime time) {
    return time.reading() != ClockTime.Reading.BARE || time.minute() != 0;
  }

  private int joint(int i, boolean between) {
    if (s.isDash(i)) {
      return i + 1;
    }
    int joint = Math.max(s.after(i, Kind.THROUGH), s.after(i, Kind.UNTIL));
    if (joint < 0 && between) {
      joint = s.after(i, Kind.AND);
    }
    return joint;
  }

  /** "after 2pm and before 3pm", "after 6pm", "before noon". */
  private @Nullable Match<Window> afterOrBefore(int i) {
    int after = s.after(i, Kind.AFTER);
    Match<ClockTime> from = after < 0 ? null : clocks.time(after, false);
    int at = from == null ? i : s.separators(from.end());
    int before = s.after(at, Kind.BEFORE);
    Match<ClockTime> to = before < 0 ? null : clocks.time(before, false);
    if (to != null) {
      Window window =
          from == null
              ? new Window(null, to.value(), false)
              : new Window(range(from.value(), to.value()).from(), to.value(), false);
      return new Match<>(window, to.end());
    }
    return from == null ? null : new Match<>(new Window(from.value(), null, true), from.end());
  }

  /** Settles "9 to 5pm", "8am to 5", "9 to 17", "9 to 5" from each other where that is certain. */
  static Window range(ClockTime from, ClockTime to) {
    if (from.sure() && to.sure()) {
      return new Window(from, to, true);
    }
    if (from.sure()) {
      ClockTime morning = to.morning();
      boolean fullDay = from.reading() == ClockTime.Reading.FULL_DAY;
      boolean later = morning.secondOfDay() > from.secondOfDay();
      return new Window(
          from, later || (fullDay && from.hour() > 12) ? morning : to.afternoon(), true);
    }
    if (to.sure()) {
      if (to.reading() == ClockTime.Reading.FULL_DAY) {
        return new Window(from.morning().at(from.hour()), to, true);
      }
      boolean sameHalf = from.hour() % 12 < to.hour() % 12 && to.hour() >= 12;
      return new Window(sameHalf ? from.afternoon() : from.morning(), to, true);
    }
    int begin = from.hour() % 12 * 60 + from.minute();
    boolean wraps = to.hour() % 12 * 60 + to.minute() <= begin;
    if (wraps && from.hour() >= 6 && from.hour() < 12) {
      return new Window(from.morning(), to.afternoon(), true);
    }
    if (from.hour() >= 6 && from.hour() < 12 && to.hour() <= 12) {
      return new Window(from.morning(), to.hour() == 12 ? to.afternoon() : to.morning(), true);
    }
    return new Window(from, to, true);
  }

  /** "8 and 10 pm", "9:00 and 13:30": what one time says about the others. */
  private static List<ClockTime> settle(List<ClockTime> times) {
    List<ClockTime> settled = new ArrayList<>(times);
    boolean full = false;
    for (ClockTime time : times) {
      full |= time.reading() == ClockTime.Reading.FULL_DAY;
    }
    for (int k = settled.size() - 2; k >= 0; k--) {
      ClockTime time = settled.get(k);
      ClockTime next = settled.get(k + 1);
      if (!time.sure() && next.reading() == ClockTime.Reading.HALVES) {
        boolean sameHalf = time.hour() % 12 < next.hour() % 12 && next.hour() >= 12;
        settled.set(k, sameHalf ? time.afternoon() : time.morning());
      }
    }
    for (int k = 0; k < settled.size(); k++) {
      ClockTime time = settled.get(k);
      if (!time.sure() && full) {
        settled.set(k, time.at(time.hour()));
      } else if (!time.sure() && k > 0 && times.get(k - 1).reading() == ClockTime.Reading.HALVES) {
        ClockTime.Reading after = ClockTime.Reading.BARE_AFTER_HALVES;
        settled.set(k, new ClockTime(time.hour(), time.minute(), time.second(), false, after));
      }
    }
    return settled;
  }
}
