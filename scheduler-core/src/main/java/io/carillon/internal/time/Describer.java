package io.carillon.internal.time;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.carillon.Trigger;
import io.carillon.TriggerSpec;
import io.carillon.internal.time.Wording.Unit;
import io.carillon.time.CronDialect;
import io.carillon.time.CronExpression;
import io.carillon.time.DateSpan;
import io.carillon.time.Exclusions;
import io.carillon.time.MonthlyDays;
import io.carillon.time.WeeklyWindow;
import io.carillon.time.WhenExcluded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says in words when a trigger fires. English and Chinese are our own and follow what the rule
 * selects; other languages come from cron-utils where its words are right (they are not where a
 * step does not divide its field, or where both day fields are restricted), else they are English.
 */
public final class Describer {

  private static final Set<String> CRON_UTILS_LANGUAGES =
      Set.of(
          "de", "fr", "es", "it", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "ja", "ko", "id",
          "el", "fa", "sw");

  private final Wording words;
  private final Locale locale;

  public Describer(Locale locale) {
    this.locale = locale;
    this.words = locale.getLanguage().equals("zh") ? new ChineseWording() : new EnglishWording();
  }

  /** One sentence without a full stop: the rule, then zone, bounds and exceptions. */
  public String describe(Trigger trigger, ZoneId zone) {
    ZoneId in = trigger.zone().orElse(zone);
    String rule = rule(trigger.spec(), in);
    List<String> additions = new ArrayList<>();
    boolean onTheClock = trigger.kind().isTimed() && !isElapsed(trigger.spec());
    if (onTheClock) {
      additions.add(words.inZone(in.getId()));
    }
    trigger.start().ifPresent(start -> additions.add(words.from(start(start.atZone(in)))));
    trigger.end().ifPresent(end -> additions.add(words.until(end(end.atZone(in)))));
    trigger.maxRuns().ifPresent(most -> additions.add(words.times(most)));
    if (!trigger.exclusions().isEmpty()) {
      additions.add(exceptions(trigger.exclusions()));
    }
    Duration later =
        trigger.spread().orElse(Duration.ZERO).plus(trigger.jitter().orElse(Duration.ZERO));
    if (!later.isZero()) {
      additions.add(words.later(amount(later)));
    }
    trigger.deadline().ifPresent(most -> additions.add(words.startsWithin(amount(most))));
    return words.with(rule, additions);
  }

  private static boolean isElapsed(TriggerSpec spec) {
    return spec instanceof TriggerSpec.Interval || spec instanceof TriggerSpec.OnceIn;
  }

  private String start(ZonedDateTime time) {
    return isMidnight(time) ? words.date(time.toLocalDate()) : when(time);
  }

  /** The end is exclusive: midnight is the day before, a second past the minute that minute. */
  private String end(ZonedDateTime time) {
    if (isMidnight(time)) {
      return words.date(time.toLocalDate().minusDays(1));
    }
    return when(time.getSecond() == 1 ? time.minusSeconds(1) : time);
  }

