package io.carillon.internal.phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one language says for each English pattern of a {@link Message}: the lines {@code English =
 * translation} of a file such as {@code zh.messages}. A language without a file, and a pattern
 * without a line, are English.
 */
final class MessageTable {

  private static final String DATE = "DATE";
  private static final String DAY = "DAY";
  private static final String MONTH = "MONTH";
  private static final String JOINT = "JOINT";
  private static final Map<String, MessageTable> ALL = load();

  private final Map<String, String> patterns = new HashMap<>();
  private DateTimeFormatter date = DateTimeFormatter.ISO_LOCAL_DATE;
  private DateTimeFormatter day = DateTimeFormatter.ofPattern("MMMM d", Locale.ENGLISH);
  private DateTimeFormatter month = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);
  private String joint = ", ";

  private MessageTable() {}

  /** The table of a language of {@link Lexicon}. */
  static MessageTable of(String language) {
    MessageTable table = ALL.get(language);
    return table == null ? new MessageTable() : table;
  }

  /** True if the pattern has words of this language. */
  boolean has(String english) {
    return patterns.containsKey(english);
  }

  String pattern(String english) {
    return patterns.getOrDefault(english, english);
  }

  String date(LocalDate value) {
    return value.format(date);
  }

  String day(MonthDay value) {
    return value.format(day);
  }

  String month(YearMonth value) {
    return value.format(month);
  }

  /** What stands between two labels that are one. */
  String joint() {
    return joint;
  }

  private static Map<String, MessageTable> load() {
    Map<String, MessageTable> all = new LinkedHashMap<>();
    for (String language : Lexicon.languages()) {
      all.put(language, read(language + ".messages"));
    }
    return all;
  }

  private static MessageTable read(String name) {
    MessageTable table = new MessageTable();
    try (InputStream in = MessageTable.class.getResourceAsStream(name)) {
      if (in == null) {
        return table;
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        table.addLine(line);
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException("The table of messages " + name + " cannot be read", e);
    }
  }

  private void addLine(String line) {
    int equals = line.indexOf(" = ");
    if (equals < 0 || line.startsWith("#")) {
      return;
    }
    String key = line.substring(0, equals).strip();
    String value = line.substring(equals + 3).strip();
    switch (key) {
      case DATE -> date = DateTimeFormatter.ofPattern(value, Locale.ROOT);
      case DAY -> day = DateTimeFormatter.ofPattern(value, Locale.ROOT);
      case MONTH -> month = DateTimeFormatter.ofPattern(value, Locale.ROOT);
      case JOINT -> joint = value;
      default -> patterns.put(key, value);
    }
  }
}
