package io.carillon.internal.phrase;

import java.util.BitSet;
import java.util.List;

/**
 * Looks at the blocks beside the one that says most about time: they join it where they add what it
 * lacks, are asked about where they may belong to it, and else are a part of the task.
 */
final class Beside {

  private final Sentence s;
  private final Chunker chunker;
  private final BitSet schedule;
  private final List<Block> blocks;
  private final Block main;

  /**
   * @param schedule the tokens of the schedule so far
   * @param blocks all blocks, in order
   * @param main the one that says most about time
   */
  Beside(Sentence sentence, Chunker chunker, BitSet schedule, List<Block> blocks, Block main) {
    this.s = sentence;
    this.chunker = chunker;
    this.schedule = schedule;
    this.blocks = blocks;
    this.main = main;
  }

  /** True where the block is a part of the schedule. */
  boolean joins(Block block) {
    List<Chunk> own = block.chunks(s);
    List<Chunk> base = main.chunks(s);
    boolean repeats = base.stream().anyMatch(Chunks::repeats);
    boolean hasTime = base.stream().anyMatch(Chunks::saysTime);
    boolean hasDay = base.stream().anyMatch(Chunks::saysDay);
    boolean last = isLast(block);
    boolean introduced = isIntroduced(block.from());
    if (s.is(block.from() - 1, Kind.LIMIT_WORD)) {
      return false;
    }
    if (Chunks.isWindow(own)) {
      boolean set = last && (leadOf(block) < block.from() || s.is(block.from(), Kind.ONLY));
      return base.stream().anyMatch(Chunks::isRate)
          && base.stream().noneMatch(Chunks::isClock)
          && set;
    }
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
    if (own.stream().allMatch(Chunks::isLimit)) {
      boolean closing =
          last && own.size() == 1 && !isCountdown(block.from()) && !isBareCount(block, own);
      return repeats && (closing || isOpening(block));
    }
    boolean timeToo = own.stream().anyMatch(Chunks::saysTime);
    boolean dayToo =
        own.stream().anyMatch(Chunks::saysDay) || own.stream().anyMatch(Chunks::repeats);
    return dayToo
        && !hasDay
        && !repeats
        && !(timeToo && hasTime)
        && own.stream().noneMatch(c -> c instanceof Chunk.Delay)
        && base.stream().noneMatch(c -> c instanceof Chunk.Delay);
  }

  private boolean isLast(Block block) {
    return block.to() >= s.size() - 1;
  }

  /** Where ", but only" or "only" begins before a block; its own beginning where neither does. */
  int leadOf(Block block) {
    int at = block.from();
    boolean only = s.is(at, Kind.ONLY);
    for (; s.is(at - 1, Kind.ONLY); at--) {
      only = true;
    }
    at = only && (s.is(at - 1, Kind.BUT) || s.is(at - 1, Kind.EXCEPT, 0)) ? at - 1 : at;
    return s.is(at - 1, ",") ? at - 1 : at;
  }

  /** "take the pill three times" beside "every day": three each time, or in all? */
  private boolean isBareCount(Block block, List<Chunk> own) {
    int before = block.from() - 1;
    while (s.is(before, Kind.FILLER)) {
      before--;
    }
    boolean led =
        s.is(block.from(), Kind.FOR)
            || s.is(block.from(), Kind.UPTO)
            || s.is(block.from(), Kind.ONLY)
            || s.is(before, ",");
    boolean forecast = own.get(0) instanceof Chunk.Lasting && hasNext(block);
    return (own.get(0) instanceof Chunk.Limit && !led) || forecast;
  }

