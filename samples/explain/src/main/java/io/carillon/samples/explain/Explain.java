package io.carillon.samples.explain;

import io.carillon.InvalidDefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The command line: {@code explain cron "0 9 * * MON-FRI" --zone Europe/Paris}, {@code explain
 * phrase "every other tuesday at 9"}, or {@code explain --batch} for programs.
 */
public final class Explain {

  /** The question was answered. */
  static final int ANSWERED = 0;

  /** The schedule was refused, or has to be asked about. */
  static final int NOT_A_SCHEDULE = 1;

  /** The command line itself was wrong. */
  static final int WRONG_USE = 2;

  static final String USAGE =
      """
      Says when a schedule fires and what it means.

        explain cron "0 9 * * MON-FRI" [options]
            --dialect unix5 | seconds6 | seconds7 | quartz | nickname
                           how to read the fields (unix5; nickname where it begins with @)
            --zone ZONE    the wall clock it lives on, as Europe/Paris (UTC)
            --from TIME    list fires after it, as 2026-03-01T00:00:00Z (now)
            -n COUNT       how many fires, 0 to 1000 (5)
            --language TAG the language of the description and the notes, as zh (en)
            --holidays FILE an iCalendar file with days on which it does not fire

        explain phrase "every other tuesday at 9 check the sales" [options]
            --zone ZONE    where it is said (UTC)
            --now TIME     when it is said, on the clock there, as 2026-03-01T09:30 (now)
            -n COUNT       how many fires, 0 to 1000 (5)
            --language TAG en, zh, fr, de or es (found out from the words)
            --holidays FILE an iCalendar file, for "except holidays"

        explain score FOLDER
            reads the phrases of nl_schedules.tsv and nl_ask_or_refuse.tsv there, and
            prints every miss and the score by tier, language and kind

        explain --batch
            reads lines of fields between tabs and answers each with one line:
            cron, dialect, expression, zone, from, count
                ok, fires between commas | error, message
            phrase, language or nothing, phrase, zone, now, count
                proposal, fires, description, instruction, schedule as JSON
                | question, text, readings as JSON | refusal, why
      """;

  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;

  Explain(Clock clock, OutputStream out, OutputStream err) {
    this.clock = clock;
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  /** Runs one command line and ends the JVM with its exit code: 0, 1 (refused) or 2 (misused). */
  public static void main(String[] args) throws IOException {
    int exit = new Explain(Clock.systemUTC(), System.out, System.err).run(List.of(args), System.in);
    System.exit(exit);
  }

  /**
   * Runs one command line.
   *
   * @param in the lines of {@code --batch}; not read otherwise
   * @return the exit code
   */
  int run(List<String> args, InputStream in) throws IOException {
    try {
      return answer(args, in);
    } catch (UsageException wrong) {
      err.println(wrong.getMessage());
      err.println("For help write: explain --help");
      return WRONG_USE;
    } catch (InvalidDefinitionException refused) {
      err.println(refused.getMessage());
      return NOT_A_SCHEDULE;
    } finally {
      out.flush();
    }
  }

  private int answer(List<String> args, InputStream in) throws IOException {
    String command = args.isEmpty() ? "--help" : args.get(0);
    switch (command) {
      case "--help", "-h", "help" -> {
        out.print(USAGE);
        return args.isEmpty() ? WRONG_USE : ANSWERED;
      }
      case "--batch" -> {
        if (args.size() > 1) {
          throw new UsageException(
              "\"" + args.get(1) + "\" follows --batch, which takes no options.");
        }
        new Batch(out).answerAll(in);
        return ANSWERED;
      }
      case "cron" -> {
        return CronReport.print(Arguments.of(args, Arguments.CRON), clock, out);
      }
      case "phrase" -> {
        return PhraseReport.print(Arguments.of(args, Arguments.PHRASE), clock, out);
      }
      case "score" -> {
        Arguments arguments = Arguments.of(args, Arguments.SCORE);
        out.print(PhraseScore.of(Path.of(arguments.text())).report());
        return ANSWERED;
      }
      default ->
          throw new UsageException(
              "\"" + command + "\" is not a command: write cron, phrase, score or --batch.");
    }
  }
}
