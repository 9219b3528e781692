package io.carillon.benchmarks;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.carillon.time.CronExpression;
import io.carillon.time.FireTimes;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The next fire after the previous one, in Europe/Paris, for each engine in its own types. The walk
 * starts again in 2060, so that it meets clock changes as often as life does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CronBenchmark {

  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2060-01-01T00:00:00Z");

  /** A schedule, as each dialect writes it. */
  public enum Schedule {
    EVERY_5_MINUTES("*/5 * * * *", "0 */5 * * * *", "0 0/5 * * * ?"),
    WORKDAYS_AT_9("0 9 * * 1-5", "0 0 9 * * 1-5", "0 0 9 ? * 2-6"),
    LEAP_DAY("0 0 29 2 *", "0 0 0 29 2 *", "0 0 0 29 2 ?"),
    LAST_DAY("15 10 L * *", "0 15 10 L * *", "0 15 10 L * ?");

    private final String unix;
    private final String seconds;
    private final String quartz;

    Schedule(String unix, String seconds, String quartz) {
      this.unix = unix;
      this.seconds = seconds;
      this.quartz = quartz;
    }
  }

  @Param public Schedule schedule;

  private FireTimes carillon;
  private org.jobrunr.scheduling.cron.CronExpression jobRunr;
  private org.springframework.scheduling.support.CronExpression spring;
  private org.quartz.CronExpression quartz;
  private ExecutionTime cronUtils;
  private Instant instant;
  private ZonedDateTime zoned;
  private Date date;

  @Setup
  public void prepare() throws ParseException {
    carillon = CronExpression.parse(schedule.unix).fireTimes(ZONE);
    jobRunr = new org.jobrunr.scheduling.cron.CronExpression(schedule.unix);
    spring = org.springframework.scheduling.support.CronExpression.parse(schedule.seconds);
    quartz = new org.quartz.CronExpression(schedule.quartz);
    quartz.setTimeZone(TimeZone.getTimeZone(ZONE));
    CronParser parser =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
    cronUtils = ExecutionTime.forCron(parser.parse(schedule.quartz));
    instant = START;
    zoned = START.atZone(ZONE);
    date = Date.from(START);
  }

  @Benchmark
  public Instant carillon() {
    Instant next = carillon.next(instant).orElseThrow();
    instant = next.isAfter(END) ? START : next;
    return next;
  }

  @Benchmark
  public Instant jobRunr() {
    Instant next = jobRunr.next(START, instant, ZONE);
    instant = next.isAfter(END) ? START : next;
    return next;
  }

  @Benchmark
  public ZonedDateTime spring() {
    ZonedDateTime next = spring.next(zoned);
    zoned = next.getYear() > 2060 ? START.atZone(ZONE) : next;
    return next;
  }

  @Benchmark
  public Date quartz() {
    Date next = quartz.getNextValidTimeAfter(date);
    date = next.toInstant().isAfter(END) ? Date.from(START) : next;
    return next;
  }

  @Benchmark
  public ZonedDateTime cronUtils() {
    ZonedDateTime next = cronUtils.nextExecution(zoned).orElseThrow();
    zoned = next.getYear() > 2060 ? START.atZone(ZONE) : next;
    return next;
  }

  @Benchmark
  public CronExpression carillonParse() {
    return CronExpression.parse(schedule.unix);
  }
}
