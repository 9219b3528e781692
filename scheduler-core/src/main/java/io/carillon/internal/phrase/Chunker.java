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
  private final AmongMatcher among;
  private final CronMatcher crons;
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
    this.crons = new CronMatcher(sentence);
    this.among = new AmongMatcher(sentence, numbers, days);
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
      boolean beside =
          i == 0 || (!pieces.isEmpty() && isGlue(pieces.get(pieces.size() - 1).to(), i));
      if (beside) {
        piece = longerOf(piece, bareWindow(i));
      }
      if (piece == null) {
        i = nextWord(i);
      } else {
        pieces.add(piece);
        i = piece.to();
      }
    }
    return pieces;
  }

  /** "hourly 9-5": beside an interval two bare numbers are a window. */
  private @Nullable Piece bareWindow(int i) {
    Match<Chunk> window = clocks.bareWindow(i);
    boolean ends =
        window != null
            && (window.end() == s.size() || s.hasSense(window.end()) || isGlue(window.end()));
    return ends && window != null ? new Piece(i, window.end(), List.of(window.value())) : null;
  }

  private static @Nullable Piece longerOf(@Nullable Piece a, @Nullable Piece b) {
    return b != null && (a == null || b.to() > a.to()) ? b : a;
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
    return afterGlue(i) > i;
  }

  /** True when nothing but glue stands from one token to before another. */
  boolean isGlue(int from, int to) {
    int at = from;
    while (at < to && afterGlue(at) > at) {
      at = afterGlue(at);
    }
    return at >= to;
  }

  private int afterGlue(int i) {
    boolean sign =
        s.is(i, ",")
            || s.is(i, ";")
            || isPause(i)
            || s.is(i, "\u3001")
            || s.is(i, "\u3002")
            || s.is(i, "(")
            || s.is(i, ")");
    return sign ? i + 1 : s.skip(i, GLUE);
  }

  /** A colon, a dash, a bracket or a full stop between words: "daily: 9am", "(at noon)". */
  private boolean isPause(int i) {
    Token next = s.token(i + 1);
    boolean apart = next == null || !next.glued();
    return (apart && (s.is(i, ":") || s.is(i, ".")))
        || (apart && s.isDash(i))
        || s.is(i, "(")
        || s.is(i, ")");
  }

  private @Nullable Piece at(int i, boolean afterTime) {
    Token token = s.token(i);
    if (token != null && token.isWord() && !s.hasSense(i) && !s.han()) {
      return longer(longer(null, i, one(crons.match(i))), i, one(zones.match(i, afterTime)));
    }
    Piece best = timer ? longer(null, i, one(delays.match(i, true))) : null;
    best = longer(best, i, one(crons.match(i)));
    best = longer(best, i, limits.match(i));
    best = longer(best, i, one(repeats.match(i)));
    best = longer(best, i, one(parts.match(i)));
    best = longer(best, i, one(delays.match(i, false)));
    best = longer(best, i, one(days.nearest(i)));
    best = longer(best, i, one(among.match(i)));
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
        throw Unclear.refuse("A year has weeks 1 to 53, not {1}.", weeks.value());
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
    int now = s.after(i, Kind.NOW);
    if (now > 0 && s.after(i, Kind.VAGUE_TIME) < now && !s.is(i - 1, Kind.FOR)) {
      Message ask =
          Message.of(
              "Should it run once, right away? Start it by hand, or say in how many minutes.");
      return new Match<>(List.of(new Chunk.Doubtful(ask, List.of())), now);
    }
    Match<List<Chunk>> open = open(i);
    return open == null ? unusual(at) : open;
  }

  private static final Set<Kind> INTRODUCTIONS =
      Set.of(
          Kind.EVERY,
          Kind.ON,
          Kind.AT,
          Kind.IN,
          Kind.OF,
          Kind.BEFORE,
          Kind.AFTER,
          Kind.UNTIL,
          Kind.FROM,
          Kind.BETWEEN,
          Kind.START,
          Kind.THIS,
          Kind.NEXT);
  private static final Set<Kind> ARTICLES =
      Set.of(Kind.THE, Kind.A, Kind.MY, Kind.EVERY, Kind.OTHER, Kind.THIS, Kind.NEXT);

  /** "at sunset", "on my birthday", "every payday": times that no rule here can compute. */
  private @Nullable Match<List<Chunk>> open(int i) {
    int introduced = s.skip(i, INTRODUCTIONS);
    int at = s.skip(introduced, ARTICLES);
    int plural = Math.max(s.after(at, Kind.OPEN_TIMES), s.after(i, Kind.OPEN_TIMES));
    int own = introduced > i ? s.after(at, Kind.OPEN_TIME) : -1;
    int open = s.is(introduced, Kind.HOURS_OF_WORK) ? -1 : Math.max(own, plural);
    if (open > 0) {
      Message ask = Message.of("When exactly is \"{1}\"?", s.text(i, open));
      return new Match<>(List.of(new Chunk.Doubtful(ask, List.of())), open);
    }
    int sky = introduced > i ? s.after(at, Kind.SKY) : -1;
    if (sky < 0) {
      return null;
    }
    return new Match<>(
        List.of(
            new Chunk.Impossible(
                "\"{1}\" is no time of the clock or the calendar. Name a time or a date.",
                s.text(i, sky))),
        sky);
  }

  private @Nullable Match<List<Chunk>> unusual(int at) {
    int vague = s.after(at, Kind.VAGUE_TIME);
    if (vague > 0) {
      return new Match<>(List.of(new Chunk.Vague(s.text(at, vague))), vague);
    }
    int every = s.maybe(at, Kind.EVERY);
    int feast = s.after(every, Kind.FEAST);
    if (feast > 0) {
      return new Match<>(
          List.of(
              new Chunk.Impossible(
                  "\"{1}\" moves from year to year and needs a calendar. Name the date, or register a calendar.",
                  s.text(every, feast))),
          feast);
    }
    int work = s.after(s.skip(at, Set.of(Kind.IN, Kind.BETWEEN)), Kind.HOURS_OF_WORK);
    if (work > 0) {
      Window nineToFive = new Window(ClockTime.of(9, 0, 0), ClockTime.of(17, 0, 0), true);
      Chunk clock = new Chunk.Clock(List.of(), List.of(nineToFive));
      Chunk week = new Chunk.Weekdays(DayMatcher.WORKING_DAYS, true, 1);
      return new Match<>(
          List.of(
              new Chunk.Doubtful(
                  Message.of("Which hours are \"{1}\"?", s.text(at, work)),
                  List.of(
                      new Chunk.Alternative(
                          "9:00 to 17:00, Monday to Friday", List.of(clock, week))))),
          work);
    }
    int holiday = s.after(every, Kind.HOLIDAY);
    return holiday > 0 && (every > at || s.is(at - 1, Kind.ON))
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
