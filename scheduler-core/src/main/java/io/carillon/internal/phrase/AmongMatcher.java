package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads weekdays that are found from another day of the month: "the Friday after the first Monday",
 * "the Monday before the 15th", "if it is a Friday". Such a weekday always falls into the same
 * seven days of the month.
 */
final class AmongMatcher {

  private static final Set<Kind> GLUE = Set.of(Kind.ON, Kind.THE, Kind.EVERY);
  private static final int SURE_DAYS = 28;

  private final Sentence s;
  private final Numbers numbers;
  private final DayMatcher days;

  AmongMatcher(Sentence sentence, Numbers numbers, DayMatcher days) {
    this.s = sentence;
    this.numbers = numbers;
    this.days = days;
  }

  @Nullable Match<Chunk> match(int i) {
    Match<Chunk> narrow = narrow(i);
    if (narrow != null) {
      return narrow;
    }
    int start = s.skip(i, GLUE);
    int first = s.is(start, Kind.ORD, 1) ? s.maybe(start, Kind.ORD) : start;
    Match<Integer> day = day(first);
    if (day == null) {
      return null;
    }
    boolean same = false;
    int at = day.end();
    if (s.is(at, Kind.ON) && s.is(at + 1, Kind.OR)) {
      same = true;
      at += 2;
    }
    int after = s.after(at, Kind.AFTER);
    int before = s.after(at, Kind.BEFORE);
    if (after < 0 && before < 0) {
      return null;
    }
    int base = s.skip(Math.max(after, before), GLUE);
    Match<Chunk> dated = nearDay(i, base, day.value(), after > 0, same);
    return dated != null || first > start ? dated : nearWeekday(base, day.value(), after > 0);
  }

  /** "if it is a Friday", "when it falls on a weekend". */
  private @Nullable Match<Chunk> narrow(int i) {
    int on = s.after(i, Kind.IF_DAY);
    Match<Chunk.Weekdays> week = on < 0 ? null : days.weekdayList(on);
    return week == null ? null : new Match<>(new Chunk.Narrow(week.value().mask()), week.end());
  }

  private @Nullable Match<Integer> day(int i) {
    Sense sense = s.sense(i, Kind.WEEKDAY);
    if (sense != null) {
      return new Match<>(sense.value(), i + sense.length());
    }
    return s.isUnit(i, Unit.DAY) ? new Match<>(0, s.maybe(i, Kind.UNIT)) : null;
  }

  /** "after the first Monday of each month"; the day 0 is any day. */
  private @Nullable Match<Chunk> nearWeekday(int base, int day, boolean after) {
    Match<Integer> place = numbers.ordinal(base);
    Sense weekday = place == null ? null : s.sense(place.end(), Kind.WEEKDAY);
    if (place == null || weekday == null || place.value() < 1 || place.value() > 4) {
      return null;
    }
    int other = weekday.value();
    int gap = day == 0 ? 1 : after ? gap(other, day) : gap(day, other);
    int from = 7 * (place.value() - 1) + 1 + (after ? gap : -gap);
    int mask = 1 << (day == 0 ? Math.floorMod(other - 1 + (after ? 1 : -1), 7) : day - 1);
    return among(place.end() + weekday.length(), mask, from);
  }

  private static int gap(int from, int to) {
    int gap = Math.floorMod(to - from, 7);
    return gap == 0 ? 7 : gap;
  }

  /** "after the 15th", "on or before the 10th of each month". */
  private @Nullable Match<Chunk> nearDay(int i, int base, int day, boolean after, boolean same) {
    Match<Integer> number = numbers.ordinal(base);
    if (number == null || number.value() < 1) {
      return null;
    }
    int end = s.isUnit(number.end(), Unit.DAY) ? number.end() + 1 : number.end();
    if (s.is(end, Kind.WEEKDAY) || s.is(end, Kind.GROUP) || s.is(end, Kind.UNIT)) {
      return null;
    }
    boolean month = days.ofMonth(end) > 0 || saysMonthly(i);
    if (day == 0) {
      int n = number.value() + (after ? 1 : -1);
      boolean sure = n >= 1 && n <= SURE_DAYS;
      return sure && month ? finish(end, List.of(n)) : null;
    }
    int from = number.value() + (after ? (same ? 0 : 1) : same ? -6 : -7);
    return month ? among(end, 1 << (day - 1), from) : null;
  }

  private boolean saysMonthly(int i) {
    boolean every = s.is(i, Kind.EVERY);
    for (int k = 0; k < s.size() && !every; k++) {
      every = s.is(k, Kind.EVERY) && s.isUnit(s.maybe(k, Kind.EVERY), Unit.MONTH);
      every |= s.is(k, Kind.ADVERB, Unit.MONTH.code());
    }
    return every;
  }

  private Match<Chunk> finish(int end, List<Integer> list) {
    int of = days.ofMonth(end);
    return new Match<>(new Chunk.MonthDays(list, true, false), of > 0 ? of : end);
  }

  private Match<Chunk> among(int end, int mask, int from) {
    int of = days.ofMonth(end);
    int stop = of > 0 ? of : end;
    if (from < 1 || from + 6 > SURE_DAYS) {
      return new Match<>(
          new Chunk.Impossible("That day can lie in another month, which no rule here can say."),
          stop);
    }
    List<Integer> list = new ArrayList<>();
    for (int k = 0; k < 7; k++) {
      list.add(from + k);
    }
    return new Match<>(new Chunk.DayAmong(mask, List.copyOf(list), of > 0), stop);
  }
}
