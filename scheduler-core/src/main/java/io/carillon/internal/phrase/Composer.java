package io.carillon.internal.phrase;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes one schedule of the chunks of a phrase, or asks, or refuses. */
final class Composer {

  /**
   * Where and when a phrase is read.
   *
   * @param zone the zone of its local times
   * @param now the moment it is read, in that zone
   * @param usualTime the time of day where a repeating phrase names none
   * @param calendars the names of the host's calendars
   */
  record Setting(ZoneId zone, LocalDateTime now, LocalTime usualTime, List<String> calendars) {}

  private final Setting setting;

  Composer(Setting setting) {
    this.setting = setting;
  }

  LocalDateTime now() {
    return setting.now();
  }

  PhraseSchedule compose(List<Chunk> said) {
    refuseWhatCannotBe(said);
    askAboutDoubts(said);
    List<Chunk> chunks = withDaysOfLimits(Counts.settled(withTimeOfLimits(said)));
    Limits limits = new Limits(setting, chunks);
    List<PhraseSchedule.Rule> rules = new ArrayList<>(written(chunks));
    boolean recurring = !rules.isEmpty();
    List<Clause> clauses = recurring ? List.of() : Clause.split(chunks);
    askOnceOrWeekly(clauses, chunks);
    for (Clause clause : clauses) {
      boolean repeats = clause.recurring;
      recurring |= repeats;
      if (repeats) {
        rules.addAll(new RecurringRules(setting, limits, chunks, clause).rules());
      } else {
        rules.addAll(new SingleRules(setting, chunks, clause).rules());
      }
    }
    boolean once = rules.size() == 1 && limits.isOnlyOnce();
    if (!recurring && limits.isSet() && !once) {
      throw Unclear.refuse(
          "There is a limit but nothing that repeats. Say how often, such as \"every day\".");
    }
    return new PhraseSchedule(
        limits.without(rules), limits.bounds(), limits.exceptions(), setting.zone());
  }

  /** "Monday at 9, Tuesday at 10": once, or every week? */
  private static void askOnceOrWeekly(List<Clause> clauses, List<Chunk> chunks) {
    long weekdays = clauses.stream().filter(c -> !c.recurring && c.onWeekdaysOnly()).count();
    if (weekdays < 2 || clauses.stream().anyMatch(c -> c.recurring)) {
      return;
    }
    List<Chunk> weekly = new ArrayList<>(chunks);
    weekly.add(0, new Chunk.Every(1, Unit.WEEK, false));
    throw Unclear.ask(
        "Once on each of these days, or every week?",
        List.of(new Chunk.Alternative("every week", weekly)));
  }

