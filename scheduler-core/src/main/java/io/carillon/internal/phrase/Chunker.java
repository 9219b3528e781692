package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a sentence into pieces that speak of time and the words between them. */
final class Chunker {

  /**
   * A piece.
   *
   * @param from first token
   * @param to token after the last
   * @param chunks what it says
   */
  record Piece(int from, int to, List<Chunk> chunks) {}

  private static final Set<Kind> GLUE =
      Set.of(
          Kind.THE,
          Kind.ON,
          Kind.AT,
          Kind.AND,
          Kind.OR,
          Kind.IN,
          Kind.OF,
          Kind.FILLER,
          Kind.ONLY,
          Kind.MEASURE,
          Kind.FOREVER);

  private final Sentence s;
  private final DayMatcher days;
  private final MonthDayMatcher monthDays;
  private final DateMatcher dates;
  private final RepeatMatcher repeats;
  private final PartMatcher parts;
  private final DelayMatcher delays;
  private final LimitMatcher limits;
  private final ClockListMatcher clocks;
  private final ZoneMatcher zones;
  private final boolean timer;

  Chunker(Sentence sentence, boolean timer) {
    this.s = sentence;
    this.timer = timer;
    Numbers numbers = new Numbers(sentence);
    ClockMatcher clock = new ClockMatcher(sentence, numbers);
    this.days = new DayMatcher(sentence, numbers);
    this.monthDays = new MonthDayMatcher(sentence, numbers, days);
    this.dates = new DateMatcher(sentence, numbers, days);
    this.repeats = new RepeatMatcher(sentence, numbers, days, dates);
    this.parts = new PartMatcher(sentence, numbers);
    this.delays = new DelayMatcher(sentence, numbers);
    this.limits = new LimitMatcher(sentence, numbers, days, dates, clock);
    this.clocks = new ClockListMatcher(sentence, clock);
    this.zones = new ZoneMatcher(sentence);
  }

