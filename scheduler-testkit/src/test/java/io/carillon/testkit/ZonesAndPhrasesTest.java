package io.carillon.testkit;

import static io.carillon.testkit.CarillonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.Definitions;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.JsonCodec;
import io.carillon.Problem;
import io.carillon.RunId;
import io.carillon.SchedulerSettings;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.TaskKey;
import io.carillon.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which zone is in effect, and what becomes of schedules in words. It is Monday, 5 January 2026.
 */
class ZonesAndPhrasesTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final TimeZone machine = TimeZone.getDefault();
  private final Map<String, ZoneId> homes = new ConcurrentHashMap<>(Map.of("acme/ada", NEW_YORK));

  private final TestScheduler scheduler =
      TestScheduler.create()
          .with(
              parts ->
                  parts
                      .settings(SchedulerSettings.standard().withZone(PARIS))
                      .ownerZones(
                          (namespace, owner) ->
                              Optional.ofNullable(homes.get(namespace + "/" + owner))))
          .handler("where", (payload, context) -> context.zone().getId());

  @BeforeEach
  void moveTheMachine() {
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
  }

  @AfterEach
  void moveItBack() {
    TimeZone.setDefault(machine);
  }

  private static Task.Builder nine(String name) {
    return Task.named(name).namespace("acme").on(Trigger.cron("0 9 * * *")).handler("where");
  }

  private StoredTask stored(String name) {
    return scheduler.tasks().find(new TaskKey("acme", name)).orElseThrow();
  }

  // ---- the zone in effect

  @Test
  void theTasksZoneElseItsOwnersElseTheSchedulersIsInEffectAndShownAndNeverTheMachines() {
    scheduler.declare(
        nine("own").owner("ada").zone(TOKYO).build(),
        nine("owners").owner("ada").build(),
        nine("unknown-owner").owner("bob").build(),
        nine("nobodys").build());

    assertThat(stored("own").zone()).isEqualTo(TOKYO);
    assertThat(stored("own").nextFire()).isEqualTo("2026-01-06T00:00:00Z");
    assertThat(stored("owners").zone()).isEqualTo(NEW_YORK);
    assertThat(stored("owners").nextFire()).isEqualTo("2026-01-05T14:00:00Z");
    assertThat(stored("unknown-owner").zone()).isEqualTo(PARIS);
    assertThat(stored("nobodys").zone()).isEqualTo(PARIS);
    assertThat(stored("nobodys").nextFire()).isEqualTo("2026-01-05T08:00:00Z");
  }

  @Test
  void withNothingSetItIsUtc() {
    TestScheduler plain = TestScheduler.create().handler("where", (payload, context) -> "");
    plain.declare(Task.named("t").on(Trigger.cron("0 9 * * *")).handler("where").build());

    assertThat(plain.task("t").zone().getId()).isIn("UTC", "Z");
    assertThat(plain.task("t").nextFire()).isEqualTo("2026-01-05T09:00:00Z");
  }

  @Test
  void aRunSeesTheZoneInEffect() {
    scheduler.declare(
        Task.named("t").namespace("acme").owner("ada").handler("where").build(),
        Flow.named("f").task(Task.named("member").handler("where").build()).build());

    RunId run = scheduler.submit(Submission.of(new TaskKey("acme", "t")));
    scheduler.runDue();
    assertThat(scheduler.runs().find(run).orElseThrow()).completed().hasOutput("America/New_York");
    scheduler.run("f");
    assertThat(scheduler).lastRun("member").completed().hasOutput("Europe/Paris");
  }

  @Test
  void whenAnOwnerMovesTheTaskStaysUntilItIsSavedAgain() {
    scheduler.declare(nine("t").owner("ada").build());
    homes.put("acme/ada", TOKYO);
    assertThat(stored("t").zone()).isEqualTo(NEW_YORK);

    scheduler.tasks().save(stored("t").definition(), "ada");

    assertThat(stored("t").zone()).isEqualTo(TOKYO);
    assertThat(stored("t").version()).isEqualTo(1);
    assertThat(stored("t").nextFire()).isEqualTo("2026-01-06T00:00:00Z");
  }

  @Test
  void anOwnerWhoseZoneCannotBeFoundOutIsNotGivenAnother() {
    TestScheduler broken =
        TestScheduler.create()
            .with(
                parts ->
                    parts.ownerZones(
                        (namespace, owner) -> {
                          throw new IllegalArgumentException("the directory is away");
                        }))
            .handler("where", (payload, context) -> "");

    assertThatThrownBy(() -> broken.declare(nine("t").owner("ada").build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The zone of owner \"ada\" could not be found out: the directory is away");
  }

  // ---- phrases

  @Test
  void whatIsStoredAreTheTriggersThatTheWordsMean() {
    Task words =
        Task.named("t").schedule("weekdays at 9am and weekends at 11am").handler("where").build();

    scheduler.declare(words);

    assertThat(scheduler.task("t").definition().triggers())
        .containsExactly(Trigger.cron("0 9 * * MON-FRI"), Trigger.cron("0 11 * * SAT,SUN"));
    assertThat(scheduler.tasks().read(words)).isEqualTo(scheduler.task("t").definition());
    scheduler.declare(words);
    assertThat(scheduler.task("t").version()).isEqualTo(1);
    scheduler.advance(Duration.ofDays(7));
    assertThat(scheduler).completed("t", 7).firesNextAt("t", "2026-01-12T08:00:00Z");
  }

  @Test
  void wordsAreReadInTheZoneInEffectAndMoveWithIt() {
    scheduler.declare(
        Task.named("t")
            .namespace("acme")
            .owner("ada")
            .schedule("every day at 9am until June 5th 2027")
            .handler("where")
            .build());

    assertThat(stored("t").nextFire()).isEqualTo("2026-01-05T14:00:00Z");
    assertThat(stored("t").definition().triggers())
        .containsExactly(Trigger.cron("0 9 * * *").endingAt(Instant.parse("2027-06-06T04:00:00Z")));
  }

  @Test
  void aDefinitionInWordsIsJsonLikeAnyOther() {
    Task words = Task.named("t").schedule("every weekday at 9").handler("where").build();
    String json =
        "{\"name\": \"t\", \"triggers\": [{\"phrase\": \"every weekday at 9\"}],"
            + " \"action\": {\"type\": \"java\", \"handler\": \"where\"}}";

    assertThat(Definitions.read(JsonCodec.read(json))).isEqualTo(words);
    assertThat(Definitions.read(Definitions.write(words))).isEqualTo(words);
  }

  @Test
  void membersOfAFlowMayHaveWordsOfTheirOwn() {
    scheduler.declare(
        Flow.named("f")
            .schedule("every day at 9am")
            .task(Task.named("m").schedule("every monday at 10am").handler("where").build())
            .build());

    assertThat(scheduler.task("f").definition().triggers())
        .containsExactly(Trigger.cron("0 9 * * *"));
    assertThat(scheduler.task("m").definition().triggers())
        .containsExactly(Trigger.cron("0 10 * * MON"));
  }

  @Test
  void everyFaultOfEveryPhraseIsToldWithItsPlaceAndNothingIsSaved() {
    Flow flow =
        Flow.named("f")
            .schedule("evry day at 9am")
            .task(Task.named("m").schedule("sometimes").handler("nobody").build())
            .build();

    assertThatThrownBy(() -> scheduler.tasks().create(flow, "ada"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageStartingWith("Flow \"f\" is not valid")
        .extracting(e -> ((InvalidDefinitionException) e).problems())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Problem.class))
        .extracting(Problem::where)
        .containsExactly(
            "tasks[0].triggers[0].phrase", "triggers[0].phrase", "tasks[0].action.handler");
    assertThat(scheduler.tasks().find("m")).isEmpty();
  }
}