  /** A cron expression stands alone, beside a zone or limits. */
  private static List<PhraseSchedule.Rule> written(List<Chunk> chunks) {
    List<PhraseSchedule.Rule> rules = new ArrayList<>();
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Written written) {
        rules.add(new PhraseSchedule.Written(written.trigger()));
      }
    }
    boolean mixed =
        chunks.stream().anyMatch(c -> canFire(c) && !(c instanceof Chunk.Written))
            || chunks.stream().anyMatch(c -> c instanceof Chunk.Leaving);
    if (!rules.isEmpty() && mixed) {
      throw Unclear.ask("A cron expression and words about time: which one holds?");
    }
    return rules;
  }

  /** "at 9pm for the next 10 days" is every one of these days. */
  private static List<Chunk> withDaysOfLimits(List<Chunk> chunks) {
    boolean times = false;
    boolean lasting = false;
    boolean limited = false;
    for (Chunk chunk : chunks) {
      times |= chunk instanceof Chunk.Clock clock && clock.windows().isEmpty();
      lasting |= chunk instanceof Chunk.Lasting l && l.time().isZero() && !l.days().isZero();
      limited |= chunk instanceof Chunk.Ending || chunk instanceof Chunk.Limit;
      limited |= chunk instanceof Chunk.Starting || chunk instanceof Chunk.Lasting;
      if (Chunks.repeats(chunk) || Chunks.saysDay(chunk) || chunk instanceof Chunk.Delay) {
        return chunks;
      }
    }
    boolean only =
        chunks.stream().allMatch(c -> c instanceof Chunk.Clock || !canFire(c) || isPart(c));
    if (!times || !only || !(lasting || limited)) {
      return chunks;
    }
    List<Chunk> daily = new ArrayList<>(chunks);
    daily.add(new Chunk.Every(1, Unit.DAY, false));
    if (!lasting) {
      throw Unclear.ask("How often?", List.of(new Chunk.Alternative("every day", daily)));
    }
    return daily;
  }

  private static boolean isPart(Chunk chunk) {
    return chunk instanceof Chunk.Part;
  }

  /** "every Friday starting march 13 at noon": the only time of day is the time to run. */
  private static List<Chunk> withTimeOfLimits(List<Chunk> chunks) {
    if (chunks.stream().anyMatch(Chunks::saysTime)
        || chunks.stream().anyMatch(chunk -> chunk instanceof Chunk.Part)) {
      return chunks;
    }
    List<Chunk> moved = new ArrayList<>();
    boolean started = chunks.stream().anyMatch(c -> c instanceof Chunk.Starting);
    for (Chunk chunk : chunks) {
      ClockTime last = chunk instanceof Chunk.Ending ending ? ending.time() : null;
      if (chunk instanceof Chunk.Ending ending && last != null && started) {
        moved.add(new Chunk.Ending(ending.when(), null));
        moved.add(new Chunk.Clock(List.of(last), List.of()));
        continue;
      }
      if (chunk instanceof Chunk.Ending ending && ending.time() != null) {
        throw Unclear.ask(
            "Is {1} the time to run, or the end on the last day?", String.valueOf(ending.time()));
      }
      ClockTime time = chunk instanceof Chunk.Starting starting ? starting.time() : null;
      if (chunk instanceof Chunk.Starting starting && time != null) {
        moved.add(new Chunk.Starting(starting.when(), null));
        moved.add(new Chunk.Clock(List.of(time), List.of()));
      } else {
        moved.add(chunk);
      }
    }
    return moved;
  }

  private static void refuseWhatCannotBe(List<Chunk> chunks) {
    boolean fires = false;
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Impossible impossible) {
        throw Unclear.refuse(impossible.why());
      }
      if (chunk instanceof Chunk.Vague vague) {
        Message names =
            Message.of(
                "\"{1}\" names no time. Say when, such as \"every Monday at 9\".", vague.text());
        throw chunks.stream().allMatch(c -> c instanceof Chunk.Vague)
            ? Unclear.refuse(names)
            : Unclear.ask(names, List.of());
      }
      fires |= canFire(chunk);
    }
    if (!fires) {
      throw Unclear.notUnderstood("There is no day, time or interval in these words.");
    }
  }

  /** True when a chunk alone can be the reason for a run. */
  static boolean canFire(Chunk chunk) {
    if (chunk instanceof Chunk.Doubtful doubt) {
      return doubt.readings().isEmpty()
          || doubt.readings().stream()
              .anyMatch(r -> r.chunks().stream().anyMatch(Composer::canFire));
    }
    return !((chunk instanceof Chunk.Months months && !months.each())
        || chunk instanceof Chunk.Years
        || chunk instanceof Chunk.Weeks
        || chunk instanceof Chunk.OfPeriod
        || chunk instanceof Chunk.ComingPeriod
        || chunk instanceof Chunk.Phase
        || chunk instanceof Chunk.Starting
        || chunk instanceof Chunk.StartingAt
        || chunk instanceof Chunk.Ending
        || chunk instanceof Chunk.Lasting
        || chunk instanceof Chunk.Limit
        || chunk instanceof Chunk.Leaving
        || chunk instanceof Chunk.Narrow
        || chunk instanceof Chunk.Zone
        || chunk instanceof Chunk.Joint);
  }

  private static void askAboutDoubts(List<Chunk> chunks) {
    for (int k = 0; k < chunks.size(); k++) {
      Chunk chunk = chunks.get(k);
      if (chunk instanceof Chunk.Doubtful doubt) {
        throw ask(doubt, chunks, k, UnaryOperator.identity());
      }
      if (chunk instanceof Chunk.Leaving leaving) {
        for (int j = 0; j < leaving.what().size(); j++) {
          if (leaving.what().get(j) instanceof Chunk.Doubtful doubt) {
            int place = j;
            throw ask(
                doubt,
                chunks,
                k,
                with -> List.of(new Chunk.Leaving(replaced(leaving.what(), place, with))));
          }
        }
      }
    }
  }

  private static Unclear ask(
      Chunk.Doubtful doubt, List<Chunk> chunks, int at, UnaryOperator<List<Chunk>> wrap) {
    List<Chunk.Alternative> readings =
        doubt.readings().stream()
            .map(
                reading ->
                    new Chunk.Alternative(
                        reading.label(), replaced(chunks, at, wrap.apply(reading.chunks()))))
            .toList();
    return Unclear.ask(doubt.question(), readings);
  }

  static List<Chunk> replaced(List<Chunk> chunks, int at, List<Chunk> with) {
    List<Chunk> copy = new ArrayList<>(chunks.subList(0, at));
    copy.addAll(with);
    copy.addAll(chunks.subList(at + 1, chunks.size()));
    return copy;
  }

  /** The first day a schedule may fire. */
  static LocalDate firstDay(Setting setting, @Nullable LocalDateTime start) {
    return start == null ? setting.now().toLocalDate() : start.toLocalDate();
  }
}
