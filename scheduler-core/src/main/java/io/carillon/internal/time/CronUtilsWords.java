package io.carillon.internal.time;

import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;

/** Knows for which expressions the words of cron-utils say what the expression does. */
final class CronUtilsWords {

  private CronUtilsWords() {}

  /**
   * False where its words mislead: it says "every 45 minutes" for a step that starts again each
   * hour, joins two restricted day fields as if both had to fit, and drops the years of steps.
   */
  static boolean areRight(CronExpression cron) {
    if (cron.dialect() != CronDialect.UNIX5 && cron.dialect() != CronDialect.QUARTZ) {
      return false;
    }
    CronFields fields = CronCalculator.parse(cron.text(), cron.dialect()).fields();
    boolean eitherDay = !fields.anyMonthDay && !fields.anyWeekday;
    return !eitherDay
        && fields.nthWeekdays == 0
        && fields.nearestWorking == 0
        && fields.beforeLastWorking == 0
        && stepsAreEven(cron.text(), cron.dialect());
  }

  private static boolean stepsAreEven(String text, CronDialect dialect) {
    String[] fields = text.split(" ", -1);
    int first = dialect == CronDialect.QUARTZ ? 0 : 1;
    int[] sizes = {60, 60, 24};
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i];
      boolean time = first + i < sizes.length;
      int slash = field.indexOf('/');
      if (slash >= 0) {
        boolean plain = field.startsWith("*/") && field.indexOf(',') < 0;
        if (!time || !plain || sizes[first + i] % Integer.parseInt(field.substring(2)) != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
