package io.carillon.internal.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.PastOnce;
import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.time.CalendarPeriod;
import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;
import io.carillon.time.Exclusions;
import io.carillon.time.PeriodUnit;
import io.carillon.time.ShortMonths;
import java.util.Locale;

/** Writes a trigger as JSON: the kind first, then the bounds that are set. */
public final class TriggerWriter {

  private TriggerWriter() {}

  public static ObjectNode write(Trigger trigger) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    rule(trigger.spec(), json);
    if (trigger.past() == PastOnce.RUN_NOW) {
      json.put("past", "runNow");
    }
    trigger.zone().ifPresent(zone -> json.put("zone", zone.getId()));
    trigger.start().ifPresent(start -> json.put("start", start.toString()));
    trigger.end().ifPresent(end -> json.put("end", end.toString()));
    trigger.anchor().ifPresent(anchor -> json.put("anchor", anchor.toString()));
    trigger.maxRuns().ifPresent(most -> json.put("maxRuns", most));
    if (!trigger.exclusions().equals(Exclusions.none())) {
      json.set("exclude", ExclusionJson.write(trigger.exclusions()));
    }
    trigger.spread().ifPresent(window -> json.put("spread", window.toString()));
    trigger.jitter().ifPresent(window -> json.put("jitter", window.toString()));
    trigger.deadline().ifPresent(latest -> json.put("deadline", latest.toString()));
    return json;
  }

  private static void rule(TriggerSpec spec, ObjectNode json) {
    if (spec instanceof TriggerSpec.Cron cron) {
      cron(cron.expression(), json);
    } else if (spec instanceof TriggerSpec.Interval interval) {
      json.put("every", interval.period().toString());
    } else if (spec instanceof TriggerSpec.FixedDelay fixed) {
      json.put("afterEach", fixed.delay().toString());
    } else if (spec instanceof TriggerSpec.Calendar calendar) {
      period(calendar.period(), json);
    } else if (spec instanceof TriggerSpec.Rrule rrule) {
      json.put("rrule", rrule.rule().text());
    } else if (spec instanceof TriggerSpec.OnceAt once) {
      json.put("at", once.at().toString());
    } else if (spec instanceof TriggerSpec.OnceLocal once) {
      json.put("at", once.at().toString());
    } else if (spec instanceof TriggerSpec.OnceIn once) {
      json.put("in", once.delay().toString());
    } else if (spec instanceof TriggerSpec.Event event) {
      json.put("event", event.topic());
    } else if (spec instanceof TriggerSpec.Phrase phrase) {
      json.put("phrase", phrase.text());
    } else {
      json.put("manual", true);
    }
  }

  private static void cron(CronExpression cron, ObjectNode json) {
    json.put("cron", cron.text());
    boolean nickname = cron.dialect() == CronDialect.NICKNAME;
    if (cron.dialect() != CronDialect.UNIX5 && !nickname) {
      json.put("dialect", cron.dialect().id());
    }
  }

  /** A picker's shape for each unit. */
  private static void period(CalendarPeriod period, ObjectNode json) {
    String name =
        switch (period.unit()) {
          case DAYS -> "daily";
          case WEEKS -> "weekly";
          case MONTHS -> "monthly";
          case YEARS -> "yearly";
        };
    ObjectNode fields = json.putObject(period.every() == 1 ? name : "calendar");
    if (period.every() != 1) {
      fields.put("every", period.every());
      fields.put("unit", period.unit().name().toLowerCase(Locale.ROOT));
    }
    period.from().ifPresent(from -> fields.put("from", from.toString()));
    if (!period.months().isEmpty()) {
      ArrayNode months = fields.putArray("months");
      period.months().forEach(month -> months.add(month.name().substring(0, 3)));
    }
    if (!period.weekdays().isEmpty()) {
      ArrayNode days = fields.putArray("days");
      period.weekdays().forEach(day -> days.add(MonthDayTexts.shortName(day)));
    }
    if (!period.monthDays().isEmpty()) {
      ArrayNode days = fields.putArray("days");
      period.monthDays().forEach(day -> days.add(day.toString()));
    }
    if (!period.times().isEmpty()) {
      ArrayNode times = fields.putArray("at");
      period.times().forEach(time -> times.add(time.toString()));
    }
    boolean months = period.unit() == PeriodUnit.MONTHS || period.unit() == PeriodUnit.YEARS;
    if (months && period.shortMonths() == ShortMonths.SKIP) {
      fields.put("shortMonths", "skip");
    }
  }
}