  /** The pieces in order; tokens in none of them are words. */
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    int i = 0;
    while (i < s.size()) {
      Piece piece = at(i, afterTime(pieces, i));
      if (piece == null) {
        i = nextWord(i);
      } else {
        pieces.add(piece);
        i = piece.to();
      }
    }
    return pieces;
  }

  private int nextWord(int i) {
    return i + 1;
  }

  private static boolean afterTime(List<Piece> pieces, int i) {
    if (pieces.isEmpty() || pieces.get(pieces.size() - 1).to() < i) {
      return false;
    }
    List<Chunk> last = pieces.get(pieces.size() - 1).chunks();
    return last.get(last.size() - 1) instanceof Chunk.Clock;
  }

  /** True when this token may stand between two pieces of one schedule. */
  boolean isGlue(int i) {
    return s.is(i, ",")
        || s.is(i, ";")
        || s.is(i, "\u3001")
        || s.is(i, "\u3002")
        || s.skip(i, GLUE) > i;
  }

  private @Nullable Piece at(int i, boolean afterTime) {
    Piece best = timer ? longer(null, i, one(delays.match(i, true))) : null;
    best = longer(best, i, limits.match(i));
    best = longer(best, i, one(repeats.match(i)));
    best = longer(best, i, one(parts.match(i)));
    best = longer(best, i, one(delays.match(i, false)));
    best = longer(best, i, one(days.nearest(i)));
    best = longer(best, i, one(days.nthDays(i)));
    best = longer(best, i, one(dates.date(i)));
    best = longer(best, i, one(monthDays.match(i)));
    best = longer(best, i, dates.relativeDay(i));
    best = longer(best, i, one(dates.comingWeekday(i)));
    best = longer(best, i, one(dates.comingPeriod(i)));
    best = longer(best, i, weekdays(i));
    best = longer(best, i, one(days.ofPeriod(i)));
    best = longer(best, i, one(days.months(i)));
    best = longer(best, i, one(clocks.match(i)));
    best = longer(best, i, one(zones.match(i, afterTime)));
    return longer(best, i, word(i));
  }

  private @Nullable Match<List<Chunk>> weekdays(int i) {
    Match<Chunk.Weekdays> match = days.weekdayList(i);
    return match == null ? null : new Match<>(List.of(match.value()), match.end());
  }

  /** Things said in one word: parts of the day, weeks and years by number, vague words, feasts. */
  private @Nullable Match<List<Chunk>> word(int i) {
    int at = s.skip(i, Set.of(Kind.IN, Kind.AT, Kind.THE, Kind.ON, Kind.ONLY));
    Sense part = s.sense(at, Kind.DAYPART);
    if (part == null && at > i) {
      part = s.sense(i, Kind.DAYPART);
      at = part == null ? at : i;
    }
    if (part != null) {
      Chunk chunk = new Chunk.Part(DayPart.of(part.value()));
      return new Match<>(List.of(chunk), at + part.length());
    }
    if (s.isUnit(at, Unit.WEEK)) {
      Match<List<Integer>> weeks = new Numbers(s).numberList(at + 1);
      if (weeks != null && weeks.value().stream().anyMatch(week -> week < 1 || week > 53)) {
        throw Unclear.refuse("A year has weeks 1 to 53, not " + weeks.value() + ".");
      }
      return weeks == null
          ? null
          : new Match<>(List.of(new Chunk.Weeks(weeks.value())), weeks.end());
    }
    int year = days.year(at);
    if (year > 0) {
      return new Match<>(
          List.of(new Chunk.Years(List.of(year), s.is(i, Kind.ONLY))),
          s.maybe(at + 1, Kind.YEARMARK));
    }
    return unusual(at);
  }

  private @Nullable Match<List<Chunk>> unusual(int at) {
    int vague = s.after(at, Kind.VAGUE_TIME);
    if (vague > 0) {
      String text = s.text(at, vague);
      return new Match<>(
          List.of(
              new Chunk.Impossible(
                  "\"" + text + "\" names no time. Say when, such as \"every Monday at 9\".")),
          vague);
    }
    int every = s.maybe(at, Kind.EVERY);
    int feast = s.after(every, Kind.FEAST);
    if (feast > 0) {
      String why =
          "\""
              + s.text(every, feast)
              + "\" moves from year to year and needs a calendar. Name the date, or register a calendar.";
      return new Match<>(List.of(new Chunk.Impossible(why)), feast);
    }
    int work = s.after(s.skip(at, Set.of(Kind.IN, Kind.BETWEEN)), Kind.HOURS_OF_WORK);
    if (work > 0) {
      Window nineToFive = new Window(ClockTime.of(9, 0, 0), ClockTime.of(17, 0, 0), true);
      Chunk clock = new Chunk.Clock(List.of(), List.of(nineToFive));
      Chunk week = new Chunk.Weekdays(DayMatcher.WORKING_DAYS, true, 1);
      return new Match<>(
          List.of(
              new Chunk.Doubtful(
                  "Which hours are \"" + s.text(at, work) + "\"?",
                  List.of(
                      new Chunk.Alternative(
                          "9:00 to 17:00, Monday to Friday", List.of(clock, week))))),
          work);
    }
    int holiday = s.after(every, Kind.HOLIDAY);
    return holiday > 0 && every > at
        ? new Match<>(
            List.of(new Chunk.Impossible("Runs on holidays need a calendar that holds them.")),
            holiday)
        : null;
  }

  private static @Nullable Match<List<Chunk>> one(@Nullable Match<Chunk> match) {
    return match == null ? null : new Match<>(List.of(match.value()), match.end());
  }

  private static @Nullable Piece longer(
      @Nullable Piece best, int from, @Nullable Match<List<Chunk>> match) {
    boolean better = match != null && (best == null || match.end() > best.to());
    return better && match != null ? new Piece(from, match.end(), match.value()) : best;
  }
}
