package io.carillon.internal.phrase;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads numbers, ordinals, amounts and lengths of time. */
final class Numbers {

  /** A fraction: "2.5" is 25 / 10. */
  record Amount(long numerator, long denominator) {
    boolean isWhole() {
      return numerator % denominator == 0;
    }

    int whole() {
      return (int) Math.min(numerator / denominator, 1_000_000);
    }
  }

  /** A length of time; {@code n} and {@code unit} when it is a whole number of one unit. */
  record Length(Period days, Duration time, int n, @Nullable Unit unit) {}

  private static final String HAN_DIGITS =
      "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";
  private static final char HAN_TWO = '\u4e24';
  private static final char HAN_TEN = '\u5341';
  private static final char HAN_HUNDRED = '\u767e';
  private static final char HAN_TWENTY = '\u5eff';
  private static final Set<Kind> OF_A = Set.of(Kind.OF, Kind.A, Kind.MEASURE);

  private final Sentence s;

  Numbers(Sentence sentence) {
    this.s = sentence;
  }

  /** A whole number in digits or words. */
  @Nullable Match<Integer> number(int i) {
    Token token = s.token(i);
    if (token == null) {
      return null;
    }
    if (token.isNumber()) {
      return new Match<>(token.number(), i + 1);
    }
    if (s.han()) {
      return hanNumber(i);
    }
    Sense first = s.sense(i, Kind.NUM);
    if (first == null) {
      return null;
    }
    int end = i + first.length();
    if (first.value() >= 20 && first.value() % 10 == 0) {
      int next = s.isDash(end) && s.isGlued(end) ? end + 1 : end;
      Sense unit = s.sense(next, Kind.NUM);
      if (unit != null && unit.value() >= 1 && unit.value() <= 9) {
        return new Match<>(first.value() + unit.value(), next + unit.length());
      }
    }
    return new Match<>(first.value(), end);
  }

  /** 二〇二六: four digits one by one, as years are written. */
  @Nullable Match<Integer> hanDigits(int i) {
    int value = 0;
    for (int k = i; k < i + 4; k++) {
      Token token = s.token(k);
      int digit = token == null ? -1 : HAN_DIGITS.indexOf(token.text());
      boolean zero = token != null && token.is("\u3007");
      if (digit < 0 && !zero) {
        return null;
      }
      value = value * 10 + Math.max(digit, 0);
    }
    return new Match<>(value, i + 4);
  }

  private @Nullable Match<Integer> hanNumber(int i) {
    int total = 0;
    int pending = -1;
    int at = i;
    for (Token token = s.token(at); token != null; token = s.token(++at)) {
      char c = token.text().charAt(0);
      int digit = c == HAN_TWO ? 2 : HAN_DIGITS.indexOf(c);
      if (digit >= 0 && token.text().length() == 1) {
        if (pending > 0) {
          break;
        }
        pending = digit;
      } else if (c == HAN_TWENTY && total == 0 && pending < 0) {
        total = 20;
      } else if (c == HAN_TEN || c == HAN_HUNDRED) {
        total += (pending < 0 ? 1 : pending) * (c == HAN_TEN ? 10 : 100);
        pending = -1;
      } else {
        break;
      }
    }
    return at == i ? null : new Match<>(total + Math.max(pending, 0), at);
  }

  /** "1st", "first", "twenty-first", "last" (-1), "second to last" (-2); German "1.". */
  @Nullable Match<Integer> ordinal(int i) {
    Match<Integer> first = simpleOrdinal(i);
    if (first == null || first.value() < 0) {
      return first;
    }
    int toLast = s.after(first.end(), Kind.TO_LAST);
    if (toLast > 0 && first.value() <= 10 && !afterFrom(i)) {
      return new Match<>(-first.value(), toLast);
    }
    return s.is(first.end(), Kind.ORD, -1) && first.value() >= 2
        ? new Match<>(-first.value(), first.end() + 1)
        : first;
  }

  /** "from the 2nd to the last" is a range; "the 2nd to the last" is one day. */
  private boolean afterFrom(int i) {
    int before = s.is(i - 1, Kind.THE) ? i - 2 : i - 1;
    return s.is(before, Kind.FROM) || s.is(before, Kind.BETWEEN);
  }

