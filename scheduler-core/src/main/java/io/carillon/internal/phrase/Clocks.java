package io.carillon.internal.phrase;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Decides between morning and afternoon, or asks. */
final class Clocks {

  /** How much else is known, which decides what a bare hour may mean. */
  enum Frame {
    REPEATING(7),
    DATED(8),
    UNDATED(13);

    private final int firstMorningHour;

    Frame(int firstMorningHour) {
      this.firstMorningHour = firstMorningHour;
    }
  }

  private final List<Chunk> chunks;
  private final @Nullable DayPart part;
  private final Frame frame;

  Clocks(List<Chunk> chunks, @Nullable DayPart part, Frame frame) {
    this.chunks = chunks;
    this.part = part;
    this.frame = frame;
  }

  /** The times of day, all certain. */
  List<ClockTime> times(List<ClockTime> said) {
    List<ClockTime> sure = new ArrayList<>(said.size());
    for (ClockTime time : said) {
      sure.add(settle(time));
    }
    if (part != null && said.size() == 1 && !part.holds(sure.get(0).hour())) {
      throw contradiction(sure.get(0));
    }
    return sure;
  }

  List<Window> windows(List<Window> said) {
    List<Window> sure = new ArrayList<>(said.size());
    for (Window window : said) {
      ClockTime from = window.from();
      ClockTime to = window.to();
      ClockTime sureFrom = from == null ? null : settle(from);
      ClockTime sureTo = to == null ? null : settle(to);
      sure.add(new Window(sureFrom, sureTo, window.toIncluded()));
    }
    return sure;
  }

  private ClockTime settle(ClockTime time) {
    if (time.sure()) {
      return part == null ? time : time.in(part);
    }
    if (part != null) {
      int hour = part.hour(time.hour());
      if (hour >= 0) {
        return time.at(hour);
      }
      if (part == DayPart.NIGHT && isSmallHour(time)) {
        return time.morning();
      }
    } else if (time.reading() == ClockTime.Reading.BARE_AFTER_HALVES) {
      throw ask(time);
    } else if (time.hour() >= frame.firstMorningHour
        || (frame == Frame.UNDATED && time.hour() >= 10 && time.minute() != 0)) {
      return time.at(time.hour());
    }
    throw ask(time);
  }

  /** "tomorrow morning at 3 pm". */
  private Unclear contradiction(ClockTime time) {
    List<Chunk> without = new ArrayList<>(chunks);
    without.removeIf(chunk -> chunk instanceof Chunk.Part);
    return Unclear.ask(
        Message.of("{1} is not in that part of the day. Which one holds?", time),
        List.of(new Chunk.Alternative(Message.of("{1}", time), without)));
  }

  /** "every night at 2" is after midnight; "Friday night at 2" leaves the day open. */
  private boolean isSmallHour(ClockTime time) {
    return frame == Frame.REPEATING
        && (time.hour() <= 5 || time.hour() == 12)
        && chunks.stream().noneMatch(Chunks::saysDay);
  }

  private Unclear ask(ClockTime time) {
    return Unclear.ask(
        Message.of("Is \"{1}\" before or after noon?", time.spoken()),
        List.of(
            alternative(time.morning(), ClockTime::morning),
            alternative(time.afternoon(), ClockTime::afternoon)));
  }

  private Chunk.Alternative alternative(ClockTime shown, UnaryOperator<ClockTime> choice) {
    List<Chunk> settled = new ArrayList<>(chunks.size());
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Clock clock) {
        settled.add(
            new Chunk.Clock(
                clock.times().stream().map(choice).toList(),
                clock.windows().stream().map(w -> settled(w, choice)).toList()));
      } else {
        settled.add(chunk);
      }
    }
    return new Chunk.Alternative(shown.toString(), settled);
  }

  private static Window settled(Window window, UnaryOperator<ClockTime> choice) {
    ClockTime from = window.from();
    ClockTime to = window.to();
    return new Window(
        from == null ? null : choice.apply(from),
        to == null ? null : choice.apply(to),
        window.toIncluded());
  }

  /** Asks for the time of day; offers some that fit the part of the day. */
  static Unclear askForTime(String question, List<Chunk> chunks, int... hours) {
    List<Chunk.Alternative> readings = new ArrayList<>();
    for (int hour : hours) {
      List<Chunk> with = new ArrayList<>(chunks);
      with.removeIf(chunk -> chunk instanceof Chunk.Part || chunk instanceof Chunk.Clock);
      ClockTime time = ClockTime.of(hour, 0, 0);
      with.add(new Chunk.Clock(List.of(time), List.of()));
      readings.add(new Chunk.Alternative(time.toString(), with));
    }
    return Unclear.ask(question, readings);
  }

  /** The time as a repeating phrase means it, where that is certain; else as it was said. */
  static ClockTime ofHabit(ClockTime time) {
    boolean plain = !time.sure() && time.reading() != ClockTime.Reading.BARE_AFTER_HALVES;
    return plain && time.hour() >= Frame.REPEATING.firstMorningHour ? time.at(time.hour()) : time;
  }

  static ClockTime of(LocalTime time) {
    return ClockTime.of(time.getHour(), time.getMinute(), time.getSecond());
  }
}
