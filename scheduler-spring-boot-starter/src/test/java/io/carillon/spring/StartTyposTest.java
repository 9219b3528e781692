package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.InvalidDefinitionException;
import io.carillon.Task;
import io.carillon.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a person reads when the application does not start: what, where, and what to write. */
class StartTyposTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CarillonAutoConfiguration.class));

  private static final String[] SOUND = {
    "carillon.tasks[0].name=sound",
    "carillon.tasks[0].action.type=notification",
    "carillon.tasks[0].action.text=hi"
  };

  private ApplicationContextRunner task(String... fields) {
    ApplicationContextRunner with = runner.withPropertyValues(SOUND);
    for (String field : fields) {
      with = with.withPropertyValues("carillon.tasks[0]." + field);
    }
    return with;
  }

  private static void refused(ApplicationContextRunner runner, String fault) {
    runner.run(
        context ->
            assertThat(context.getStartupFailure())
                .isInstanceOfSatisfying(
                    InvalidDeclarationsException.class,
                    refusal -> assertThat(refusal.faults()).containsExactly(fault)));
  }

  static class Past {
    @ScheduledTask(name = "past", at = "2020-01-01T09:00")
    void late() {}
  }

  @Test
  void aTimeThatHasPassedIsToldWithItsMethodAndNothingIsSaved() {
    refused(
        runner.withBean("past", Past.class),
        "@ScheduledTask on bean \"past\", method Past.late(): triggers[0]: its time has passed"
            + " already. Give a time in the future, or ask for \"past\": \"runNow\".");
    task("triggers[0].cron=0 9 * * *", "triggers[0].end=2020-01-01T00:00:00Z")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("carillon.tasks[0].triggers[0]")
                    .hasMessageContaining("it never fires from now on."));
  }

  static class Unset {
    @ScheduledTask(name = "unset", cron = "${report.cron}")
    void unset() {}
  }

  @Test
  void aPlaceholderThatNothingResolvesIsToldAsSuch() {
    refused(
        runner.withBean("unset", Unset.class),
        "@ScheduledTask on bean \"unset\", method Unset.unset(): the placeholder ${report.cron} has"
            + " no value. Set report.cron, or write a default as in ${report.cron:-}.");
    task("triggers[0].cron=${report.cron}")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("carillon.tasks[0].triggers[0].cron")
                    .hasMessageContaining("the placeholder ${report.cron} has no value."));
  }

  @Configuration(proxyBeanMethods = false)
  static class Broken {
    @Bean
    Task report() {
      return Task.named("report").on(Trigger.cron("61 * * * *")).handler("x").build();
    }
  }

  @Test
  void aTaskThatABeanMethodCannotMakeIsToldWithItsBean() {
    runner
        .withUserConfiguration(Broken.class)
        .run(
            context -> {
              Throwable failure = context.getStartupFailure();
              assertThat(failure).isInstanceOf(BeanCreationException.class);
              FailureAnalysis analysis = new InvalidDefinitionFailureAnalyzer().analyze(failure);
              assertThat(analysis.getDescription())
                  .startsWith("Bean \"report\" (")
                  .contains("Broken): Cron \"61 * * * *\" is not valid. Minute 61 is not in 0-59");
              assertThat(analysis.getCause()).isInstanceOf(InvalidDefinitionException.class);
            });
  }

  private static void invalid(ApplicationContextRunner runner, String name, String reason) {
    runner.run(
        context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .isInstanceOfSatisfying(
                    InvalidConfigurationPropertyValueException.class,
                    e -> {
                      assertThat(e.getName()).isEqualTo(name);
                      assertThat(e.getReason()).isEqualTo(reason);
                    }));
  }

  @Test
  void aZoneThatIsNoneIsToldWithTheOneThatWasMeant() {
    invalid(
        runner.withPropertyValues("carillon.zone=Europe/Pariss"),
        "carillon.zone",
        "\"Europe/Pariss\" is not a time zone. Did you mean Europe/Paris? Write an IANA name as in"
            + " Europe/Paris, or UTC.");
  }

  @Test
  void aCalendarFileThatIsNotThereOrIsNoneIsToldInPlainWords(@TempDir Path folder)
      throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a calendar");

    invalid(
        runner.withPropertyValues("carillon.calendars.holidays=" + folder.resolve("none.ics")),
        "carillon.calendars.holidays",
        "There is no such file. Write the path of an .ics file, or classpath: and its path.");
    invalid(
        runner.withPropertyValues("carillon.calendars.holidays=" + text),
        "carillon.calendars.holidays",
        "It is no iCalendar file. It has no BEGIN:VCALENDAR. Give an iCalendar file (.ics). Write"
            + " the path of an .ics file, or classpath: and its path.");
  }

  @Test
  void policiesThatContradictThemselvesAreRefused() {
    task("policies.overlap.mode=SKIP", "policies.overlap.limit=3")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("carillon.tasks[0].policies.overlap")
                    .hasMessageContaining("Overlap SKIP has no limit, 3 is given"));
    task("policies.overlap=QUEUE")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("is a text, expected an object.")
                    .hasMessageContaining("Write { \"mode\": \"QUEUE\" }."));
  }

  @Test
  void aMisspeltFieldIsToldWithTheOneThatWasMeant() {
    task("polices.timeout=2m")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("carillon.tasks[0].polices")
                    .hasMessageContaining("is not known here. Did you mean policies?"));
  }
}