  private static boolean isMidnight(ZonedDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private String when(ZonedDateTime time) {
    return words.dateAndTime(time.toLocalDate(), time.toLocalTime().withNano(0));
  }

  private String rule(TriggerSpec spec, ZoneId zone) {
    if (spec instanceof TriggerSpec.Cron cron) {
      return cron(cron.expression());
    } else if (spec instanceof TriggerSpec.Interval interval) {
      return interval(interval.period());
    } else if (spec instanceof TriggerSpec.FixedDelay fixed) {
      return words.afterEachRun(amount(fixed.delay()));
    } else if (spec instanceof TriggerSpec.Calendar calendar) {
      return new PeriodWords(words).describe(calendar.period());
    } else if (spec instanceof TriggerSpec.Rrule rrule) {
      return new RruleWords(words, rrule.rule(), zone).describe();
    } else if (spec instanceof TriggerSpec.OnceAt once) {
      return words.once(when(once.at().atZone(zone)));
    } else if (spec instanceof TriggerSpec.OnceLocal once) {
      return words.once(words.dateAndTime(once.at().toLocalDate(), once.at().toLocalTime()));
    } else if (spec instanceof TriggerSpec.OnceIn once) {
      return words.onceAfter(amount(once.delay()));
    } else if (spec instanceof TriggerSpec.Event event) {
      return words.onEvent(event.topic());
    } else if (spec instanceof TriggerSpec.Phrase phrase) {
      return "\"" + phrase.text() + "\"";
    }
    return words.byHand();
  }

  private String interval(Duration period) {
    for (Unit unit : List.of(Unit.WEEK, Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.SECOND)) {
      Duration one = length(unit);
      long n = period.dividedBy(one);
      boolean even = one.multipliedBy(n).equals(period);
      boolean fits = even && n > 0 && (unit != Unit.WEEK || n == 1);
      if (fits && (n < 100 || unit == Unit.DAY)) {
        return words.sentence(new Wording.Parts(words.every(n, unit), "", "", ""));
      }
    }
    return words.sentence(new Wording.Parts(words.everySpan(amount(period)), "", "", ""));
  }

  private static Duration length(Unit unit) {
    return switch (unit) {
      case SECOND -> Duration.ofSeconds(1);
      case MINUTE -> Duration.ofMinutes(1);
      case HOUR -> Duration.ofHours(1);
      case DAY -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }

  /** 1 hour and 30 minutes. */
  private String amount(Duration duration) {
    List<String> parts = new ArrayList<>();
    Duration rest = duration;
    for (Unit unit : List.of(Unit.DAY, Unit.HOUR, Unit.MINUTE)) {
      long n = rest.dividedBy(length(unit));
      if (n > 0) {
        parts.add(words.amount(n, unit));
        rest = rest.minus(length(unit).multipliedBy(n));
      }
    }
    if (rest.toNanosPart() != 0) {
      BigDecimal seconds = BigDecimal.valueOf(rest.toNanos(), 9).stripTrailingZeros();
      parts.add(words.seconds(seconds.toPlainString()));
    } else if (!rest.isZero()) {
      parts.add(words.amount(rest.toSeconds(), Unit.SECOND));
    }
    return words.together(parts);
  }

  private String cron(CronExpression cron) {
    if (CRON_UTILS_LANGUAGES.contains(locale.getLanguage()) && CronUtilsWords.areRight(cron)) {
      try {
        return cronUtils(cron);
      } catch (IllegalArgumentException notReadByCronUtils) {
        // English below: cron-utils reads fewer expressions than we do.
      }
    }
    return new CronWords(CronCalculator.parse(cron.text(), cron.dialect()).fields(), words)
        .describe();
  }

  private String cronUtils(CronExpression cron) {
    CronType type = cron.dialect() == CronDialect.QUARTZ ? CronType.QUARTZ : CronType.UNIX;
    Cron parsed =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(cron.text());
    return CronDescriptor.instance(locale).describe(parsed);
  }

  private String exceptions(Exclusions exclusions) {
    List<String> texts = new ArrayList<>();
    for (WeeklyWindow window : exclusions.weekly()) {
      boolean weekends = window.equals(WeeklyWindow.weekends());
      texts.add(weekends ? words.weekends() : words.window(window));
    }
    exclusions.calendars().forEach(name -> texts.add(words.calendar(name)));
    boolean daysOnly = texts.isEmpty();
    texts.addAll(words.yearly(exclusions.yearly()));
    for (MonthlyDays monthly : exclusions.monthly()) {
      List<String> days = monthly.days().stream().map(words::monthDay).toList();
      texts.add(words.daysOf(days, monthly.months()));
    }
    exclusions.dates().forEach(date -> texts.add(words.date(date)));
    for (DateSpan span : exclusions.spans()) {
      texts.add(words.dates(span.first(), span.last()));
    }
    if (exclusions.action() == WhenExcluded.NEXT_WORKING_DAY) {
      return words.moved(texts);
    }
    return daysOnly && exclusions.spans().isEmpty() ? words.exceptOn(texts) : words.except(texts);
  }
}
