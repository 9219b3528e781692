package io.carillon.internal.phrase;

import io.carillon.phrase.Understood;
import io.carillon.phrase.Understood.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Accounts for every word of a phrase. */
final class Spans {

  private Spans() {}

  static List<Understood> of(Sentence s, List<Chunker.Piece> pieces, BitSet taken) {
    List<Understood> spans = new ArrayList<>();
    int i = 0;
    int next = 0;
    while (i < s.size()) {
      Chunker.Piece piece = next < pieces.size() ? pieces.get(next) : null;
      if (piece != null && piece.from() == i) {
        spans.add(span(s, i, piece.to(), role(piece.chunks().get(0))));
        i = piece.to();
        next++;
        continue;
      }
      int stop = piece == null ? s.size() : piece.from();
      boolean used = taken.get(i);
      int end = i + 1;
      while (end < stop && taken.get(end) == used) {
        end++;
      }
      boolean glue = used && (piece != null && spans.stream().anyMatch(x -> x.role().isSchedule()));
      spans.add(span(s, i, end, !used ? Role.INSTRUCTION : glue ? Role.CONNECTION : Role.DELIVERY));
      i = end;
    }
    return List.copyOf(spans);
  }

  private static Understood span(Sentence s, int from, int to, Role role) {
    Token first = s.token(from);
    Token last = s.token(to - 1);
    int start = first == null ? 0 : first.start();
    int end = last == null ? 0 : last.end();
    return new Understood(start, end, s.text(from, to), role);
  }

  private static Role role(Chunk chunk) {
    if (chunk instanceof Chunk.Every
        || chunk instanceof Chunk.EveryLength
        || chunk instanceof Chunk.OfPeriod) {
      return Role.REPETITION;
    }
    if (chunk instanceof Chunk.Clock
        || chunk instanceof Chunk.Part
        || chunk instanceof Chunk.Minutes
        || chunk instanceof Chunk.Seconds
        || chunk instanceof Chunk.Phase
        || chunk instanceof Chunk.Delay) {
      return Role.TIME;
    }
    if (chunk instanceof Chunk.Starting
        || chunk instanceof Chunk.StartingAt
        || chunk instanceof Chunk.Ending
        || chunk instanceof Chunk.Lasting
        || chunk instanceof Chunk.Limit) {
      return Role.LIMIT;
    }
    if (chunk instanceof Chunk.Leaving) {
      return Role.EXCEPTION;
    }
    return chunk instanceof Chunk.Zone ? Role.ZONE : Role.DAY;
  }
}
