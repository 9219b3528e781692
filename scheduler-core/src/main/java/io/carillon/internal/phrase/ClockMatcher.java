package io.carillon.internal.phrase;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one time of day: "5 pm", "18:15", "half past three", "9点半", "halb acht". */
final class ClockMatcher {

  private static final Set<Kind> PART_GLUE = Set.of(Kind.IN, Kind.AT, Kind.ON, Kind.OF, Kind.THE);

  private final Sentence s;
  private final Numbers numbers;
  private final ClockContext context;
  private final boolean interval;

  ClockMatcher(Sentence sentence, Numbers numbers) {
    this.s = sentence;
    this.numbers = numbers;
    this.context = new ClockContext(sentence, numbers);
    this.interval = hasInterval(sentence);
  }

  /**
   * A time that starts here.
   *
   * @param introduced true when a word before ("at", "from") says that a time follows, so that a
   *     bare number is enough
   */
  @Nullable Match<ClockTime> time(int i, boolean introduced) {
    Sense part = s.sense(i, Kind.DAYPART);
    if (part != null) {
      int at = s.skip(i + part.length(), AT_ONLY);
      Match<ClockTime> time = core(at, true);
      if (time != null || !s.is(i, Kind.MIDNIGHT)) {
        return time == null ? null : within(DayPart.of(part.value()), time);
      }
    }
    Match<ClockTime> time = core(i, introduced || saysPartLater(i));
    return time == null ? null : withPartAfter(time);
  }

  private static final Set<Kind> AT_ONLY = Set.of(Kind.AT);

  private @Nullable Match<ClockTime> within(DayPart part, Match<ClockTime> time) {
    ClockTime clock = time.value();
    if (clock.sure()) {
      ClockTime settled = clock.in(part);
      return part.holds(settled.hour()) ? new Match<>(settled, time.end()) : null;
    }
    int latest = part == DayPart.NIGHT ? 5 : part == DayPart.EVENING ? 3 : -1;
    if (s.han() && (clock.hour() <= latest || (latest > 0 && clock.hour() == 12))) {
      return new Match<>(clock.afterMidnight(), time.end());
    }
    int hour = part.hour(clock.hour());
    return hour < 0 ? null : new Match<>(clock.at(hour), time.end());
  }

  private Match<ClockTime> withPartAfter(Match<ClockTime> time) {
    int at = s.skip(time.end(), PART_GLUE);
    Sense part = s.sense(at, Kind.DAYPART);
    if (part == null) {
      part = s.sense(time.end(), Kind.DAYPART);
      at = time.end();
    }
    if (part == null || (s.han() && part.length() == 1)) {
      return time;
    }
    Match<ClockTime> settled = within(DayPart.of(part.value()), time);
    return settled == null ? time : new Match<>(settled.value(), at + part.length());
  }

  /** "8 tonight", "4 in the afternoon", "8 this evening": a bare number with a part of the day. */
  private boolean saysPartLater(int i) {
    Match<Integer> number = s.han() ? null : numbers.number(i);
    if (number == null) {
      return false;
    }
    int at = s.skip(number.end(), PART_GLUE);
    if (s.is(number.end(), Kind.TONIGHT) || s.is(at, Kind.DAYPART)) {
      return true;
    }
    int day = Math.max(s.after(number.end(), Kind.THIS), s.after(number.end(), Kind.RELDAY));
    return day > 0 && s.is(day, Kind.DAYPART);
  }

  private @Nullable Match<ClockTime> core(int i, boolean introduced) {
    Match<ClockTime> named = named(i);
    if (named != null) {
      return named;
    }
    Match<ClockTime> relative = minutesAround(i, introduced);
    if (relative != null) {
      return relative;
    }
    Token token = s.token(i);
    if (token != null && token.isNumber()) {
      return digits(i, token, introduced);
    }
    return words(i, introduced);
  }

  private @Nullable Match<ClockTime> named(int i) {
    int noon = s.after(i, Kind.NOON);
    int midnight = s.after(i, Kind.MIDNIGHT);
    int end = Math.max(noon, midnight);
    if (end < 0) {
      return null;
    }
    ClockTime time = sure(noon > 0 ? 12 : 0, 0);
    Match<ClockTime> minutes = halfAfter(end, time);
    return minutes == null ? new Match<>(time, end) : minutes;
  }

  private static ClockTime sure(int hour, int minute) {
    return new ClockTime(hour, minute, 0, true, ClockTime.Reading.HALVES);
  }