  /** "the forecast for the next 2 weeks" may be a part of the task. */
  private boolean hasNext(Block block) {
    for (int k = block.from(); k < block.to(); k++) {
      if (s.is(k, Kind.NEXT)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCountdown(int i) {
    return Strays.isCountdown(s, schedule, i);
  }

  /** "for two weeks, remind me daily": the phrase begins with it, and only an opening follows. */
  private boolean isOpening(Block block) {
    if (block.to() > main.from() || !isOpening(0, block.from())) {
      return false;
    }
    boolean counted = block.chunks(s).stream().anyMatch(c -> c instanceof Chunk.Limit);
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

  /** Asks about a block that neither joins nor is plainly part of the task. */
  void check(Block block) {
    List<Chunk> own = block.chunks(s);
    List<Chunk> base = main.chunks(s);
    checkSecond(block, own, base);
    checkDay(block, own, base);
    checkTime(block, own, base);
    checkLimit(block, own, base);
  }

  private void checkSecond(Block block, List<Chunk> own, List<Chunk> base) {
    boolean second =
        own.stream().anyMatch(Chunks::repeats)
            && base.stream().anyMatch(Chunks::repeats)
            && s.is(block.from(), Kind.EVERY)
            && isJoined(block.from());
    if (second || secondTime(block) || secondDay(block)) {
      throw Unclear.ask(
          "There are two schedules with two instructions. Please give them one by one.");
    }
    boolean both = Chunks.isWhole(own) && Chunks.isWhole(base);
    if (both && block.to() <= main.from() && isOpening(0, block.from())) {
      throw Unclear.ask(
          "\"{1}\" and \"{2}\": which of them is the schedule?",
          s.text(block.from(), block.to()), s.text(main.from(), main.to()));
    }
    boolean times =
        own.stream().allMatch(Chunks::isClock) && base.stream().anyMatch(Chunks::isClock);
    if (times && isOpening(0, block.from()) && s.is(block.from(), Kind.AT)) {
      throw Unclear.ask(
          "\"{1}\" and \"{2}\": which of them is the schedule?",
          s.text(block.from(), block.to()), s.text(main.from(), main.to()));
    }
    boolean again = own.stream().anyMatch(c -> c instanceof Chunk.Delay);
    if (again && base.stream().anyMatch(c -> c instanceof Chunk.Delay)) {
      throw Unclear.ask("There are several times here. Please give them one by one.");
    }
  }

  /** A day right after the schedule's comma, "from Monday", the time in another zone. */
  private void checkDay(Block block, List<Chunk> own, List<Chunk> base) {
    boolean listed = s.is(block.from() - 1, ",") && block.from() - 1 == main.to();
    boolean from = s.is(block.from(), Kind.FROM) && !s.is(block.from(), Kind.OF);
    boolean day = (listed || from) && own.stream().anyMatch(Chunks::saysDay);
    boolean zoned =
        own.stream().anyMatch(Chunks::isClock)
            && own.stream().anyMatch(c -> c instanceof Chunk.Zone)
            && base.stream().anyMatch(Chunks::isClock);
    if (day || zoned || isHowOften(block)) {
      throw Unclear.ask(
          "Does \"{1}\" say when, or is it part of the task?", s.text(block.from(), block.to()));
    }
  }

  private void checkTime(Block block, List<Chunk> own, List<Chunk> base) {
    boolean timed = base.stream().anyMatch(Chunks::saysTime);
    if (!timed && own.stream().anyMatch(Chunks::isClock)) {
      throw Unclear.ask(
          "Is \"{1}\" the time to run, or part of the task?", s.text(block.from(), block.to()));
    }
  }

  private void checkLimit(Block block, List<Chunk> own, List<Chunk> base) {
    boolean rated =
        base.stream().anyMatch(Chunks::isRate) && base.stream().noneMatch(Chunks::isClock);
    boolean window =
        Chunks.isWindow(own) && (s.han() || (rated && isIntroduced(block.from()) && isLast(block)));
    boolean limits = own.stream().allMatch(Chunks::isLimit);
    boolean count = isCountdown(block.from()) || (isBareCount(block, own) && isLast(block));
    boolean times = s.is(block.to() - 1, Kind.TIMES) && own.get(0) instanceof Chunk.Doubtful;
    boolean untimed = times && base.stream().noneMatch(Chunks::saysTime);
    boolean span = limits && (count || own.size() > 1 || block.from() == 0);
    if ((span || untimed || window) && base.stream().anyMatch(Chunks::repeats)) {
      throw Unclear.ask(
          "Does \"{1}\" limit the schedule, or is it part of the task?",
          s.text(block.from(), block.to()));
    }
  }

  /** "bi-weekly retro, Friday at 10": the phrase opens with how often. */
  private boolean isHowOften(Block block) {
    return s.is(block.from(), Kind.AMBIGUOUS) && isOpening(0, block.from());
  }

  /** "at 8 am water the plants and at 8 pm feed the cat": words lie between the two times. */
  private boolean secondTime(Block block) {
    boolean times =
        main.chunks(s).stream().anyMatch(c -> c instanceof Chunk.Clock)
            && block.chunks(s).get(0) instanceof Chunk.Clock clock
            && (clock.times().stream().allMatch(ClockTime::sure) || s.is(block.from(), Kind.AT));
    boolean and = s.is(block.from() - 1, Kind.AND) || s.is(block.from() - 1, ";");
    return times && and && block.from() > main.to() && block.to() < s.size();
  }

  /** "weekdays at 8 wake me, Saturday make that 9:20": after a comma, a day and then a time. */
  private boolean secondDay(Block block) {
    boolean day = block.chunks(s).stream().anyMatch(Chunks::saysDay);
    boolean clause = s.is(block.from() - 1, ",") && block.from() > main.to();
    return day
        && clause
        && blocks.stream()
            .filter(other -> other.from() >= block.from())
            .anyMatch(other -> other.chunks(s).stream().anyMatch(Chunks::isClock));
  }

  private boolean isJoined(int i) {
    boolean and = s.after(i - 1, Kind.AND) == i || s.after(i - 2, Kind.AND) == i;
    return and || s.is(i - 1, ",") || s.is(i - 1, ";");
  }
}
