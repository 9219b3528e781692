package io.carillon.internal.phrase;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/**
 * Something told to a person: an English pattern and what goes into it. Another language is a table
 * from English patterns to its own ({@link MessageTable}), so a pattern is written whole and never
 * glued together.
 *
 * @param pattern the text, with {@code {1}}, {@code {2}} where the arguments stand
 * @param args quoted words, numbers, dates; messages among them are told in the same language
 */
record Message(String pattern, List<Object> args) {

  static Message of(String pattern, Object... args) {
    return new Message(pattern, List.of(args));
  }

  /** The name of a weekday. */
  static Message of(DayOfWeek day) {
    return of(day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT));
  }

  /** The text in a language. */
  String in(MessageTable table) {
    String told = table.pattern(pattern);
    if (args.isEmpty()) {
      return told;
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int open = told.indexOf('{'); open >= 0; open = told.indexOf('{', from)) {
      int close = told.indexOf('}', open);
      int number = Integer.parseInt(told.substring(open + 1, close));
      text.append(told, from, open).append(argument(args.get(number - 1), table));
      from = close + 1;
    }
    return text.append(told, from, told.length()).toString();
  }

  private static String argument(Object value, MessageTable table) {
    if (value instanceof Message message) {
      return message.in(table);
    } else if (value instanceof LocalDate date) {
      return table.date(date);
    } else if (value instanceof LocalDateTime time) {
      return table.date(time.toLocalDate()) + " " + time.toLocalTime();
    } else if (value instanceof MonthDay day) {
      return table.day(day);
    } else if (value instanceof YearMonth month) {
      return table.month(month);
    }
    return value.toString();
  }
}