  private @Nullable Match<Integer> simpleOrdinal(int i) {
    Token token = s.token(i);
    if (token == null) {
      return null;
    }
    if (token.isNumber()) {
      return digitsOrdinal(i, token);
    }
    Sense prefix = s.sense(i, Kind.ORDPREFIX);
    if (prefix != null) {
      Match<Integer> number = number(i + prefix.length());
      int sign = prefix.value() < 0 ? -1 : 1;
      return number == null
          ? null
          : new Match<>(sign * number.value(), s.maybe(number.end(), Kind.MEASURE));
    }
    Sense sense = s.sense(i, Kind.ORD);
    if (sense != null) {
      return new Match<>(sense.value(), i + sense.length());
    }
    return tensOrdinal(i);
  }

  private @Nullable Match<Integer> digitsOrdinal(int i, Token token) {
    Sense whole = s.sense(i, Kind.ORD);
    if (whole != null) {
      return new Match<>(whole.value(), i + whole.length());
    }
    if (s.is(i + 1, Kind.ORDSUFFIX) && s.isGlued(i + 1)) {
      return new Match<>(token.number(), i + 2);
    }
    boolean dot = s.lexicon().has(Lexicon.Trait.ORDDOT) && s.is(i + 1, ".") && s.isGlued(i + 1);
    Token after = s.token(i + 2);
    boolean fraction = after != null && after.isNumber() && after.glued();
    return dot && !fraction ? new Match<>(token.number(), i + 2) : null;
  }

  private @Nullable Match<Integer> tensOrdinal(int i) {
    Sense tens = s.sense(i, Kind.NUM);
    if (tens == null || tens.value() < 20 || tens.value() % 10 != 0) {
      return null;
    }
    int next = s.isDash(i + 1) ? i + 2 : i + 1;
    Sense unit = s.sense(next, Kind.ORD);
    return unit != null && unit.value() >= 1 && unit.value() <= 9
        ? new Match<>(tens.value() + unit.value(), next + unit.length())
        : null;
  }

  /** "2", "2.5", "1/4", "half a", "a quarter of an", "two and a half", "an". */
  @Nullable Match<Amount> amount(int i) {
    Match<Amount> part = fraction(i);
    if (part != null) {
      return part;
    }
    Sense more = s.sense(i, Kind.NUM_HALF);
    if (more != null) {
      return new Match<>(new Amount(2L * more.value() + 1, 2), i + more.length());
    }
    Match<Integer> number = number(i);
    if (number == null) {
      Sense article = s.sense(i, Kind.A);
      return article == null ? null : new Match<>(new Amount(1, 1), i + article.length());
    }
    int end = number.end();
    if ((s.is(end, ".") || s.is(end, ",")) && s.isGlued(end)) {
      Token decimals = s.token(end + 1);
      if (decimals != null && decimals.isNumber() && decimals.glued()) {
        return decimal(number.value(), decimals, end + 2);
      }
    }
    int half = s.after(s.maybe(s.maybe(end, Kind.AND), s.han() ? Kind.MEASURE : Kind.A), Kind.HALF);
    if (half > 0) {
      return new Match<>(new Amount(number.value() * 2L + 1, 2), half);
    }
    return new Match<>(new Amount(number.value(), 1), end);
  }

  private @Nullable Match<Amount> decimal(int whole, Token decimals, int end) {
    long scale = 1;
    for (int k = 0; k < decimals.text().length(); k++) {
      scale *= 10;
    }
    return scale > 10_000
        ? null
        : new Match<>(new Amount(whole * scale + decimals.number(), scale), end);
  }

  private @Nullable Match<Amount> fraction(int i) {
    Token top = s.token(i);
    Token bottom = s.token(i + 2);
    if (top != null && bottom != null && s.is(i + 1, "/") && s.isGlued(i + 1)) {
      boolean proper = top.number() > 0 && bottom.number() > top.number();
      return proper ? new Match<>(new Amount(top.number(), bottom.number()), i + 3) : null;
    }
    Match<Integer> several = number(i);
    boolean article =
        several == null || (several.value() == 1 && top != null && top.isWord() && !s.han());
    int at = several == null ? s.maybe(i, Kind.A) : several.end();
    int half = article ? s.after(at, Kind.HALF) : -1;
    if (half > 0) {
      return new Match<>(new Amount(1, 2), s.skip(half, OF_A));
    }
    int quarter = s.after(several != null && s.isDash(at) ? at + 1 : at, Kind.QUARTER);
    if (quarter > 0 && s.isUnit(s.skip(quarter, OF_A), Unit.HOUR)) {
      long n = several == null ? 1 : several.value();
      return new Match<>(new Amount(n, 4), s.skip(quarter, OF_A));
    }
    return null;
  }

