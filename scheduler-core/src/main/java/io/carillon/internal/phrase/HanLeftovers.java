package io.carillon.internal.phrase;

import java.util.BitSet;
import java.util.Set;

/**
 * The Chinese side of {@link Leftovers}: a language without prepositions says with the word after
 * or before the schedule what moves or limits it (9点前, 暑假每天, 但是下雨不用).
 */
final class HanLeftovers {

  private final Sentence s;
  private final BitSet schedule;

  HanLeftovers(Sentence sentence, BitSet schedule) {
    this.s = sentence;
    this.schedule = schedule;
  }

  /**
   * Asks when the words from one token to before another may belong to the schedule beside them.
   */
  void check(int from, int to) {
    boolean after = from > 0 && schedule.get(from - 1);
    boolean before = to < s.size() && schedule.get(to);
    int start = from;
    boolean turned = false;
    while (start < to && isLight(start)) {
      turned |= s.is(start, Kind.CONDITION);
      start = Math.max(start + 1, s.maybe(start, Kind.FILLER));
    }
    if (start < to && (turned || s.is(start, Kind.CONDITION))) {
      ask(start, to);
    }
    if (after) {
      checkTime(from, to);
    }
    boolean limit = start < to && (s.is(start, Kind.EVERY_GAP) || beginsWithLimit(start, to));
    if (after && (limit || isCount(start, to))) {
      ask(start, to);
    }
    int event = eventEnd(start, to);
    if (after && event > start) {
      ask(start, event);
    }
    if (before && endsWithLimit(from, to)) {
      ask(from, to);
    }
    for (int k = from; k < to; k++) {
      if (isOnlyThen(s.after(k, Kind.ONLY))) {
        ask(k, to);
      }
      int moved = s.after(k, Kind.CORRECTION);
      if (movesByLength(k) || (moved > 0 && new Numbers(s).number(moved) != null)) {
        ask(from, to);
      }
    }
  }

  /** 每周三点, 每天25点: what follows is the rest of a time, or no time at all. */
  private void checkTime(int from, int to) {
    Match<Integer> number = new Numbers(s).number(from);
    int mark = number == null ? -1 : s.after(number.end(), Kind.OCLOCK);
    if (number != null && mark > 0 && number.value() > 24) {
      throw Unclear.refuse("\"{1}\" is not an hour: hours go from 0 to 23.", number.value());
    }
    Match<Numbers.Length> length = new Numbers(s).length(from);
    boolean whole = length != null && length.end() == to;
    int end = whole ? to : mark > 0 ? mark : number == null ? -1 : number.end();
    boolean closed = end == to || s.is(end, ",") || s.is(end, Kind.LEADIN);
    boolean digit = new Numbers(s).number(from - 1) != null && s.isGlued(from);
    if ((number != null && closed) || (digit && s.is(from, Kind.OCLOCK))) {
      throw Unclear.ask("What does \"{1}\" mean here?", s.text(from - (digit ? 1 : 0), to));
    }
  }

  /** 只在早上8点到晚上10点, 只在周末. */
  private boolean isOnlyThen(int i) {
    return i > 0
        && (s.is(i, Kind.DAYPART)
            || s.is(i, Kind.WEEKDAY)
            || s.is(i, Kind.GROUP)
            || new Numbers(s).number(i) != null);
  }

  /** 前30分钟, 提前10分钟, 30分钟前: the run would move by that length. */
  private boolean movesByLength(int i) {
    int word = s.after(i, Kind.LIMIT_WORD);
    Match<Numbers.Length> after = word < 0 ? null : new Numbers(s).length(word);
    Match<Numbers.Length> length = after != null ? after : new Numbers(s).length(i);
    if (length == null || length.value().time().isZero()) {
      return false;
    }
    return after != null || s.is(length.end(), Kind.LIMIT_WORD);
  }

  private boolean beginsWithLimit(int i, int to) {
    Sense limit = s.is(i, Kind.PLAIN) ? null : s.sense(i, Kind.LIMIT_WORD);
    int end = limit == null ? -1 : i + limit.length();
    boolean closed = end == to || s.is(end, ",") || s.is(end, Kind.LEADIN);
    return limit != null && (limit.value() == 1 || closed);
  }

  /** 提醒我两次: how often each time, or in all? */
  private boolean isCount(int i, int to) {
    int at = s.skip(i, Set.of(Kind.LEADIN));
    Match<Integer> number = at < to ? new Numbers(s).number(at) : null;
    return number != null && number.value() > 1 && s.is(number.end(), Kind.TIMES);
  }

  private boolean isLight(int i) {
    return s.is(i, ",") || s.is(i, "\u3002") || s.is(i, Kind.FILLER);
  }

  /** 下班前 in 每周五下班前提醒我: what stands before "remind me" and ends like a time is one. */
  private int eventEnd(int from, int to) {
    for (int k = from; k < to && k < from + 6; k++) {
      if (s.is(k, Kind.LEADIN)) {
        return k > from && endsWithLimit(from, k) ? k : -1;
      }
    }
    return -1;
  }

  private boolean endsWithLimit(int from, int to) {
    for (int k = from; k < to; k++) {
      Sense sense = s.sense(k, Kind.LIMIT_WORD);
      if (sense != null && k + sense.length() == to) {
        return true;
      }
    }
    return false;
  }

  private void ask(int from, int to) {
    throw Unclear.ask("Does \"{1}\" say when, or is it part of the task?", s.text(from, to));
  }
}
