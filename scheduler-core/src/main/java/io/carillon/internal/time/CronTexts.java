package io.carillon.internal.time;

import io.carillon.Problem;
import io.carillon.time.CronDialect;
import java.util.Arrays;
import java.util.Locale;

/** The text of a whole expression: its fields, and what may be wrong with it as a whole. */
final class CronTexts {

  private CronTexts() {}

  /** Start and end of each field, in turn. */
  static int[] fieldBounds(String text) {
    int[] bounds = new int[16];
    int count = 0;
    int i = 0;
    int length = text.length();
    while (i < length) {
      while (i < length && text.charAt(i) <= ' ') {
        i++;
      }
      if (i == length) {
        break;
      }
      if (count + 2 > bounds.length) {
        bounds = Arrays.copyOf(bounds, bounds.length * 2);
      }
      bounds[count++] = i;
      while (i < length && text.charAt(i) > ' ') {
        i++;
      }
      bounds[count++] = i;
    }
    return count == bounds.length ? bounds : Arrays.copyOf(bounds, count);
  }

  static Problem wrongCount(String text, int count, CronDialect dialect) {
    String expected =
        dialect.fewestFields() == dialect.mostFields()
            ? dialect.fewestFields() + " fields"
            : dialect.fewestFields() + " or " + dialect.mostFields() + " fields";
    String names =
        switch (dialect) {
          case SECONDS6 -> "second minute hour day-of-month month day-of-week";
          case SECONDS7 -> "second minute hour day-of-month month day-of-week year";
          case QUARTZ -> "second minute hour day-of-month month day-of-week [year]";
          default -> "minute hour day-of-month month day-of-week";
        };
    String what =
        text.isBlank()
            ? "The expression is empty; " + dialect.id() + " has " + expected + "."
            : "It has " + fields(count) + "; " + dialect.id() + " has " + expected + ".";
    String fix = "Write " + names + ", as in \"" + example(dialect) + "\".";
    if (text.strip().startsWith("@") && dialect != CronDialect.NICKNAME) {
      fix = "For " + text.strip() + " name the dialect nickname.";
    } else if (dialect == CronDialect.UNIX5 && (count == 6 || count == 7)) {
      fix += " With seconds in front name the dialect seconds6 (seconds7 with a year) or quartz.";
    }
    return Problem.of("", what, fix);
  }

  private static String fields(int count) {
    return count == 1 ? "1 field" : count + " fields";
  }

  private static String example(CronDialect dialect) {
    return switch (dialect) {
      case SECONDS6 -> "0 0 9 * * MON-FRI";
      case SECONDS7 -> "0 0 9 * * MON-FRI *";
      case QUARTZ -> "0 0 9 ? * MON-FRI";
      default -> "0 9 * * MON-FRI";
    };
  }

  static Problem unknownNickname(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (lower.equals("@reboot")) {
      return Problem.of(
          "",
          "@reboot is not a time.",
          "For a run when the application starts, start it from code or use an event trigger.");
    }
    if (lower.startsWith("@every")) {
      return Problem.of(
          "",
          "\"" + written + "\" is an interval, not a cron expression.",
          "Write \"@every 5m\" with a duration of units d, h, m and s, as a trigger.");
    }
    String nearest = Nearest.of(lower, CronParser.NICKNAMES.keySet());
    String all = "@yearly, @monthly, @weekly, @daily, @midnight, @noon, @hourly, @every 5m.";
    return Problem.of(
        "",
        "\"" + written + "\" is not a nickname.",
        (nearest.isEmpty() ? "Write " : "Did you mean " + nearest + "? There are ") + all);
  }

  static Problem questionMark(boolean both) {
    return Problem.of(
        "",
        both
            ? "Both day fields are \"?\"; in quartz exactly one of them is."
            : "Neither day field is \"?\"; in quartz exactly one of them is.",
        both
            ? "Write * for the day of month: \"0 0 9 * * ?\"."
            : "Put ? into the day field that does not matter: \"0 0 9 ? * MON-FRI\".");
  }

  static Problem neverFires(boolean withYears) {
    return Problem.of(
        "",
        "It never fires: no such day exists in the months"
            + (withYears ? " and years" : "")
            + " it names.",
        "For the last day of a month write L as the day of month.");
  }
}