  /** A unit of time. */
  @Nullable Match<Unit> unit(int i) {
    Sense sense = s.sense(i, Kind.UNIT);
    boolean monthOrMinute = s.is(i, "m") && s.text(i, i + 1).equals("M");
    return sense == null || monthOrMinute
        ? null
        : new Match<>(Unit.of(sense.value()), i + sense.length());
  }

  /** "2 hours", "an hour and a half", "1d, 2hr and 5min". */
  @Nullable Match<Length> length(int i) {
    Match<Length> total = oneLength(i);
    while (total != null) {
      int joint = s.han() && s.is(total.end(), "\u96f6") ? total.end() + 1 : total.end();
      Match<Length> more = oneLength(s.separators(joint));
      if (more == null || !finer(more.value(), total.value())) {
        return total;
      }
      Length a = total.value();
      Length b = more.value();
      Period days = a.days().plus(b.days());
      total = new Match<>(new Length(days, a.time().plus(b.time()), 0, null), more.end());
    }
    return null;
  }

  private static boolean finer(Length next, Length before) {
    if (before.time().isZero()) {
      return !next.time().isZero() || before.unit() != next.unit();
    }
    return next.days().isZero() && next.time().compareTo(before.time()) < 0;
  }

  /** Spanish "hora y media": one and a half without a number. */
  private @Nullable Match<Length> oneAndAHalf(int i) {
    Match<Unit> unit = s.han() || s.lexicon().language().equals("en") ? null : unit(i);
    int and = unit == null ? -1 : s.after(unit.end(), Kind.HALF_AFTER);
    int half = and > 0 || unit == null ? and : s.after(s.after(unit.end(), Kind.AND), Kind.HALF);
    Length length = half < 0 || unit == null ? null : length(new Amount(3, 2), unit.value());
    return length == null ? null : new Match<>(length, half);
  }

  private @Nullable Match<Length> oneLength(int i) {
    Match<Amount> amount = amount(s.maybe(i, Kind.FILLER));
    Sense inOneWord = s.sense(amount == null ? i : amount.end(), Kind.MINUTES);
    if (inOneWord != null && (amount == null || amount.value().isWhole())) {
      long n = amount == null ? 1 : amount.value().numerator() / amount.value().denominator();
      int end = (amount == null ? i : amount.end()) + inOneWord.length();
      Length length = length(new Amount(n * inOneWord.value(), 1), Unit.MINUTE);
      return length == null ? null : new Match<>(length, end);
    }
    if (amount == null) {
      return oneAndAHalf(i);
    }
    int at = s.isDash(amount.end()) ? amount.end() + 1 : s.maybe(amount.end(), Kind.FILLER);
    int quarters = s.han() && amount.value().isWhole() ? s.after(at, Kind.QUARTER) : -1;
    if (quarters > 0) {
      Amount minutes = new Amount(15 * amount.value().numerator(), amount.value().denominator());
      Length length = length(minutes, Unit.MINUTE);
      return length == null ? null : new Match<>(length, quarters);
    }
    Match<Unit> unit = unit(at);
    if (unit == null) {
      return null;
    }
    Amount n = amount.value();
    int end = unit.end();
    Token minutes = s.is(at, "h") && s.isGlued(at) && s.isGlued(end) ? s.token(end) : null;
    if (minutes != null && minutes.text().length() == 2 && minutes.number() >= 0 && n.isWhole()) {
      Length exact = length(new Amount(n.whole() * 60L + minutes.number(), 1), Unit.MINUTE);
      int marked = s.isUnit(end + 1, Unit.MINUTE) && s.isGlued(end + 1) ? end + 2 : end + 1;
      return exact == null || minutes.number() > 59 ? null : new Match<>(exact, marked);
    }
    int half = s.after(s.maybe(s.maybe(end, Kind.AND), Kind.A), Kind.HALF);
    boolean unitAfterHalf = half > 0 && unit(s.maybe(half, Kind.A)) != null;
    if (half > 0 && n.isWhole() && !unitAfterHalf && (s.han() || half > end + 1)) {
      n = new Amount(n.numerator() * 2 + n.denominator(), n.denominator() * 2);
      end = half;
    }
    int quarter = n.isWhole() && unit.value().isClock() ? quarterMore(end) : -1;
    if (quarter > 0) {
      n = new Amount(n.numerator() * 4 + n.denominator(), n.denominator() * 4);
      end = quarter;
    }
    Length length = length(n, unit.value());
    return length == null ? null : new Match<>(length, end);
  }