  /** "a quarter past noon", "20 minutes to 2pm", "half past 3", "halb 8". */
  private @Nullable Match<ClockTime> minutesAround(int i, boolean introduced) {
    int halfTo = s.after(i, Kind.HALF_TO);
    if (halfTo > 0) {
      Match<ClockTime> hour = core(halfTo, true);
      return hour == null ? null : new Match<>(hour.value().plusMinutes(-30), hour.end());
    }
    int less = s.after(i, Kind.LESS);
    if (less > 0) {
      return lessThan(less);
    }
    int at = s.maybe(i, Kind.A);
    int half = s.after(at, Kind.HALF);
    Match<ClockTime> british = half > 0 && introduced && at == i ? halfHour(half) : null;
    if (british != null) {
      return british;
    }
    int quarter = s.after(at, Kind.QUARTER);
    Match<Integer> number = half > 0 || quarter > 0 ? null : numbers.number(at);
    int after = half > 0 ? half : quarter > 0 ? quarter : number == null ? -1 : number.end();
    if (after < 0) {
      return null;
    }
    int minutes = half > 0 ? 30 : quarter > 0 ? 15 : number == null ? 0 : number.value();
    boolean unitSaid = half > 0 || quarter > 0;
    if (!unitSaid && s.isUnit(after, Unit.MINUTE)) {
      after = s.maybe(after, Kind.UNIT);
      unitSaid = true;
    }
    return minutes < 1 || minutes > 59 ? null : around(after, minutes, unitSaid, introduced);
  }

  /** 差五分九点, 差一刻九点: so many minutes before the hour that follows. */
  private @Nullable Match<ClockTime> lessThan(int i) {
    Match<Integer> minutes = context.minutesLess(i);
    Match<ClockTime> hour = minutes == null ? null : core(minutes.end(), false);
    return hour == null || minutes == null || hour.value().minute() != 0
        ? null
        : new Match<>(hour.value().plusMinutes(-minutes.value()), hour.end());
  }

  /** British "half eight" is 8:30. */
  private @Nullable Match<ClockTime> halfHour(int i) {
    if (!s.lexicon().language().equals("en") || numbers.number(i) == null) {
      return null;
    }
    Match<ClockTime> hour = hourOnly(i, true);
    return hour == null ? null : new Match<>(hour.value().plusMinutes(30), hour.end());
  }

  private @Nullable Match<ClockTime> around(
      int i, int minutes, boolean unitSaid, boolean introduced) {
    boolean loose = unitSaid || (minutes % 5 == 0 && !s.is(i - 2, Kind.EVERY));
    int past = Math.max(s.after(i, Kind.PAST), loose ? s.after(i, Kind.AFTER) : -1);
    int to = Math.max(s.after(i, Kind.TO), loose ? s.after(i, Kind.BEFORE) : -1);
    int target = Math.max(past, to);
    if (target < 0) {
      return null;
    }
    boolean named = s.is(target, Kind.NOON) || s.is(target, Kind.MIDNIGHT);
    boolean spoken = s.is(i - 2, Kind.AT) && !s.is(i - 2, "by") && !hasInterval();
    boolean roundMinutes = minutes % 5 == 0 && (minutes > 12 || spoken);
    if (!unitSaid && !named && past < 0 && !roundMinutes) {
      return null;
    }
    Match<ClockTime> hour = named(target);
    if (hour == null && s.is(target, Kind.HALF_TO)) {
      hour = minutesAround(target, introduced);
    }
    if (hour == null) {
      boolean said = unitSaid || (past > 0 && s.is(i, Kind.PAST) && minutes % 5 == 0);
      hour = hourOnly(target, introduced || said || saysPartLater(target));
    }
    return hour == null
        ? null
        : new Match<>(hour.value().plusMinutes(past > 0 ? minutes : -minutes), hour.end());
  }

  /** In "every 10 minutes at 5 to 9" the hours are a window. */
  boolean hasInterval() {
    return interval;
  }

