package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds choices in a schedule: "at 10 or 11", "tomorrow or Friday". One run or all of them? Only
 * "every Saturday or Sunday" plainly means both, and so does "on the 13th of the month or every
 * Friday".
 */
final class Either {

  private static final int MOST_READINGS = 7;
  private static final Set<Kind> ON_THE = Set.of(Kind.ON, Kind.THE, Kind.IN);

  private final Sentence s;
  private final List<Chunker.Piece> pieces;
  private final List<Chunk> chunks;

  /**
   * @param pieces the pieces of the schedule, in order
   * @param chunks what they say, with what stands between them
   */
  Either(Sentence sentence, List<Chunker.Piece> pieces, List<Chunk> chunks) {
    this.s = sentence;
    this.pieces = pieces;
    this.chunks = chunks;
  }

  /** The chunks; the first choice among them is a question. */
  List<Chunk> chunks() {
    for (int k = 0; k < pieces.size(); k++) {
      Chunker.Piece piece = pieces.get(k);
      if (hasOr(piece.from(), piece.to())) {
        List<Chunk.Alternative> parts = parts(piece);
        if (!parts.isEmpty()) {
          return asked(piece, piece, parts);
        }
      }
      Chunker.Piece next = k + 1 < pieces.size() ? pieces.get(k + 1) : null;
      if (next != null && hasOr(piece.to(), next.from()) && !isBoth(k)) {
        boolean same = isDay(piece) == isDay(next) && isClock(piece) == isClock(next);
        return same
            ? asked(piece, next, sides(piece, next))
            : asked(pieces.get(0), pieces.get(pieces.size() - 1), halves(piece, next));
      }
    }
    return chunks;
  }

  private boolean hasOr(int from, int to) {
    for (int k = from; k < to; k++) {
      if (s.is(k, Kind.OR)) {
        return true;
      }
    }
    return false;
  }

  /** A question in place of everything; its last reading is what "and" would mean. */
  private List<Chunk> asked(
      Chunker.Piece first, Chunker.Piece last, List<Chunk.Alternative> readings) {
    List<Chunk.Alternative> all = new ArrayList<>(readings);
    all.add(new Chunk.Alternative("all of them", chunks));
    Message which = Message.of("\"{1}\": which of them, or all?", s.text(first.from(), last.to()));
    return List.of(new Chunk.Doubtful(which, all));
  }

  /** Each member of a list in one piece; empty where the list is no choice. */
  private List<Chunk.Alternative> parts(Chunker.Piece piece) {
    List<Chunk.Alternative> parts = new ArrayList<>();
    boolean every = s.is(s.skip(piece.from(), ON_THE), Kind.EVERY);
    for (Chunk chunk : piece.chunks()) {
      if (chunk instanceof Chunk.Clock clock && clock.windows().isEmpty()) {
        for (ClockTime time : clock.times()) {
          Chunk one = new Chunk.Clock(List.of(time), List.of());
          parts.add(with(Message.of("{1}", time), chunk, one));
        }
      } else if (chunk instanceof Chunk.Weekdays days && !every) {
        for (java.time.DayOfWeek day : java.time.DayOfWeek.values()) {
          int bit = 1 << (day.getValue() - 1);
          if ((days.mask() & bit) != 0) {
            Chunk one = new Chunk.Weekdays(bit, days.habit(), days.every());
            parts.add(with(Message.of(day), chunk, one));
          }
        }
      } else if (chunk instanceof Chunk.MonthDays days && days.days().size() > 1) {
        for (int day : days.days()) {
          Chunk one = new Chunk.MonthDays(List.of(day), days.everyMonth(), days.dayWord());
          Message label = day < 0 ? Message.of("the last day") : Message.of("day {1}", day);
          parts.add(with(label, chunk, one));
        }
      } else if (chunk instanceof Chunk.Dates dates && dates.days().size() > 1) {
        for (int day : dates.days()) {
          When when = When.of(dates.when().year(), dates.when().month(), day);
          Chunk one = new Chunk.Dates(when, List.of(day), dates.yearly());
          parts.add(with(Message.of("day {1}", day), chunk, one));
        }
      }
    }
    return parts.size() < 2 || parts.size() > MOST_READINGS ? List.of() : parts;
  }

  private Chunk.Alternative with(Message label, Chunk instead, Chunk one) {
    return new Chunk.Alternative(label, Composer.replaced(chunks, place(instead), List.of(one)));
  }

  /** One piece or the other, with all that stands beside them: both are days, or times. */
  private List<Chunk.Alternative> sides(Chunker.Piece left, Chunker.Piece right) {
    int or = place(right.chunks().get(0));
    List<Chunk> first = new ArrayList<>(chunks.subList(0, or));
    first.addAll(chunks.subList(or + right.chunks().size(), chunks.size()));
    List<Chunk> second = new ArrayList<>(chunks.subList(0, place(left.chunks().get(0))));
    second.addAll(chunks.subList(or, chunks.size()));
    return List.of(
        new Chunk.Alternative(Message.of("{1}", s.text(left.from(), left.to())), first),
        new Chunk.Alternative(Message.of("{1}", s.text(right.from(), right.to())), second));
  }

  /** All before the word, or all after it. */
  private List<Chunk.Alternative> halves(Chunker.Piece left, Chunker.Piece right) {
    int or = place(right.chunks().get(0));
    String before = s.text(pieces.get(0).from(), left.to());
    String after = s.text(right.from(), pieces.get(pieces.size() - 1).to());
    return List.of(
        new Chunk.Alternative(Message.of("{1}", before), List.copyOf(chunks.subList(0, or))),
        new Chunk.Alternative(
            Message.of("{1}", after), List.copyOf(chunks.subList(or, chunks.size()))));
  }

  /** "on the 13th of the month or every Friday": each of the days repeats, and so do all. */
  private boolean isBoth(int left) {
    boolean before =
        pieces.subList(0, left + 1).stream()
            .flatMap(piece -> piece.chunks().stream())
            .anyMatch(Chunks::repeats);
    Chunker.Piece right = pieces.get(left + 1);
    boolean after = right.chunks().stream().anyMatch(Chunks::repeats);
    return isDay(pieces.get(left)) && isDay(right) && before && after;
  }

  private static boolean isDay(Chunker.Piece piece) {
    return piece.chunks().stream()
        .anyMatch(c -> Chunks.saysDay(c) || (Chunks.repeats(c) && !Chunks.saysTime(c)));
  }

  private static boolean isClock(Chunker.Piece piece) {
    return piece.chunks().stream().anyMatch(Chunks::saysTime);
  }

  private int place(Chunk chunk) {
    for (int k = 0; k < chunks.size(); k++) {
      if (isSame(chunks.get(k), chunk)) {
        return k;
      }
    }
    return 0;
  }

  /** Equal chunks may stand in several places: the very one is meant. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(@Nullable Chunk a, Chunk b) {
    return a == b;
  }
}
