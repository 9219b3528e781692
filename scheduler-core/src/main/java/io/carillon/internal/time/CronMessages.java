package io.carillon.internal.time;

import io.carillon.time.CronDialect;

/** The wording of what can be wrong with a field, with what to write instead. */
final class CronMessages {

  private CronMessages() {}

  static CronFault outOfRange(CronField field, String written, CronDialect dialect) {
    String what = field.title() + " " + written + " is not in " + field.range(dialect);
    String fix =
        switch (field) {
          case SECOND, MINUTE -> "The first " + field.label() + " is 0, the last is 59.";
          case HOUR -> "Midnight is hour 0.";
          case DAY_OF_MONTH -> "For the last day of every month write L.";
          case MONTH -> "Write 1-12 or JAN-DEC.";
          case DAY_OF_WEEK ->
              dialect == CronDialect.QUARTZ
                  ? "Quartz counts 1 for Sunday to 7 for Saturday."
                  : "Write 0-7 (0 and 7 are Sunday) or SUN-SAT.";
          case YEAR -> "Write a year of four digits.";
        };
    return new CronFault(what, fix);
  }

  static CronFault notAValue(CronField field, String written, CronDialect dialect) {
    String what =
        "\"" + written + "\" is not " + (field == CronField.HOUR ? "an " : "a ") + field.label();
    String range = "Write a number in " + field.range(dialect);
    if (!written.isEmpty() && "?".indexOf(written.charAt(0)) >= 0) {
      return new CronFault(
          "\"?\" stands in the " + field.label() + " field",
          "Only the two day fields may be \"?\".");
    }
    return new CronFault(
        what, range + (field.hasNames() ? " or a name from " + field.examples() : "") + ".");
  }

  static CronFault stepTooLarge(CronField field, int step, CronDialect dialect) {
    String what =
        "A step of "
            + step
            + " does not fit into the "
            + field.label()
            + " field, which has "
            + field.size()
            + " values";
    String unit = field.label();
    boolean timeOfDay =
        field == CronField.SECOND || field == CronField.MINUTE || field == CronField.HOUR;
    if (timeOfDay) {
      String period = step + unit.substring(0, 1);
      return new CronFault(
          what, "For every " + step + " " + unit + "s use an interval: \"@every " + period + "\".");
    }
    return new CronFault(what, "The largest step is " + field.largestStep(dialect) + ".");
  }
}
