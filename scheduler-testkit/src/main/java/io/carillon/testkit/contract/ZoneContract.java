package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.StoredTask;
import io.carillon.StoredTask.Source;
import io.carillon.Task;
import io.carillon.TaskKey;
import io.carillon.Trigger;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.TaskStore.Change;
import io.carillon.spi.TaskStore.Origins;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The zone a definition was saved with, and what moves it. It is Monday, 5 January 2026. */
public interface ZoneContract extends StorePart {

  /** UTC+1 in January. */
  ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** UTC-5 in January. */
  ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private StoredTask save(Definition definition, ZoneId zone) {
    return save(definition, zone, Source.RUNTIME, Map.of());
  }

  private StoredTask save(
      Definition definition, ZoneId zone, Source source, Map<TaskKey, Definition> written) {
    Origins origins = new Origins(Map.of(definition.key(), zone), written);
    Change change = new Change(null, "alice", source, ZoneOffset.UTC, origins, 0);
    return at().store().save(definition, change, at().now());
  }

  private static Task nine() {
    return task("t").on(Trigger.cron("0 9 * * *")).build();
  }

  @Test
  default void aDefinitionThatNamesNoZoneLivesInTheOneItWasSavedWith() {
    StoredTask saved = save(nine(), PARIS);

    assertThat(saved.zone()).isEqualTo(PARIS);
    assertThat(saved.nextFire()).isEqualTo("2026-01-05T08:00:00Z");
    assertThat(saved.definition().zone()).isEmpty();
    assertThat(at().stored("t")).isEqualTo(saved);
    assertThat(at().store().upcoming(saved.id(), 2))
        .containsExactly(
            Instant.parse("2026-01-05T08:00:00Z"), Instant.parse("2026-01-06T08:00:00Z"));
  }

  @Test
  default void aDefinitionsOwnZoneWins() {
    Task own = nine().toBuilder().zone(NEW_YORK).build();

    assertThat(save(own, PARIS).zone()).isEqualTo(NEW_YORK);
    assertThat(at().stored("t").nextFire()).isEqualTo("2026-01-05T14:00:00Z");
  }

  @Test
  default void membersOfAFlowHaveZonesOfTheirOwn() {
    Flow flow = Flow.named("f").on(Trigger.cron("0 9 * * *")).task(nine()).build();
    Origins origins =
        new Origins(Map.of(TaskKey.of("f"), PARIS, TaskKey.of("t"), NEW_YORK), Map.of());
    Change change = new Change(null, "alice", Source.RUNTIME, ZoneOffset.UTC, origins, 0);

    at().store().save(flow, change, at().now());

    assertThat(at().stored("f").zone()).isEqualTo(PARIS);
    assertThat(at().stored("t").zone()).isEqualTo(NEW_YORK);
  }

  @Test
  default void anUnchangedDefinitionThatIsSavedAgainMovesWithoutANewVersion() {
    save(nine(), PARIS);
    at().later(Duration.ofMinutes(5));

    StoredTask moved = save(nine(), NEW_YORK);

    assertThat(moved.version()).isEqualTo(1);
    assertThat(moved.zone()).isEqualTo(NEW_YORK);
    assertThat(moved.nextFire()).isEqualTo("2026-01-05T14:00:00Z");
    assertThat(at().stored("t")).isEqualTo(moved);
  }

  @Test
  default void whatWasDueBeforeAMoveIsDueAsItWas() {
    save(nine(), PARIS);
    at().later(Duration.ofHours(8).plusSeconds(1));

    save(nine(), NEW_YORK);

    Claimed due = at().claim(at().node("a"), "t");
    assertThat(due.run().occurrence().nominal()).contains(Instant.parse("2026-01-05T08:00:00Z"));
    assertThat(at().stored("t").nextFire()).isEqualTo("2026-01-05T14:00:00Z");
  }

  @Test
  default void aPausedDefinitionMovesAndStaysPaused() {
    StoredTask saved = save(nine(), PARIS);
    at().store().pause(saved.id(), "holidays", "bob", at().now());

    assertThat(save(nine(), NEW_YORK).nextFire()).isNull();
    assertThat(at().stored("t").zone()).isEqualTo(NEW_YORK);
  }

  @Test
  default void anEditIsInTheZoneItWasSavedWith() {
    save(nine(), PARIS);

    StoredTask edited = save(nine().toBuilder().description("newer").build(), NEW_YORK);

    assertThat(edited.version()).isEqualTo(2);
    assertThat(edited.zone()).isEqualTo(NEW_YORK);
    assertThat(edited.nextFire()).isEqualTo("2026-01-05T14:00:00Z");
  }

  @Test
  default void aDeclarationThatWasEditedMeanwhileDoesNotMove() {
    save(nine(), PARIS, Source.DECLARED, Map.of());
    save(nine().toBuilder().description("edited").build(), PARIS);

    StoredTask again = save(nine(), NEW_YORK, Source.DECLARED, Map.of());

    assertThat(again.definition().description()).isEqualTo("edited");
    assertThat(again.zone()).isEqualTo(PARIS);
  }

  @Test
  default void aRunIsToldTheZoneOfItsTask() {
    save(nine(), PARIS);
    at().submit("t");
    Claimed claimed = at().claim(at().node("a"));

    assertThat(at().store().background(claimed.run()).zone()).contains(PARIS);
    at().succeed(claimed);
  }

  // ---- phrases

  @Test
  default void aDeclarationInWordsIsUnchangedAsLongAsItsWordsAre() {
    Task words = task("t").schedule("every day at 9am").build();
    Map<TaskKey, Definition> written = Map.of(words.key(), words);
    save(nine(), PARIS, Source.DECLARED, written);

    Task readOtherwise = task("t").on(Trigger.cron("0 21 * * *")).build();
    StoredTask kept = save(readOtherwise, PARIS, Source.DECLARED, written);
    assertThat(kept.version()).isEqualTo(1);
    assertThat(kept.definition()).isEqualTo(nine());

    Task newWords = task("t").schedule("every day at 9pm").build();
    StoredTask changed =
        save(readOtherwise, PARIS, Source.DECLARED, Map.of(newWords.key(), newWords));
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.definition()).isEqualTo(readOtherwise);
  }

  @Test
  default void aPhraseThatWasNotReadIsRefused() {
    Task words = task("t").schedule("every day at 9am").build();

    assertThatThrownBy(() -> save(words, PARIS))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("a store keeps no phrases");
    assertThat(at().store().find(words.key())).isEmpty();
  }
}