  private static boolean hasInterval(Sentence s) {
    for (int k = 0; k < s.size(); k++) {
      Sense unit = s.sense(k, Kind.UNIT);
      boolean clock = unit != null && Unit.of(unit.value()).isClock() && !s.is(k, Kind.ORD);
      if (clock || s.is(k, Kind.ADVERB, Unit.HOUR.code())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Match<ClockTime> hourOnly(int i, boolean introduced) {
    Token token = s.token(i);
    Match<ClockTime> hour =
        token != null && token.isNumber() ? digits(i, token, introduced) : words(i, introduced);
    return hour == null || hour.value().minute() != 0 ? null : withPartAfter(hour);
  }

  private @Nullable Match<ClockTime> digits(int i, Token token, boolean introduced) {
    if (isColon(i + 1)) {
      return withColon(i, token);
    }
    if (s.is(i + 1, ".") && s.isGlued(i + 1)) {
      return withDot(i, token, introduced);
    }
    Token minutes =
        s.is(i + 1, "h") && s.isGlued(i + 1) && s.isGlued(i + 2) ? s.token(i + 2) : null;
    if (minutes != null
        && minutes.text().length() == 2
        && minutes.isNumber()
        && minutes.number() < 60
        && token.number() < 24) {
      ClockTime.Reading full = ClockTime.Reading.FULL_DAY;
      return new Match<>(new ClockTime(token.number(), minutes.number(), 0, true, full), i + 3);
    }
    int length = token.text().length();
    if (length >= 3) {
      return compact(i, token, introduced);
    }
    return hour(i + 1, token.number(), introduced, length == 2 && token.text().startsWith("0"));
  }

  private boolean isColon(int i) {
    Token next = s.token(i + 1);
    return s.is(i, ":") && next != null && next.isNumber() && next.glued();
  }

  private Match<ClockTime> withColon(int i, Token token) {
    int minute = minuteAt(i + 2);
    int second = 0;
    int end = i + 3;
    boolean full = token.text().startsWith("0") || token.number() > 12;
    if (isColon(end)) {
      second = minuteAt(end + 1);
      end += 2;
      full = true;
    }
    if (token.number() > 24 || minute > 59 || second > 59 || minute < 0) {
      throw Unclear.refuse(
          "\"{1}\" is not a time of day: hours go from 0 to 23, minutes and seconds from 0 to 59.",
          s.text(i, end));
    }
    boolean hours = s.isUnit(end, Unit.HOUR) && !s.is(i - 1, Kind.FOR) && !s.is(i - 1, Kind.EVERY);
    full |= hours;
    ClockTime time = new ClockTime(token.number() % 24, minute, second, full, reading(full));
    int stop = hours ? end + 1 : end;
    return token.number() == 24 ? new Match<>(time.afterMidnight(), stop) : marked(stop, time);
  }

  private int minuteAt(int i) {
    Token token = s.token(i);
    return token == null ? -1 : token.number();
  }

  /** German and British "9.30 Uhr", "9.30am": only with a mark after it or "at" before. */
  private @Nullable Match<ClockTime> withDot(int i, Token token, boolean introduced) {
    Token minutes = s.token(i + 2);
    if (minutes == null || minutes.text().length() != 2 || !minutes.isNumber()) {
      return null;
    }
    boolean alone = !s.is(i + 3, ".") && !s.is(i + 3, Kind.UNIT) && !s.is(i + 3, "%");
    boolean padded = token.text().length() == 2 && token.text().startsWith("0") && alone;
    boolean said = introduced || (padded && !s.isGlued(i));
    boolean mark = s.is(i + 3, Kind.OCLOCK) || context.half(i + 3) != null || (said && alone);
    if (!mark || token.number() > 23 || minutes.number() > 59) {
      return null;
    }
    boolean zero = token.text().startsWith("0") || token.number() > 12;
    boolean full = s.is(i + 3, Kind.OCLOCK) || zero;
    return marked(i + 3, new ClockTime(token.number(), minutes.number(), 0, full, reading(full)));
  }

  /** "730", "0900", "1530". */
  private @Nullable Match<ClockTime> compact(int i, Token token, boolean introduced) {
    int hour = token.number() / 100;
    int minute = token.number() % 100;
    boolean zero = token.text().startsWith("0");
    boolean likeYear =
        hour >= 19 && hour <= 21 && !s.is(i + 1, Kind.OCLOCK) && !s.isUnit(i + 1, Unit.HOUR);
    boolean hours = token.text().length() == 4 && s.isUnit(i + 1, Unit.HOUR) && minute < 60;
    boolean military = zero && token.text().length() == 4 && !s.han() && isBesideTime(i);
    boolean mark = context.half(i + 1) != null || s.is(i + 1, Kind.OCLOCK) || hours || military;
    if (token.text().length() > 4
        || hour > 23
        || minute > 59
        || likeYear
        || (!introduced && !mark)
        || (!hours && context.isTakenElsewhere(i + 1))) {
      return null;
    }
    boolean full = zero || hour > 12 || hours;
    return marked(i + (hours ? 2 : 1), new ClockTime(hour, minute, 0, full, reading(full)));
  }

  /** "0900 every Saturday": nothing but words about time stand beside it. */
  private boolean isBesideTime(int i) {
    return isDayWord(i - 1) || (i == 0 && isDayWord(1));
  }

  private boolean isDayWord(int i) {
    return s.is(i, Kind.EVERY)
        || s.is(i, Kind.WEEKDAY)
        || s.is(i, Kind.WEEKDAYS)
        || s.is(i, Kind.GROUPS)
        || s.is(i, Kind.ADVERB)
        || s.is(i, Kind.RELDAY);
  }

  private @Nullable Match<ClockTime> words(int i, boolean introduced) {
    Match<Integer> hour = numbers.number(i);
    if (hour == null || hour.value() > 24) {
      return null;
    }
    Match<Integer> zero = zeroMinutes(hour.end());
    if (zero != null && hour.value() <= 12) {
      ClockTime.Reading bare = ClockTime.Reading.BARE;
      return marked(zero.end(), new ClockTime(hour.value(), zero.value(), 0, false, bare));
    }
    int at = s.isDash(hour.end()) && s.isGlued(hour.end()) ? hour.end() + 1 : hour.end();
    Match<Integer> minute = s.han() ? null : numbers.number(at);
    Token next = s.token(at);
    if (minute != null && next != null && !next.isNumber() && hour.value() <= 12) {
      boolean mark = context.half(minute.end()) != null || introduced;
      if (mark && minute.value() >= 10 && minute.value() <= 59) {
        return marked(
            minute.end(),
            new ClockTime(hour.value(), minute.value(), 0, false, ClockTime.Reading.BARE));
      }
    }
    return hour(hour.end(), hour.value(), introduced, false);
  }

  /** "seven oh five". */
  private @Nullable Match<Integer> zeroMinutes(int i) {
    int at = s.isDash(i) && s.isGlued(i) ? i + 1 : i;
    if (!s.is(at, "oh") && !s.is(at, "o")) {
      return null;
    }
    int next = s.isDash(at + 1) && s.isGlued(at + 1) ? at + 2 : at + 1;
    Match<Integer> minute = numbers.number(next);
    return minute != null && minute.value() < 10 ? minute : null;
  }

  /** What follows the number of an hour: "o'clock", "Uhr 30", "h15", "am", "noon", or nothing. */
  private @Nullable Match<ClockTime> hour(int i, int hour, boolean introduced, boolean zero) {
    if (hour > 24) {
      boolean mark = s.is(i, Kind.OCLOCK) && s.isGlued(i) && !s.han();
      if (introduced && (mark || context.half(i) != null)) {
        throw Unclear.refuse("\"{1}\" is not an hour: hours go from 0 to 23.", hour);
      }
      return null;
    }
    int noon = s.after(i, Kind.NOON);
    int midnight = s.after(i, Kind.MIDNIGHT);
    if (hour == 12 && (noon > 0 || midnight > 0)) {
      return new Match<>(sure(noon > 0 ? 12 : 0, 0), Math.max(noon, midnight));
    }
    int mark = s.after(i, Kind.OCLOCK);
    boolean full = hour > 12 || hour == 0 || (zero && !context.isTakenElsewhere(i));
    if (mark > 0 && !context.isEnglishUnit(i)) {
      boolean fixed =
          full || (s.lexicon().has(Lexicon.Trait.DAYFIRST) && !s.han() && context.isHourMark(i));
      Match<ClockTime> time = afterMark(mark, hour % 24, fixed);
      return hour == 24 ? new Match<>(time.value().afterMidnight(), time.end()) : time;
    }
    if (context.half(i) != null) {
      return marked(i, new ClockTime(hour % 24, 0, 0, full, reading(full)));
    }
    if (introduced && s.is(i, "h") && s.isGlued(i) && !s.isGlued(i + 1)) {
      return new Match<>(new ClockTime(hour % 24, 0, 0, true, reading(true)), i + 1);
    }
    if (!introduced || context.isTakenElsewhere(i)) {
      return halfAfter(i, hour % 24, full);
    }
    Match<ClockTime> half = halfAfter(i, hour % 24, full);
    return half != null
        ? half
        : new Match<>(new ClockTime(hour % 24, 0, 0, full, reading(full)), i);
  }

  private Match<ClockTime> afterMark(int i, int hour, boolean full) {
    int sharp = s.is(i, Kind.PLAIN) ? -1 : s.after(i, Kind.SHARP);
    if (sharp > 0) {
      return marked(sharp, new ClockTime(hour, 0, 0, full, reading(full)));
    }
    Match<ClockTime> half = halfAfter(i, hour, full);
    if (half != null) {
      return half;
    }
    int less = s.after(i, Kind.LESS);
    Match<Integer> before = less < 0 ? null : context.minutesLess(less);
    if (before != null) {
      ClockTime whole = new ClockTime(hour, 0, 0, full, reading(full));
      return marked(before.end(), whole.plusMinutes(-before.value()));
    }
    if (s.han() && s.is(i, Kind.HALF)) {
      return marked(i + 1, new ClockTime(hour, 30, 0, full, reading(full)));
    }
    Match<Integer> minute = numbers.number(i);
    if (minute == null || minute.value() > 59 || !context.isMinute(i, minute)) {
      return marked(i, new ClockTime(hour, 0, 0, full, reading(full)));
    }
    int quarter = s.after(minute.end(), Kind.QUARTER);
    if (quarter > 0 && minute.value() <= 3) {
      return marked(quarter, new ClockTime(hour, 15 * minute.value(), 0, full, reading(full)));
    }
    int end = s.maybe(minute.end(), Kind.MINUTEMARK);
    Match<Integer> second = numbers.number(end);
    boolean hasSecond =
        second != null && second.value() < 60 && s.isUnit(second.end(), Unit.SECOND);
    return hasSecond && second != null
        ? marked(
            second.end() + 1,
            new ClockTime(hour, minute.value(), second.value(), full, reading(full)))
        : marked(end, new ClockTime(hour, minute.value(), 0, full, reading(full)));
  }

  private @Nullable Match<ClockTime> halfAfter(int i, int hour, boolean full) {
    return halfAfter(i, new ClockTime(hour, 0, 0, full, reading(full)));
  }

  private @Nullable Match<ClockTime> halfAfter(int i, ClockTime base) {
    int half = s.after(i, Kind.HALF_AFTER);
    if (half > 0) {
      return marked(half, base.plusMinutes(30));
    }
    int quarter = s.after(i, Kind.QUARTER_AFTER);
    if (quarter > 0) {
      return marked(quarter, base.plusMinutes(15));
    }
    int less = s.after(i, Kind.QUARTER_LESS);
    return less > 0 ? marked(less, base.plusMinutes(-15)) : spoken(i, base);
  }

  private @Nullable Match<ClockTime> spoken(int i, ClockTime base) {
    Match<Integer> minutes = context.spokenMinutes(i);
    return minutes == null ? null : marked(minutes.end(), base.plusMinutes(minutes.value()));
  }

  /** Marks that may follow any form: "am", "o'clock pm", "noon", "Uhr". */
  private Match<ClockTime> marked(int i, ClockTime clock) {
    int end = context.isEnglishUnit(i) ? i : s.maybe(i, Kind.OCLOCK);
    boolean hourMark = end > i && s.lexicon().has(Lexicon.Trait.DAYFIRST) && !s.han();
    ClockTime time =
        hourMark && !clock.sure()
            ? new ClockTime(
                clock.hour(), clock.minute(), clock.second(), true, ClockTime.Reading.FULL_DAY)
            : clock;
    Sense half = context.half(end);
    boolean spoken = time.hour() >= 1 && time.hour() <= 12;
    if (half != null) {
      if (!spoken) {
        return new Match<>(time, end + half.length());
      }
      int hour = time.hour() % 12 + 12 * half.value();
      return new Match<>(time.at(hour), end + half.length());
    }
    if (time.hour() == 12 && s.is(end, Kind.NOON)) {
      return new Match<>(time.at(12), s.maybe(end, Kind.NOON));
    }
    if (time.hour() == 12 && s.is(end, Kind.MIDNIGHT)) {
      return new Match<>(time.at(0), s.maybe(end, Kind.MIDNIGHT));
    }
    return new Match<>(time, end);
  }

  private static ClockTime.Reading reading(boolean full) {
    return full ? ClockTime.Reading.FULL_DAY : ClockTime.Reading.BARE;
  }
}