  /** "and a quarter" after a unit: the index after it, or -1. */
  int quarterMore(int i) {
    int and = s.after(i, Kind.AND);
    int quarter = and < 0 ? -1 : s.after(s.maybe(and, Kind.A), Kind.QUARTER);
    int end = Math.max(quarter, s.after(i, Kind.QUARTER_AFTER));
    return end < 0 || s.han() || unit(s.maybe(end, Kind.A)) != null ? -1 : end;
  }

  private static @Nullable Length length(Amount n, Unit unit) {
    if (unit.isClock()) {
      long total = n.numerator() * unit.seconds();
      if (total % n.denominator() != 0) {
        return null;
      }
      Duration time = Duration.ofSeconds(total / n.denominator());
      return n.isWhole()
          ? new Length(Period.ZERO, time, n.whole(), unit)
          : new Length(Period.ZERO, time, 0, null);
    }
    if (n.isWhole()) {
      return new Length(unit.period(n.whole()), Duration.ZERO, n.whole(), unit);
    }
    if (unit == Unit.DAY && n.numerator() * 24 % n.denominator() == 0) {
      Duration time = Duration.ofHours(n.numerator() * 24 / n.denominator());
      return new Length(Period.ZERO, time, 0, null);
    }
    boolean months = unit == Unit.YEAR && n.numerator() * 12 % n.denominator() == 0;
    return months
        ? new Length(
            Period.ofMonths((int) (n.numerator() * 12 / n.denominator())), Duration.ZERO, 0, null)
        : null;
  }

  /** "5", "5 and 10", "1, 2, 4 through 6"; the numbers in order. */
  @Nullable Match<List<Integer>> numberList(int i) {
    return list(i, false);
  }

  /** "1st", "1st and 15th", "25th to the last"; the first must be an ordinal. */
  @Nullable Match<List<Integer>> ordinalList(int i) {
    return list(i, true);
  }

  private @Nullable Match<List<Integer>> list(int i, boolean ordinals) {
    Match<Integer> first = ordinals ? ordinal(i) : number(i);
    if (first == null) {
      return null;
    }
    List<Integer> values = new ArrayList<>();
    int end = addRange(values, first, ordinals);
    while (true) {
      int next = s.skip(s.separators(end), ORDINAL_GLUE);
      if (next == end || s.separators(end) == end) {
        return new Match<>(values, end);
      }
      boolean hour = s.is(s.separators(end), Kind.AT) && !s.han() && ordinal(next) == null;
      if (hour) {
        return new Match<>(values, end);
      }
      Match<Integer> item = ordinals || s.is(next, Kind.ORD, -1) ? ordinal(next) : number(next);
      if (item == null && ordinals) {
        item = plainDay(next);
      }
      if (item == null) {
        return new Match<>(values, end);
      }
      end = addRange(values, item, ordinals);
    }
  }

  private static final Set<Kind> ORDINAL_GLUE = Set.of(Kind.THE, Kind.ON, Kind.AT);

  /** A number without its ending in a list of ordinals, when nothing else claims it. */
  private @Nullable Match<Integer> plainDay(int i) {
    Match<Integer> number = number(i);
    boolean taken =
        number == null
            || number.value() > 31
            || s.is(number.end(), ":")
            || s.is(number.end(), Kind.AMPM)
            || s.is(number.end(), Kind.UNIT)
            || s.is(number.end(), Kind.OCLOCK)
            || s.is(number.end(), Kind.TIMES);
    return taken ? null : number;
  }

  private int addRange(List<Integer> values, Match<Integer> first, boolean ordinals) {
    int end = first.end();
    boolean atToo = s.is(end, Kind.AT) && !afterFrom(first.end() - 1);
    int through = s.isDash(end) ? end + 1 : atToo ? -1 : s.after(end, Kind.THROUGH);
    if (through > 0) {
      int from = s.skip(through, ORDINAL_GLUE);
      Match<Integer> last = ordinal(from);
      if (last == null && ordinals) {
        last = plainDay(from);
      } else if (last == null) {
        last = number(from);
      }
      boolean toLast = last != null && last.value() == -1 && first.value() <= 31;
      if (last != null && (last.value() > first.value() || toLast)) {
        int top = last.value() == -1 ? 31 : last.value();
        for (int v = first.value(); v <= Math.min(top, 400); v++) {
          values.add(v);
        }
        return last.end();
      }
    }
    values.add(first.value());
    return end;
  }
}
