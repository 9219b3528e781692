package io.carillon.samples.explain;

import io.carillon.time.GapStatistics;
import io.carillon.time.Preview;
import io.carillon.time.PreviewFire;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A preview, as a person reads it. */
final class FireTable {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss xxx", Locale.ENGLISH);

  private FireTable() {}

  static void print(Preview preview, PrintStream out) {
    if (preview.fires().isEmpty()) {
      out.println("  Does not fire.");
    }
    for (PreviewFire fire : preview.fires()) {
      String note = fire.note().map(text -> "   " + text).orElse("");
      out.println("  " + DAY_AND_TIME.format(fire.local()) + note);
    }
    String rhythm = rhythm(preview.gaps());
    if (!rhythm.isEmpty()) {
      out.println(rhythm);
    }
    preview.warnings().forEach(warning -> out.println("Note: " + warning));
  }

  private static String rhythm(GapStatistics gaps) {
    if (gaps.shortest().isEmpty() || gaps.longest().isEmpty()) {
      return "";
    }
    Duration shortest = gaps.shortest().get();
    Duration longest = gaps.longest().get();
    String between =
        shortest.equals(longest)
            ? "Always " + words(shortest) + " apart."
            : "Between " + words(shortest) + " and " + words(longest) + " apart.";
    int most = gaps.mostPerDay();
    return between + (most > 1 ? " At most " + most + " a day." : "");
  }

  private static String words(Duration length) {
    List<String> words = new ArrayList<>();
    add(words, length.toDays(), "day");
    add(words, length.toHoursPart(), "hour");
    add(words, length.toMinutesPart(), "minute");
    add(words, length.toSecondsPart(), "second");
    return String.join(" ", words);
  }

  private static void add(List<String> words, long n, String unit) {
    if (n > 0) {
      words.add(n + " " + unit + (n == 1 ? "" : "s"));
    }
  }
}
