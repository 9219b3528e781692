package io.carillon.samples.explain;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The conversation with a program: a line of fields between tabs comes in, one line goes out, in
 * the same order and at once. Whatever a line holds, it is answered and the next one is read.
 */
final class Batch {

  private static final int FIELDS = 6;

  private final PrintStream out;

  Batch(PrintStream out) {
    this.out = out;
  }

  /** Answers until the input ends or nobody reads the answers any more. */
  void answerAll(InputStream in) throws IOException {
    Lines lines = new Lines(in);
    String line = lines.next();
    while (line != null && !out.checkError()) {
      out.print(answer(line) + "\n");
      out.flush();
      line = lines.next();
    }
  }

  /** The answer to one line, itself one line. */
  static String answer(String line) {
    String[] fields = line.split("\t", -1);
    String word = fields[0].equals("phrase") ? "refusal" : "error";
    try {
      return switch (fields[0]) {
        case "cron" -> cron(counted(fields));
        case "phrase" -> PhraseAnswer.of(counted(fields));
        default -> throw unknown(fields[0]);
      };
    } catch (InvalidDefinitionException refused) {
      return joined(word, problems(refused));
    } catch (UsageException wrong) {
      return joined(word, String.valueOf(wrong.getMessage()));
    } catch (RuntimeException | StackOverflowError bug) {
      return joined(word, "This line found a fault in the program: " + bug);
    }
  }

  private static UsageException unknown(String first) {
    String shown = first.length() > 40 ? first.substring(0, 40) + "…" : first;
    return new UsageException(
        "\"" + shown + "\" is not a kind of line. Begin with cron or phrase, then a tab.");
  }

  private static String[] counted(String[] fields) {
    if (fields.length != FIELDS) {
      String form =
          fields[0].equals("cron")
              ? "cron, dialect, expression, zone, from, count"
              : "phrase, language, phrase, zone, now, count";
      throw new UsageException(
          "The line has "
              + fields.length
              + " fields, not "
              + FIELDS
              + ". Write, with tabs between "
              + "them: "
              + form
              + ".");
    }
    return fields;
  }

  private static String cron(String[] fields) {
    ZoneId zone = Inputs.zone(fields[3]);
    Instant from = Inputs.moment(fields[4], zone).toInstant();
    int count = Inputs.count(fields[5]);
    Trigger trigger = Trigger.cron(fields[2], Inputs.dialect(fields[1], fields[2]));
    List<Instant> fires = Fires.after(List.of(trigger), zone, from, count);
    return joined("ok", Fires.text(fires, trigger.zone().orElse(zone)));
  }

  private static String problems(InvalidDefinitionException refused) {
    return refused.problems().stream().map(Problem::toString).collect(Collectors.joining(" "));
  }

  /** Fields with tabs between them; what would break the line inside a field becomes a space. */
  static String joined(String... fields) {
    List<String> clean = new ArrayList<>();
    for (String field : fields) {
      clean.add(field.replaceAll("[\\t\\r\\n]+", " "));
    }
    return String.join("\t", clean);
  }
}
