package io.carillon.internal.phrase;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at single pieces of the schedule that may rather be words of the task: "call the 2nd
 * customer", "text May every Friday", "play Blue Monday every Friday".
 */
final class Strays {

  private final Sentence s;
  private final Chunker chunker;
  private final BitSet schedule;
  private final List<Chunker.Piece> pieces;
  private final List<Chunk> chunks;

  /**
   * @param schedule the tokens of the schedule
   * @param pieces its pieces, in order
   * @param chunks what they say, with what stands between them
   */
  Strays(
      Sentence sentence,
      Chunker chunker,
      BitSet schedule,
      List<Chunker.Piece> pieces,
      List<Chunk> chunks) {
    this.s = sentence;
    this.chunker = chunker;
    this.schedule = schedule;
    this.pieces = pieces;
    this.chunks = chunks;
  }

  /** Asks about the first piece that may belong to the task. */
  void check() {
    for (int k = 0; k < pieces.size(); k++) {
      Chunker.Piece piece = pieces.get(k);
      checkNoun(piece);
      checkPeriod(piece);
      checkWeekday(piece, k + 1 < pieces.size() ? pieces.get(k + 1) : null);
      checkDeadline(piece);
      checkCountdown(piece);
    }
  }

  private Unclear ask(String pattern, Chunker.Piece piece) {
    return ask(Message.of(pattern, s.text(piece.from(), piece.to())));
  }

  /** Offers the schedule as it was read; without the piece the task would have other words. */
  private Unclear ask(Message question) {
    return Unclear.ask(question, List.of(new Chunk.Alternative("it says when", chunks)));
  }

  /** True for "the 2nd" before "customer". */
  static boolean isBeforeNoun(Sentence s, Chunker.Piece piece) {
    boolean place =
        piece.chunks().get(0) instanceof Chunk.MonthDays days
            && !days.everyMonth()
            && !days.dayWord();
    Token next = s.token(piece.to());
    return place && next != null && next.isWord() && !s.hasSense(piece.to()) && !s.han();
  }

  /** "call the 2nd customer at 5 pm": the second day of the month, or the second customer? */
  private void checkNoun(Chunker.Piece piece) {
    boolean leads = piece.from() == 0 && s.is(0, Kind.ON);
    if (isBeforeNoun(s, piece) && !leads) {
      throw ask(
          Message.of(
              "Is \"{1}\" a day of the month, or does it belong to \"{2}\"?",
              s.text(piece.from(), piece.to()), s.text(piece.to(), piece.to() + 1)));
    }
  }

  /** "text May every Friday", "read week 12 every Sunday": no word leads to them. */
  private void checkPeriod(Chunker.Piece piece) {
    boolean month = piece.chunks().get(0) instanceof Chunk.Months months && !months.each();
    boolean bare = month && piece.to() - piece.from() == 1;
    boolean week =
        piece.chunks().get(0) instanceof Chunk.Weeks && s.isUnit(piece.from(), Unit.WEEK);
    boolean beside = isOfTask(piece.from() - 1) || (bare && isOfTask(piece.to()));
    if ((bare || week) && beside && !s.han()) {
      throw ask("Does \"{1}\" say when, or is it part of the task?", piece);
    }
  }

  /** "play Blue Monday every Friday": a weekday beside the task, and then the one that repeats. */
  private void checkWeekday(Chunker.Piece piece, Chunker.@Nullable Piece next) {
    boolean bare =
        piece.chunks().get(0) instanceof Chunk.Weekdays days
            && !days.habit()
            && piece.to() - piece.from() == 1;
    boolean again =
        next != null
            && next.from() == piece.to()
            && next.chunks().stream().anyMatch(Strays::isHabit);
    if (bare && again && isOfTask(piece.from() - 1)) {
      throw ask("Is \"{1}\" a day of the schedule, or part of the task?", piece);
    }
  }

  private static boolean isHabit(Chunk chunk) {
    return chunk instanceof Chunk.Weekdays days && days.habit();
  }

  /** "by 5 pm", "within 2 hours": when it must be done, not when to begin. */
  private void checkDeadline(Chunker.Piece piece) {
    boolean moment =
        piece.chunks().get(0) instanceof Chunk.Delay
            || Chunks.saysDay(piece.chunks().get(0))
            || (piece.chunks().get(0) instanceof Chunk.Clock clock && clock.windows().isEmpty());
    for (int k = Math.max(0, piece.from() - 1); k < piece.to() && moment; k++) {
      if (s.is(k, Kind.DEADLINE, 0) || (k == 0 && s.is(k, Kind.DEADLINE, 1))) {
        throw Unclear.ask(
            Message.of("\"{1}\" is the latest time. When should it run?", s.text(k, piece.to())),
            List.of(new Chunk.Alternative("at that time", chunks)));
      }
    }
  }

  /** "post the countdown until 5 May every day": how long it is until then, and no end. */
  private void checkCountdown(Chunker.Piece piece) {
    boolean end = piece.chunks().get(0) instanceof Chunk.Ending;
    if (end && isCountdown(s, schedule, piece.from())) {
      throw ask("Does \"{1}\" limit the schedule, or is it part of the task?", piece);
    }
  }

  /** True after "how many days" and "the time left". */
  static boolean isCountdown(Sentence s, BitSet schedule, int i) {
    boolean counted = s.is(i - 1, Kind.COUNTDOWN) || s.is(i - 2, Kind.COUNTDOWN);
    boolean units = s.is(i - 1, Kind.UNIT) || s.is(i - 1, Kind.TIMEWORD);
    return counted || (units && !schedule.get(i - 1));
  }

  private boolean isOfTask(int i) {
    Token token = s.token(i);
    return token != null
        && token.isWord()
        && !schedule.get(i)
        && !chunker.isGlue(i)
        && !s.is(i, Kind.POLITE)
        && !s.is(i, Kind.TRAILER)
        && !isLeadIn(i);
  }

  /** The last word of "remind me", too. */
  private boolean isLeadIn(int i) {
    for (int k = Math.max(0, i - 4); k <= i; k++) {
      if (s.after(k, Kind.LEADIN) > i) {
        return true;
      }
    }
    return false;
  }
}
