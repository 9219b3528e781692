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

  /** Pieces with nothing but glue between them. */
  private record Block(List<Chunker.Piece> pieces) {
    int from() {
      return pieces.get(0).from();
    }

    int to() {
      return pieces.get(pieces.size() - 1).to();
    }

    double weight(Sentence s) {
      double sum = 0;
      for (Chunker.Piece piece : pieces) {
        for (Chunk chunk : piece.chunks()) {
          sum += Blocks.weight(chunk, piece, s);
        }
      }
      return sum;
    }
  }

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
    this.blocks = group(pieces);
    this.core = heaviest();
    if (core != null) {
      take();
    }
  }

  private List<Block> group(List<Chunker.Piece> pieces) {
    List<Block> groups = new ArrayList<>();
    List<Chunker.Piece> now = new ArrayList<>();
    for (Chunker.Piece piece : pieces) {
      if (!now.isEmpty() && !isGlue(now.get(now.size() - 1).to(), piece.from())) {
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

  private boolean isGlue(int from, int to) {
    for (int k = from; k < to; k++) {
      if (!chunker.isGlue(k)) {
        return false;
      }
    }
    return true;
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

  /** How strongly a chunk says that its words are about time. */
  static double weight(Chunk chunk, Chunker.Piece piece, Sentence s) {
    if (chunk instanceof Chunk.Weekdays days) {
      Token last = s.token(piece.to() - 1);
      boolean spelled = s.han() || (last != null && last.text().length() > 4);
      return days.habit() ? 4 : spelled ? 2 : 1;
    }
    if (chunk instanceof Chunk.MonthDays days) {
      return days.everyMonth() ? 4 : 1.5;
    }
    if (chunk instanceof Chunk.Clock clock) {
      boolean sure = clock.times().stream().allMatch(ClockTime::sure);
      boolean little =
          s.han() && piece.to() - piece.from() == 2 && !sure && clock.times().get(0).hour() == 1;
      return sure ? 3 : little ? 1 : 2;
    }
    if (chunk instanceof Chunk.RelativeDay || chunk instanceof Chunk.Doubtful) {
      return 3;
    }
    if (chunk instanceof Chunk.Impossible) {
      return 5;
    }
    if (chunk instanceof Chunk.Part
        || chunk instanceof Chunk.Months
        || chunk instanceof Chunk.OfPeriod
        || chunk instanceof Chunk.Years
        || chunk instanceof Chunk.Zone) {
      return 1;
    }
    return Composer.canFire(chunk) ? 4 : 2;
  }

  private void take() {
    Block main = core;
    if (main == null) {
      return;
    }
    for (Block block : blocks) {
      if (block.equals(main) || joins(block, main)) {
        taken.add(block);
        schedule.set(block.from(), block.to());
      } else {
        doubt(block, main);
      }
    }
  }

  private boolean joins(Block block, Block main) {
    List<Chunk> own = chunks(block);
    List<Chunk> base = chunks(main);
    boolean repeats = base.stream().anyMatch(Blocks::repeats);
    boolean hasTime = base.stream().anyMatch(Blocks::saysTime);
    boolean hasDay = base.stream().anyMatch(Blocks::saysDay);
    boolean last = block.to() >= s.size() - 1;
    boolean introduced = isIntroduced(block.from());
    if (own.stream()
        .allMatch(
            c -> c instanceof Chunk.Clock || c instanceof Chunk.Part || c instanceof Chunk.Zone)) {
      return !hasTime && introduced && own.get(0) instanceof Chunk.Clock;
    }
    if (own.stream().allMatch(c -> c instanceof Chunk.Every)) {
      boolean leads = block.to() <= main.from() || s.is(block.from(), Kind.EVERY);
      return leads && !repeats && base.stream().noneMatch(c -> c instanceof Chunk.Delay);
    }
    if (own.stream().allMatch(c -> c instanceof Chunk.Leaving)) {
      return repeats && s.is(block.from(), Kind.EXCEPT, 1);
    }
    if (own.stream()
        .allMatch(
            c ->
                c instanceof Chunk.Ending
                    || c instanceof Chunk.Lasting
                    || c instanceof Chunk.Limit
                    || c instanceof Chunk.Starting)) {
      return repeats && last && own.size() == 1;
    }
    boolean timeToo = own.stream().anyMatch(Blocks::saysTime);
    boolean dayToo =
        own.stream().anyMatch(Blocks::saysDay) || own.stream().anyMatch(Blocks::repeats);
    return dayToo
        && !hasDay
        && !repeats
        && !(timeToo && hasTime)
        && own.stream().noneMatch(c -> c instanceof Chunk.Delay)
        && base.stream().noneMatch(c -> c instanceof Chunk.Delay);
  }

  private boolean isIntroduced(int i) {
    return s.is(i, Kind.AT)
        || s.is(i, Kind.FROM)
        || s.is(i, Kind.BETWEEN)
        || s.is(i, Kind.DAYPART)
        || s.han();
  }

  /** A block that neither joins nor is plainly part of the instruction: better to ask. */
  private void doubt(Block block, Block main) {
    List<Chunk> own = chunks(block);
    List<Chunk> base = chunks(main);
    boolean second =
        own.stream().anyMatch(Blocks::repeats)
            && base.stream().anyMatch(Blocks::repeats)
            && s.is(block.from(), Kind.EVERY)
            && isJoined(block.from());
    if (second) {
      throw Unclear.ask(
          "There are two schedules with two instructions. Please give them one by one.");
    }
    boolean noTime = base.stream().noneMatch(Blocks::saysTime);
    boolean time = own.stream().anyMatch(c -> c instanceof Chunk.Clock);
    boolean rate =
        base.stream()
            .anyMatch(
                c ->
                    (c instanceof Chunk.Every e && e.unit().isClock())
                        || c instanceof Chunk.Delay
                        || c instanceof Chunk.EveryLength);
    if (noTime && time && !rate) {
      throw Unclear.ask(
          "Is \"" + s.text(block.from(), block.to()) + "\" the time to run, or part of the task?");
    }
    boolean span = own.size() == 2 && own.get(0) instanceof Chunk.Starting;
    if (span && base.stream().anyMatch(Blocks::repeats)) {
      throw Unclear.ask(
          "Does \""
              + s.text(block.from(), block.to())
              + "\" limit the schedule, or is it part of"
              + " the task?");
    }
  }

  private boolean isJoined(int i) {
    return s.is(i - 1, ",") || s.is(i - 1, Kind.AND) || s.is(i - 1, ";");
  }

  private static boolean repeats(Chunk chunk) {
    return chunk instanceof Chunk.Every
        || chunk instanceof Chunk.EveryLength
        || (chunk instanceof Chunk.Weekdays w && w.habit())
        || (chunk instanceof Chunk.MonthDays m && m.everyMonth())
        || (chunk instanceof Chunk.NthDays n && n.everyMonth())
        || chunk instanceof Chunk.Minutes;
  }

  static boolean saysTime(Chunk chunk) {
    return chunk instanceof Chunk.Clock
        || chunk instanceof Chunk.Delay
        || chunk instanceof Chunk.Minutes
        || chunk instanceof Chunk.EveryLength
        || (chunk instanceof Chunk.Every every && every.unit().isClock());
  }

  private static boolean saysDay(Chunk chunk) {
    return chunk instanceof Chunk.Weekdays
        || chunk instanceof Chunk.MonthDays
        || chunk instanceof Chunk.NthDays
        || chunk instanceof Chunk.Dates
        || chunk instanceof Chunk.RelativeDay
        || chunk instanceof Chunk.ComingWeekday;
  }

  private List<Chunk> chunks(Block block) {
    List<Chunk> chunks = new ArrayList<>();
    int end = -1;
    for (Chunker.Piece piece : block.pieces()) {
      if (end >= 0 && isJoint(end, piece.from())) {
        chunks.add(new Chunk.Joint());
      }
      chunks.addAll(piece.chunks());
      for (int k = piece.from(); k < piece.to(); k++) {
        if (s.is(k, Kind.HABIT)) {
          chunks.add(new Chunk.Every(1, Unit.DAY, false));
        }
      }
      end = piece.to();
    }
    return chunks;
  }

  private boolean isJoint(int from, int to) {
    for (int k = from; k < to; k++) {
      if (s.is(k, Kind.AND) || s.is(k, Kind.OR)) {
        return true;
      }
    }
    return false;
  }

  /** What the schedule says; empty when no words are about time. */
  List<Chunk> chunks() {
    List<Chunk> all = new ArrayList<>();
    for (Block block : taken) {
      all.addAll(chunks(block));
    }
    return all;
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

  /** Refuses or asks when a word that limits a schedule was not understood. */
  void checkLeftovers() {
    Block main = core;
    if (main == null) {
      return;
    }
    for (int i = 0; i < s.size(); i++) {
      if (schedule.get(i)) {
        continue;
      }
      boolean after =
          (i > 0 && schedule.get(i - 1)) || (i > 1 && schedule.get(i - 2) && chunker.isGlue(i - 1));
      boolean limit = s.is(i, Kind.EXCEPT, 1) || (s.is(i, Kind.UNTIL) && !s.is(i, Kind.TO));
      if (after && limit) {
        throw Unclear.ask("What does \"" + s.text(i, s.size()) + "\" leave out or end?");
      }
      if (i < main.from() && s.is(i, Kind.EVERY) && !s.is(i, Kind.A)) {
        throw Unclear.ask("Every what? \"" + s.text(i, main.from()) + "\" is not an interval.");
      }
    }
    checkNumbers();
  }

  /** Numbers and time words alone are no instruction: something was not understood. */
  private void checkNumbers() {
    boolean words = false;
    int odd = -1;
    for (int i = 0; i < s.size(); i++) {
      Token token = s.token(i);
      if (schedule.get(i) || token == null) {
        continue;
      }
      words |=
          (token.isWord() && !s.hasSense(i)) || (s.han() && !s.hasSense(i) && !token.isNumber());
      boolean time =
          token.isNumber()
              || s.is(i, Kind.WEEKDAY)
              || s.is(i, Kind.MONTH)
              || (s.is(i, Kind.UNIT) && token.text().length() > 1)
              || s.is(i, Kind.ORD)
              || (s.is(i, Kind.NUM) && !s.is(i, Kind.A))
              || s.is(i, Kind.ADVERB)
              || s.is(i, Kind.EVERY)
              || s.is(i, Kind.OTHER)
              || s.is(i, Kind.VAGUE);
      odd = time && odd < 0 ? i : odd;
    }
    if (odd >= 0 && !words) {
      throw Unclear.ask("What does \"" + s.text(odd, odd + 1) + "\" mean here?");
    }
  }

  /** The words of the schedule that were read as another word one letter away. */
  List<String> repairs() {
    List<String> repairs = new ArrayList<>();
    for (int i = schedule.nextSetBit(0); i >= 0; i = schedule.nextSetBit(i + 1)) {
      for (Sense sense : s.sensesAt(i)) {
        if (sense.repaired()) {
          String kind = sense.kind().name().toLowerCase(java.util.Locale.ROOT);
          repairs.add("\"" + s.text(i, i + 1) + "\" was taken for a misspelt " + kind + ".");
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
