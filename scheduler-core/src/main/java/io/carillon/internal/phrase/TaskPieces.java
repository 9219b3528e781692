package io.carillon.internal.phrase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out pieces that speak of time and are words of the task: "for 30 minutes" beside "every
 * day" is how long the work takes, "the daily notes" are those that exist.
 */
final class TaskPieces {

  private final Sentence s;
  private final List<Chunker.Piece> pieces;

  TaskPieces(Sentence sentence, List<Chunker.Piece> pieces) {
    this.s = sentence;
    this.pieces = pieces;
  }

  /** The pieces of the schedule. */
  List<Chunker.Piece> left() {
    Duration period = period();
    List<Chunker.Piece> left = new ArrayList<>(pieces);
    left.removeIf(piece -> isLengthOfWork(piece, period) || isAdjective(piece));
    return left;
  }

  private boolean isLengthOfWork(Chunker.Piece piece, Duration period) {
    return piece.chunks().size() == 1
        && piece.chunks().get(0) instanceof Chunk.Lasting lasting
        && lasting.days().isZero()
        && lasting.time().compareTo(period) <= 0
        && s.is(piece.from(), Kind.FOR)
        && !s.is(piece.from() + 1, Kind.THE)
        && !s.is(piece.from() + 1, Kind.NEXT);
  }

  /** "summarise the daily standup notes". */
  private boolean isAdjective(Chunker.Piece piece) {
    Token noun = s.token(piece.to());
    boolean adverb = s.is(piece.to() - 1, Kind.ADVERB);
    boolean alone = piece.to() - piece.from() == 1 || s.is(piece.from(), Kind.THE);
    boolean that = s.is(piece.to() - 2, Kind.THE) || s.is(piece.to() - 2, Kind.MY);
    boolean named = noun != null && noun.isWord() && !s.hasSense(piece.to());
    return adverb && alone && that && named && !s.han();
  }

  /** The time between two runs, at least; a day where only days are said. */
  private Duration period() {
    Duration shortest = Duration.ofDays(1);
    for (Chunker.Piece piece : pieces) {
      for (Chunk chunk : piece.chunks()) {
        Duration length = shortest;
        if (chunk instanceof Chunk.EveryLength every) {
          length = every.length();
        } else if (chunk instanceof Chunk.Every every && every.unit().isClock()) {
          length = every.unit().times(every.n());
        } else if (chunk instanceof Chunk.Minutes || chunk instanceof Chunk.Seconds) {
          length = Duration.ZERO;
        }
        shortest = length.compareTo(shortest) < 0 ? length : shortest;
      }
    }
    return shortest;
  }
}
