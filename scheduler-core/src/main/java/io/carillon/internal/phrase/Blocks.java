package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pieces are the schedule and which belong to the instruction. Neighbouring pieces
 * form a block; the block that says most about time is the schedule, and others join it only where
 * they add what it lacks ("every Monday ... at 9"); the rest is what should be done.
 */
final class Blocks {

  private static final double ENOUGH = 2;

  private final Sentence s;
  private final Chunker chunker;
  private final List<Block> blocks;
  private final BitSet schedule = new BitSet();
  private final List<Block> taken = new ArrayList<>();
  private final @Nullable Block core;

  Blocks(Sentence sentence, Chunker chunker, List<Chunker.Piece> pieces) {
    this.s = sentence;
    this.chunker = chunker;
    this.blocks = group(new TaskPieces(sentence, pieces).left());
    this.core = heaviest();
    if (core != null) {
      take();
    }
  }

  private List<Block> group(List<Chunker.Piece> pieces) {
    List<Block> groups = new ArrayList<>();
    List<Chunker.Piece> now = new ArrayList<>();
    for (Chunker.Piece piece : pieces) {
      boolean apart = !now.isEmpty() && !chunker.isGlue(now.get(now.size() - 1).to(), piece.from());
      if (apart || (!now.isEmpty() && isPlaceOfNoun(piece, now))) {
        groups.add(new Block(List.copyOf(now)));
        now.clear();
      }
      now.add(piece);
    }
    if (!now.isEmpty()) {
      groups.add(new Block(List.copyOf(now)));
    }
    return groups;
  }

  /** "every Friday at 5 pm on the 2nd floor": where a day is said, the ordinal is the noun's. */
  private boolean isPlaceOfNoun(Chunker.Piece piece, List<Chunker.Piece> before) {
    return Strays.isBeforeNoun(s, piece)
        && before.stream().flatMap(p -> p.chunks().stream()).anyMatch(Blocks::saysWeekday);
  }

  private static boolean saysWeekday(Chunk chunk) {
    boolean often =
        chunk instanceof Chunk.Every every && every.unit().base().compareTo(Unit.MONTH) < 0;
    return often || (Chunks.saysDay(chunk) && !(chunk instanceof Chunk.MonthDays));
  }

  private @Nullable Block heaviest() {
    Block best = null;
    for (Block block : blocks) {
      boolean heavier = best == null || block.weight(s) > best.weight(s);
      best = heavier ? block : best;
    }
    boolean fires =
        best != null
            && best.pieces().stream()
                .anyMatch(p -> p.chunks().stream().anyMatch(Composer::canFire));
    return best != null && fires && best.weight(s) >= ENOUGH ? best : null;
  }

  private void take() {
    Block main = core;
    if (main == null) {
      return;
    }
    Beside beside = new Beside(s, chunker, schedule, blocks, main);
    for (Block block : blocks) {
      if (block.equals(main) || beside.joins(block)) {
        taken.add(block);
        boolean window = Chunks.isWindow(block.chunks(s));
        schedule.set(window ? beside.leadOf(block) : block.from(), block.to());
      } else {
        beside.check(block);
      }
    }
  }

  /** What the schedule says; empty when no words are about time. */
  List<Chunk> chunks() {
    List<Chunk> all = new ArrayList<>();
    for (Block block : taken) {
      all.addAll(block.chunks(s));
    }
    boolean day =
        all.stream()
            .anyMatch(c -> Chunks.saysDay(c) || Chunks.repeats(c) || c instanceof Chunk.Delay);
    if (!day && pieces().stream().anyMatch(this::isHabit)) {
      all.add(new Chunk.Every(1, Unit.DAY, false));
    }
    return all;
  }

  /** "morgens um 8", "le soir à 20h": before the time, such a part of the day means every day. */
  private boolean isHabit(Chunker.Piece piece) {
    int part = s.after(piece.from(), Kind.DAYPART);
    int second = part < 0 ? -1 : s.separators(part);
    boolean both = second > 0 && second < piece.to() && s.is(second, Kind.DAYPART);
    return s.is(piece.from(), Kind.HABIT, 1) || (s.han() && both);
  }

  /** The same, where a choice between parts of it is a question. */
  List<Chunk> withChoices() {
    return new Either(s, pieces(), chunks()).chunks();
  }

  /** The pieces of the schedule, in order. */
  List<Chunker.Piece> pieces() {
    List<Chunker.Piece> pieces = new ArrayList<>();
    taken.forEach(block -> pieces.addAll(block.pieces()));
    return pieces;
  }

  /** The tokens of the schedule. */
  BitSet tokens() {
    return schedule;
  }

  /** Refuses what no answer to a question about the time could mend. */
  void checkBefore() {
    new Openings(s, chunker, schedule, chunks()).checkBefore();
  }

  /** Asks when a word that may belong to the schedule was not understood. */
  void checkLeftovers() {
    new Strays(s, chunker, schedule, pieces(), chunks()).check();
    new Leftovers(s, chunker, schedule, chunks()).check();
  }

  /** The words of the schedule that were read as another word one letter away. */
  List<Message> repairs() {
    List<Message> repairs = new ArrayList<>();
    for (int i = schedule.nextSetBit(0); i >= 0; i = schedule.nextSetBit(i + 1)) {
      for (Sense sense : s.sensesAt(i)) {
        if (sense.repaired()) {
          String kind = sense.kind().name().toLowerCase(java.util.Locale.ROOT);
          repairs.add(Message.of("\"{1}\" was taken for a misspelt {2}.", s.text(i, i + 1), kind));
        }
      }
    }
    return repairs;
  }

  /** How much of the phrase was understood as time, for choosing the language. */
  double coverage() {
    double known = 0;
    for (int i = 0; i < s.size(); i++) {
      known += s.hasSense(i) ? 0.3 : 0;
    }
    for (Block block : blocks) {
      known += block.weight(s) >= ENOUGH ? block.to() - block.from() : 0;
    }
    return known;
  }
}
