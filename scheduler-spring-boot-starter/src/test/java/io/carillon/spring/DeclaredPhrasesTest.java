package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Scheduler;
import io.carillon.StoredTask;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.spi.OwnerZones;
import io.carillon.time.Calendars;
import io.carillon.time.HolidayCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Schedules in words on methods, in configuration and in beans; the zones they live in. */
class DeclaredPhrasesTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CarillonAutoConfiguration.class));

  private static StoredTask stored(AssertableApplicationContext context, String name) {
    return context.getBean(Scheduler.class).tasks().find(name).orElseThrow();
  }

  private static List<String> faults(AssertableApplicationContext context) {
    assertThat(context.getStartupFailure()).isInstanceOf(InvalidDeclarationsException.class);
    return ((InvalidDeclarationsException) context.getStartupFailure()).faults();
  }

  static class Reports {

    @ScheduledTask(name = "sales", phrase = "every weekday at 9", zone = "Europe/Paris")
    public void sales() {}

    @ScheduledTask(name = "moved", phrase = "${report.when}", owner = "ada")
    public void moved() {}

    @ScheduledTask(name = "off", phrase = "${report.off:-}", event = "order.placed")
    public void off() {}
  }

  @Test
  void aMethodsPhraseIsStoredAsTheTriggersItMeans() {
    runner
        .withBean("reports", Reports.class)
        .withBean(Calendars.class, () -> Calendars.of("holidays", HolidayCalendar.of(List.of())))
        .withPropertyValues("report.when=every day at 9am and 5pm except holidays")
        .run(
            context -> {
              assertThat(stored(context, "sales").definition().triggers())
                  .containsExactly(Trigger.cron("0 9 * * MON-FRI"));
              assertThat(stored(context, "sales").zone()).hasToString("Europe/Paris");
              assertThat(stored(context, "moved").definition().triggers())
                  .singleElement()
                  .satisfies(
                      trigger ->
                          assertThat(trigger.exclusions().calendars()).containsExactly("holidays"));
              assertThat(stored(context, "off").definition().triggers())
                  .containsExactly(Trigger.onEvent("order.placed"));
            });
  }

  @Test
  void calendarsOfTheConfigurationAreLeftOut(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("days.ics");
    Files.writeString(
        file,
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//test//EN
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20271224
        END:VEVENT
        END:VCALENDAR
        """);
    ApplicationContextRunner reports =
        runner
            .withBean("reports", Reports.class)
            .withPropertyValues("report.when=every day at 9am except holidays");

    reports
        .withPropertyValues("carillon.calendars.holidays=" + file)
        .run(
            context -> {
              Calendars calendars = context.getBean(Calendars.class);
              assertThat(calendars.find("holidays").orElseThrow().days())
                  .containsOnlyKeys(LocalDate.of(2027, 12, 24));
              assertThat(stored(context, "moved").definition().triggers()).hasSize(1);
            });
    reports
        .withPropertyValues("carillon.calendars.holidays=classpath:nowhere.ics")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("carillon.calendars.holidays")
                    .hasMessageContaining("nowhere.ics"));
  }

  static class Typos {

    @ScheduledTask(name = "typo", phrase = "evry wekday at 9")
    public void typo() {}

    @ScheduledTask(name = "open", every = "1h", phrase = "every day at 3")
    public void open() {}

    @ScheduledTask(name = "later", phrase = "${when.later}")
    public void later() {}
  }

  @Test
  void everyDoubtfulPhraseKeepsTheApplicationFromStartingAndIsToldWithItsMethodAndTheFix() {
    runner
        .withBean("typos", Typos.class)
        .withPropertyValues(
            "when.later=tomorrow at 9am",
            "carillon.tasks[0].name=yaml",
            "carillon.tasks[0].triggers[0].cron=@daily",
            "carillon.tasks[0].triggers[1].phrase=sometimes",
            "carillon.tasks[0].action.type=notification",
            "carillon.tasks[0].action.text=x")
        .run(
            context ->
                assertThat(faults(context))
                    .satisfiesExactlyInAnyOrder(
                        typo ->
                            assertThat(typo)
                                .startsWith(
                                    "@ScheduledTask on bean \"typos\", method Typos.typo():"
                                        + " triggers[0].phrase: \"evry wekday at 9\" is not"
                                        + " certain. \"evry\" was taken for")
                                .contains("Correct it: nobody is there to confirm that \"At 09:00"),
                        open ->
                            assertThat(open)
                                .startsWith(
                                    "@ScheduledTask on bean \"typos\", method Typos.open():"
                                        + " triggers[0].phrase: \"every day at 3\" can be read in"
                                        + " different ways. ")
                                .contains("Say which it is: 03:00 (At 03:00", "; 15:00 (At 15:00"),
                        later ->
                            assertThat(later)
                                .isEqualTo(
                                    "@ScheduledTask on bean \"typos\", method Typos.later():"
                                        + " triggers[0].phrase: \"tomorrow at 9am\" means something"
                                        + " else depending on when it is read. Name the date it"
                                        + " counts from, with its year, as in \"every other Friday"
                                        + " at 9am starting January 8th 2027\"."),
                        yaml ->
                            assertThat(yaml)
                                .startsWith(
                                    "carillon.tasks[0].triggers[1].phrase: \"sometimes\" is not"
                                        + " understood. ")));
  }

  @Test
  void configuredTasksAndBeansMayHaveWordsAndOnePhraseMayBeSeveralTriggers() {
    runner
        .withBean(
            Task.class,
            () ->
                Task.named("bean")
                    .schedule("every monday at 10am")
                    .action(io.carillon.Action.notification("x"))
                    .build())
        .withPropertyValues(
            "carillon.zone=Europe/Paris",
            "carillon.tasks[0].name=yaml",
            "carillon.tasks[0].triggers[0].phrase=weekdays at 9am and weekends at 11am",
            "carillon.tasks[0].triggers[0].max-runs=5",
            "carillon.tasks[0].action.type=notification",
            "carillon.tasks[0].action.text=x")
        .run(
            context -> {
              assertThat(stored(context, "yaml").definition().triggers())
                  .containsExactly(
                      Trigger.cron("0 9 * * MON-FRI").withMaxRuns(5),
                      Trigger.cron("0 11 * * SAT,SUN").withMaxRuns(5));
              assertThat(stored(context, "yaml").zone()).hasToString("Europe/Paris");
              assertThat(stored(context, "bean").definition().triggers())
                  .containsExactly(Trigger.cron("0 10 * * MON"));
            });
  }

  @Test
  void theZonesOfOwnersAreThoseOfTheHost() {
    runner
        .withBean("reports", Reports.class)
        .withBean(
            OwnerZones.class,
            () ->
                (namespace, owner) ->
                    owner.equals("ada") ? Optional.of(ZoneId.of("Asia/Tokyo")) : Optional.empty())
        .withPropertyValues("report.when=every day at 9am", "carillon.zone=Europe/Berlin")
        .run(
            context -> {
              assertThat(stored(context, "moved").zone()).hasToString("Asia/Tokyo");
              assertThat(stored(context, "sales").zone()).hasToString("Europe/Paris");
              assertThat(stored(context, "off").zone()).hasToString("Europe/Berlin");
            });
  }
}
