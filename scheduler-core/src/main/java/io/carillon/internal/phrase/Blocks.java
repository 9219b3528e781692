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
    boolean place =
        piece.chunks().get(0) instanceof Chunk.MonthDays days
            && !days.everyMonth()
            && !days.dayWord();
    Token next = s.token(piece.to());
    boolean noun = next != null && next.isWord() && !s.hasSense(piece.to()) && !s.han();
    return place
        && noun
        && before.stream().flatMap(p -> p.chunks().stream()).anyMatch(Blocks::saysWeekday);
  }

  private static boolean saysWeekday(Chunk chunk) {
    boolean often =
        chunk instanceof Chunk.Every every && every.unit().base().compareTo(Unit.MONTH) < 0;
    return often || (saysDay(chunk) && !(chunk instanceof Chunk.MonthDays));
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
      boolean alone = s.is(piece.from(), Kind.ON) && piece.to() == s.size();
      return days.everyMonth() ? 4 : alone || s.han() ? 2 : 1.5;
    }
    if (chunk instanceof Chunk.Months months && months.each()) {
      return 3;
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
    if (chunk instanceof Chunk.Impossible || chunk instanceof Chunk.Vague) {
      return 5;
    }
    if (chunk instanceof Chunk.Part && s.is(piece.from(), Kind.HABIT)) {
      return 2;
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
      return repeats && (s.is(block.from(), Kind.EXCEPT, 1) || (s.han() && last));
    }
    if (own.stream().allMatch(Blocks::isLimit)) {
      return repeats && ((last && own.size() == 1) || isOpening(block, main));
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

  private static boolean isLimit(Chunk chunk) {
    return chunk instanceof Chunk.Ending
        || chunk instanceof Chunk.Lasting
        || chunk instanceof Chunk.Limit
        || chunk instanceof Chunk.Starting;
  }

  /** "for two weeks, remind me daily": the phrase begins with it, and only an opening follows. */
  private boolean isOpening(Block block, Block main) {
    if (block.to() > main.from() || !isOpening(0, block.from())) {
      return false;
    }
    boolean counted = chunks(block).stream().anyMatch(c -> c instanceof Chunk.Limit);
    return !counted || isOpening(block.to(), main.from());
  }

  private boolean isOpening(int from, int to) {
    int at = from;
    while (at < to) {
      int lead = Math.max(s.after(at, Kind.LEADIN), s.after(at, Kind.FILLER));
      if (lead < 0 && !s.is(at, ",") && !s.is(at, ":") && !chunker.isGlue(at)) {
        return false;
      }
      at = lead < 0 ? at + 1 : lead;
    }
    return true;
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
    if (second || secondTime(block, main)) {
      throw Unclear.ask(
          "There are two schedules with two instructions. Please give them one by one.");
    }
    boolean again = own.stream().anyMatch(c -> c instanceof Chunk.Delay);
    if (again && base.stream().anyMatch(c -> c instanceof Chunk.Delay)) {
      throw Unclear.ask("There are several times here. Please give them one by one.");
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
          "Is \"{1}\" the time to run, or part of the task?", s.text(block.from(), block.to()));
    }
    boolean window = own.get(0) instanceof Chunk.Clock clock && !clock.windows().isEmpty();
    boolean limits = own.stream().allMatch(Blocks::isLimit);
    boolean span = (limits && (own.size() > 1 || block.from() == 0)) || (s.han() && window);
    if (span && base.stream().anyMatch(Blocks::repeats)) {
      throw Unclear.ask(
          "Does \"{1}\" limit the schedule, or is it part of the task?",
          s.text(block.from(), block.to()));
    }
  }

  /** "at 8 am water the plants and at 8 pm feed the cat": words lie between the two times. */
  private boolean secondTime(Block block, Block main) {
    boolean times =
        chunks(main).stream().anyMatch(c -> c instanceof Chunk.Clock)
            && chunks(block).get(0) instanceof Chunk.Clock clock
            && (clock.times().stream().allMatch(ClockTime::sure) || s.is(block.from(), Kind.AT));
    boolean and = s.is(block.from() - 1, Kind.AND) || s.is(block.from() - 1, ";");
    return times && and && block.from() > main.to() && block.to() < s.size();
  }

  private boolean isJoined(int i) {
    return s.is(i - 1, ",") || s.is(i - 1, Kind.AND) || s.is(i - 1, ";");
  }

  static boolean repeats(Chunk chunk) {
    return chunk instanceof Chunk.Every
        || chunk instanceof Chunk.Counted
        || (chunk instanceof Chunk.DayAmong d && d.everyMonth())
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

  /** True when something shorter than a day repeats. */
  static boolean clocked(Chunk chunk) {
    return (saysTime(chunk) && !(chunk instanceof Chunk.Clock))
        || (chunk instanceof Chunk.Clock clock && !clock.windows().isEmpty());
  }

  static boolean saysDay(Chunk chunk) {
    return chunk instanceof Chunk.Weekdays
        || chunk instanceof Chunk.MonthDays
        || chunk instanceof Chunk.NthDays
        || chunk instanceof Chunk.NearestWeekday
        || chunk instanceof Chunk.DayAmong
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
        if (s.is(k, Kind.HABIT, 0)) {
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
    boolean day = all.stream().anyMatch(c -> saysDay(c) || repeats(c) || c instanceof Chunk.Delay);
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
