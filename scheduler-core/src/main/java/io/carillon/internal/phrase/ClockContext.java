package io.carillon.internal.phrase;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words around a number say about it: the hour of a time, or something else. */
final class ClockContext {

  private static final Set<Kind> OF_ONLY = Set.of(Kind.OF);

  private final Sentence s;
  private final Numbers numbers;

  ClockContext(Sentence sentence, Numbers numbers) {
    this.s = sentence;
    this.numbers = numbers;
  }

  /** French "h" and German "Uhr" count to 24; Spanish "en punto" does not. */
  boolean isHourMark(int i) {
    return !s.lexicon().language().equals("es") || s.is(i, "h") || s.is(i, "horas");
  }

  boolean isEnglishUnit(int i) {
    return s.lexicon().language().equals("en") && s.is(i, Kind.UNIT);
  }

  boolean isMinute(int i, Match<Integer> minute) {
    Token token = s.token(i);
    if (token == null || s.is(minute.end(), Kind.MONTH) || s.is(minute.end(), ":")) {
      return false;
    }
    if (s.han()) {
      return !s.is(minute.end(), Kind.OCLOCK)
          && (s.is(minute.end(), Kind.MINUTEMARK)
              || s.is(minute.end(), Kind.QUARTER)
              || (minute.value() >= 10 && !s.is(minute.end(), Kind.MEASURE)));
    }
    return token.isNumber() ? token.text().length() == 2 : minute.value() >= 10;
  }

  /** True when the number before belongs to a date, an ordinal, a length or a count. */
  boolean isTakenElsewhere(int i) {
    Token next = s.token(i);
    if (next == null) {
      return false;
    }
    boolean gluedMark =
        next.glued() && (next.is("/") || next.is(".") || next.is("%") || s.is(i, Kind.ORDSUFFIX));
    Token after = s.token(i + 1);
    boolean markedOn =
        gluedMark && (s.is(i, Kind.ORDSUFFIX) || (after != null && after.isNumber()));
    int of = s.skip(i, OF_ONLY);
    return markedOn
        || (of > i && s.is(of, Kind.MONTH))
        || next.is("%")
        || (s.is(i, Kind.UNIT) && !s.is(i, Kind.TIMEWORD))
        || s.is(i, Kind.MONTH)
        || s.is(i, Kind.MONTHMARK)
        || s.is(i, Kind.DAYMARK)
        || s.is(i, Kind.MEASURE)
        || s.is(i, Kind.TIMES)
        || s.is(i, Kind.TO_LAST);
  }

  /** "am", "p.m."; "9a" only without a space. */
  @Nullable Sense half(int i) {
    boolean short9a = s.is(i, "a") && s.isGlued(i) && !s.isGlued(i + 1) && !s.han();
    return short9a ? new Sense(Kind.AMPM, 0, 1, false) : s.sense(i, Kind.AMPM);
  }

  @Nullable Match<Integer> minutesLess(int i) {
    Match<Integer> number = numbers.number(i);
    if (number == null) {
      return null;
    }
    int quarter = s.after(number.end(), Kind.QUARTER);
    int minute = s.after(number.end(), Kind.MINUTEMARK);
    int minutes = quarter > 0 ? 15 * number.value() : number.value();
    return (quarter < 0 && minute < 0) || minutes < 1 || minutes > 45
        ? null
        : new Match<>(minutes, Math.max(quarter, minute));
  }

  /**
   * "las ocho y veinte", "las diez menos cinco": in words, or where no second hour can be meant.
   */
  @Nullable Match<Integer> spokenMinutes(int i) {
    int after = s.after(i, Kind.MINUTES_AFTER);
    int less = s.after(i, Kind.MINUTES_LESS);
    Match<Integer> number = numbers.number(Math.max(after, less));
    if (number == null || number.value() < 1 || number.value() > (less > 0 ? 29 : 59)) {
      return null;
    }
    Token token = s.token(number.end() - 1);
    boolean certain = less > 0 || number.value() > 24 || (token != null && !token.isNumber());
    boolean length = s.is(number.end(), Kind.UNIT) && !s.isUnit(number.end(), Unit.MINUTE);
    if (!certain || length || s.is(number.end(), Kind.OCLOCK)) {
      return null;
    }
    int end = s.isUnit(number.end(), Unit.MINUTE) ? number.end() + 1 : number.end();
    return new Match<>(less > 0 ? -number.value() : number.value(), end);
  }
}
