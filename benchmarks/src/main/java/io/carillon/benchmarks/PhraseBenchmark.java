package io.carillon.benchmarks;

import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Refusal;
import io.carillon.time.Calendars;
import io.carillon.time.PreviewFire;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.natty.DateGroup;
import org.natty.Parser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A phrase in words to its answer, description included, each phrase measured on its own. Beside it
 * natty, which finds dates in a text: it has no periods, so it runs only on phrases that mean one
 * moment, and only where it answers the same moment.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PhraseBenchmark {

  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  /** A Wednesday. */
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 4, 10, 0);

  private static final Instant START = NOW.atZone(ZONE).toInstant();

  private static final PhraseContext CONTEXT =
      PhraseContext.at(NOW, ZONE).withChannels(List.of("Slack"));

  /** What is said, and which kind of answer it must get. */
  public enum Phrase {
    DAILY("every day at 9am", Proposal.class),
    LIST_OF_TIMES("every day at 9, 12:30 and 6 pm", Proposal.class),
    WINDOW("every 15 minutes between 9 and 17 on weekdays", Proposal.class),
    BOUNDS(
        "every hour between 9am and 5pm on weekdays from March 9th until April 5th"
            + " except on Fridays",
        Proposal.class),
    EVERY_OTHER("every other Tuesday at 9am", Proposal.class),
    IN_THE_MONTH("last working day of every quarter at 4pm", Proposal.class),
    TOMORROW("tomorrow at 9am", Proposal.class),
    DATED("on December 24th at 6pm", Proposal.class),
    RELATIVE("in 20 minutes", Proposal.class),
    REMINDER("tomorrow at 3:30 pm remind me to call Bob", Proposal.class),
    INSTRUCTION(
        "every Monday at 9 summarise the last 7 days and send it to my Slack", Proposal.class),
    CHINESE("每周一早上9点提醒我检查销售", Proposal.class),
    FRENCH("tous les mois le 5 à 10h", Proposal.class),
    QUESTION("every second Tuesday at 9am", Question.class),
    REFUSAL("every day at dawn", Refusal.class),
    ONE_DATE_OUT(
        "every 15 minutes, 9am to 5pm, monday through friday, except march 9", Proposal.class),
    TWO_DATES_OUT(
        "every 15 minutes between 9 and 17 on weekdays except on 24 and 25 December",
        Proposal.class),
    FOUR_DATES_OUT(
        "every 5 minutes between 9 and 17 on weekdays"
            + " except on 1 January, 1 May, 14 July and 25 December",
        Proposal.class);

    private final String words;
    private final Class<? extends PhraseResult> answer;

    Phrase(String words, Class<? extends PhraseResult> answer) {
      this.words = words;
      this.answer = answer;
    }

    /** As a person says it. */
    public String words() {
      return words;
    }
  }

  /** Any phrase. */
  @State(Scope.Benchmark)
  public static class Said {

    @Param public Phrase phrase;

    /** Refuses to measure another kind of answer than the one that is meant. */
    @Setup
    public void check() {
      PhraseResult result = Phrases.read(phrase.words, CONTEXT);
      if (!phrase.answer.isInstance(result)) {
        throw new IllegalStateException(
            "\"" + phrase.words + "\" is meant as a " + phrase.answer + ", and is " + result);
      }
    }
  }

  /** A phrase that means one moment. */
  @State(Scope.Benchmark)
  public static class Once {

    @Param({"TOMORROW", "DATED", "RELATIVE", "REMINDER"})
    public Phrase phrase;

    private final Parser parser = new Parser(TimeZone.getTimeZone(ZONE));
    private final Date now = Date.from(START);

    /** Refuses to measure natty where it answers something else. */
    @Setup
    public void check() {
      Proposal proposal = (Proposal) Phrases.read(phrase.words, CONTEXT);
      List<Instant> meant =
          proposal.preview(START, 2, Calendars.none()).fires().stream()
              .map(PreviewFire::at)
              .toList();
      List<Instant> found = new ArrayList<>();
      boolean repeats = false;
      for (DateGroup group : parser.parse(phrase.words, now)) {
        group.getDates().forEach(date -> found.add(date.toInstant()));
        repeats |= group.isRecurring();
      }
      if (repeats || meant.size() != 1 || !found.equals(meant)) {
        throw new IllegalStateException(
            String.format(
                "\"%s\" fires at %s; natty says %s%s",
                phrase.words, meant, found, repeats ? ", repeating" : ", once"));
      }
    }
  }

  @Benchmark
  public PhraseResult carillon(Said said) {
    return Phrases.read(said.phrase.words, CONTEXT);
  }

  @Benchmark
  public List<DateGroup> natty(Once once) {
    return once.parser.parse(once.phrase.words, once.now);
  }
}
