package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Trigger;
import io.carillon.time.Calendars;
import io.carillon.time.FireTimes;
import io.carillon.time.TriggerJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every trigger must do, whoever wrote it down: extend it with the triggers an application
 * uses. Fires are looked at over three years from a fixed instant, in several zones, clock changes
 * included.
 */
public abstract class TriggerContract {

  private static final Instant START = VirtualClock.START;
  private static final Instant END = START.plus(Duration.ofDays(3 * 365));
  private static final int MOST_FIRES = 20_000;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("Europe/Paris"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Asia/Kolkata"));

  /** For the triggers that are put to it. */
  protected TriggerContract() {}

  /** The triggers to look at; each is a test of its own for every law. */
  protected abstract List<Trigger> triggers();

  /** The named calendars that their exclusions refer to. */
  protected Calendars calendars() {
    return Calendars.none();
  }

  private Stream<DynamicTest> each(String law, Law check) {
    return triggers().stream()
        .map(
            trigger ->
                DynamicTest.dynamicTest(
                    law + ": " + trigger,
                    () -> {
                      for (ZoneId zone : ZONES) {
                        check.look(trigger, zone);
                      }
                    }));
  }

  /** One law, looked at for one trigger in one zone. */
  private interface Law {
    void look(Trigger trigger, ZoneId zone);
  }

  private FireTimes times(Trigger trigger, ZoneId zone) {
    return FireTimes.of(trigger, zone, START, "default/contract", calendars());
  }

  private List<Instant> fires(Trigger trigger, ZoneId zone) {
    FireTimes times = times(trigger, zone);
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = times.next(START);
    while (next.isPresent() && next.get().isBefore(END) && fires.size() < MOST_FIRES) {
      fires.add(next.get());
      next = times.next(next.get());
    }
    return fires;
  }

  /** A fire is always later than the question, so that time goes on. */
  @TestFactory
  final Stream<DynamicTest> theNextFireIsLater() {
    return each(
        "next is later",
        (trigger, zone) -> {
          Instant before = START;
          for (Instant fire : fires(trigger, zone)) {
            assertThat(fire).as("after %s in %s", before, zone).isAfter(before);
            before = fire;
          }
        });
  }

  /** Asked from anywhere between two fires, the next one is the same. */
  @TestFactory
  final Stream<DynamicTest> theAnswerDoesNotDependOnWhenItIsAsked() {
    return each(
        "next is the same from anywhere before it",
        (trigger, zone) -> {
          FireTimes times = times(trigger, zone);
          Instant before = START;
          for (Instant fire : sample(fires(trigger, zone))) {
            Optional<Instant> previous = times.previous(fire);
            Instant from = previous.filter(START::isBefore).orElse(before);
            Duration half = Duration.between(from, fire).dividedBy(2);
            Instant between = from.plus(half).truncatedTo(ChronoUnit.MICROS);
            assertThat(times.next(between)).as("from %s in %s", between, zone).contains(fire);
            assertThat(times.next(fire.minusNanos(1_000))).contains(fire);
            before = fire;
          }
        });
  }

  /** The fire before the next one is the one it came from. */
  @TestFactory
  final Stream<DynamicTest> previousIsTheInverseOfNext() {
    return each(
        "previous is the inverse of next",
        (trigger, zone) -> {
          FireTimes times = times(trigger, zone);
          List<Instant> fires = fires(trigger, zone);
          for (int i = 1; i < fires.size(); i++) {
            assertThat(times.previous(fires.get(i)))
                .as("before %s in %s", fires.get(i), zone)
                .contains(fires.get(i - 1));
          }
        });
  }

  /** A trigger read back from its JSON fires alike. */
  @TestFactory
  final Stream<DynamicTest> jsonKeepsTheTrigger() {
    return each(
        "read(write(trigger)) is the trigger",
        (trigger, zone) -> {
          Trigger read = TriggerJson.read(TriggerJson.write(trigger));
          assertThat(read).isEqualTo(trigger);
          assertThat(sample(fires(read, zone))).isEqualTo(sample(fires(trigger, zone)));
        });
  }

  /** Instants are stored as whole microseconds; a fire that is finer would be lost. */
  @TestFactory
  final Stream<DynamicTest> firesAreWholeMicroseconds() {
    return each(
        "fires are whole microseconds",
        (trigger, zone) -> {
          for (Instant fire : sample(fires(trigger, zone))) {
            assertThat(fire).isEqualTo(fire.truncatedTo(ChronoUnit.MICROS));
          }
        });
  }

  private static List<Instant> sample(List<Instant> fires) {
    return fires.subList(0, Math.min(500, fires.size()));
  }
}
