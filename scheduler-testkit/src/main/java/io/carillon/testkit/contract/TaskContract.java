package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.UnknownTaskException;
import io.carillon.VersionConflictException;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.TaskQuery;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Definitions, their versions and their states. */
public interface TaskContract extends StorePart {

  private void pause(String name) {
    at().store().pause(at().stored(name).id(), "holidays", "bob", at().now());
  }

  private void resume(String name) {
    at().store().resume(at().stored(name).id(), ResumeFrom.NOW, "bob", at().now());
  }

  // ---- saving

  @Test
  default void aSavedDefinitionIsReadBackAsItWas() {
    Task definition =
        task("t")
            .description("Reads the news.")
            .on(Trigger.every(Duration.ofMinutes(5)))
            .owner("carol")
            .label("team", "ops")
            .build();
    StoredTask saved = at().save(definition);
    assertThat(saved.definition()).isEqualTo(definition);
    assertThat(saved.version()).isEqualTo(1);
    assertThat(saved.status()).isEqualTo(TaskStatus.ACTIVE);
    assertThat(saved.audit().createdBy()).isEqualTo("alice");
    assertThat(saved.nextFire()).isEqualTo(at().now().plus(Duration.ofMinutes(5)));
    assertThat(at().store().find(saved.id())).contains(saved);
    assertThat(at().store().find(TaskKey.of("t"))).contains(saved);
    assertThat(at().store().version(saved.id(), 1)).contains(definition);
  }

  @Test
  default void everyChangeIsAVersionAndNoChangeIsNone() {
    StoredTask first = at().save(task("t").build());
    assertThat(at().save(task("t").build()).version()).isEqualTo(1);
    StoredTask second = at().save(task("t").description("newer").build());
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(at().store().version(first.id(), 1).orElseThrow().description()).isEmpty();
    assertThat(at().store().version(first.id(), 2).orElseThrow().description()).isEqualTo("newer");
    assertThat(at().store().version(first.id(), 3)).isEmpty();
  }

  @Test
  default void anEditOfAnOlderVersionIsRefused() {
    at().save(task("t").build());
    at().save(task("t").description("two").build(), 1);
    assertThatThrownBy(() -> at().save(task("t").description("late").build(), 1))
        .isInstanceOf(VersionConflictException.class)
        .hasMessage(
            "Task \"t\" is at version 2, the edit was made on version 1. Read it again and"
                + " redo the edit.");
    assertThatThrownBy(() -> at().save(task("t").build(), 0))
        .isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> at().save(task("new").build(), 4))
        .isInstanceOf(VersionConflictException.class);
    assertThat(at().stored("t").definition().description()).isEqualTo("two");
  }

  @Test
  default void anEditAtRunTimeWinsUntilTheCodeChanges() {
    at().declare(task("t").description("from code").build());
    at().save(task("t").description("by a user").build());
    assertThat(at().declare(task("t").description("from code").build()).definition().description())
        .isEqualTo("by a user");
    assertThat(at().declare(task("t").description("newer code").build()).definition().description())
        .isEqualTo("newer code");
    assertThat(at().stored("t").source()).isEqualTo(StoredTask.Source.DECLARED);
  }

  @Test
  default void anEditKeepsThePauseAndTheNextFireOfWhatStayedTheSame() {
    Trigger every = Trigger.every(Duration.ofMinutes(10));
    StoredTask first = at().save(task("t").on(every).build());
    at().later(Duration.ofMinutes(4));
    StoredTask edited = at().save(task("t").on(every).description("newer").build());
    assertThat(edited.nextFire()).isEqualTo(first.nextFire());
    pause("t");
    StoredTask paused = at().save(task("t").on(every).description("newest").build());
    assertThat(paused.status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(paused.reason()).isEqualTo("holidays");
    assertThat(paused.nextFire()).isNull();
  }

  @Test
  default void anEditOfATriggerMovesTheNextFireWithIt() {
    at().save(task("t").on(Trigger.every(Duration.ofMinutes(10))).build());
    at().later(Duration.ofMinutes(4));
    StoredTask edited = at().save(task("t").on(Trigger.every(Duration.ofMinutes(2))).build());
    assertThat(edited.nextFire()).isEqualTo(at().now().plus(Duration.ofMinutes(2)));
  }

  @Test
  default void whatNeverFiresIsRefused() {
    Trigger past = Trigger.at(at().now().minusSeconds(1));
    assertThatThrownBy(() -> at().save(task("t").on(past).build()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("triggers[0]")
        .hasMessageContaining("its time has passed already.");
    assertThat(at().store().find(TaskKey.of("t"))).isEmpty();
  }

  @Test
  default void aFlowWithAnUnknownMemberIsRefusedWhole() {
    Flow flow = Flow.named("f").task(task("a").build()).task("nobody", "a").build();
    assertThatThrownBy(() -> at().save(flow))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("there is no task \"nobody\".");
    assertThat(at().store().find(TaskKey.of("a"))).isEmpty();
    assertThat(at().store().find(TaskKey.of("f"))).isEmpty();
  }

  // ---- deleting

  @Test
  default void aDeletedNameIsFreeAndItsHistoryStays() {
    RunId run = at().runOfNew("t");
    at().succeed(at().claim(at().node("a")));
    StoredTask old = at().stored("t");
    at().store().delete(old.id(), 1, "bob", at().now());
    assertThat(at().store().find(TaskKey.of("t"))).isEmpty();
    assertThat(at().store().find(old.id()).orElseThrow().status()).isEqualTo(TaskStatus.DELETED);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.COMPLETED);
    StoredTask fresh = at().save(task("t").build(), 0);
    assertThat(fresh.id()).isNotEqualTo(old.id());
    assertThat(fresh.version()).isEqualTo(1);
    at().store().delete(fresh.id(), null, "bob", at().now());
    assertThat(at().store().list(TaskQuery.all(10).withStatuses(Set.of(TaskStatus.DELETED))))
        .hasSize(2);
  }

  @Test
  default void deletingNamesTheVersionThatWasSeen() {
    StoredTask task = at().save(task("t").build());
    assertThatThrownBy(() -> at().store().delete(task.id(), 2, "bob", at().now()))
        .isInstanceOf(VersionConflictException.class);
    at().store().delete(task.id(), 1, "bob", at().now());
    assertThatThrownBy(() -> at().store().delete(task.id(), null, "bob", at().now()))
        .isInstanceOf(UnknownTaskException.class);
  }

  @Test
  default void whatIsUnknownIsSaidToBe() {
    TaskId unknown = new TaskId(new UUID(1, 2));
    assertThatThrownBy(() -> at().store().pause(unknown, "", "bob", at().now()))
        .isInstanceOf(UnknownTaskException.class)
        .hasMessage("There is no task with id " + unknown + ".");
    assertThatThrownBy(() -> at().store().resume(unknown, ResumeFrom.NOW, "bob", at().now()))
        .isInstanceOf(UnknownTaskException.class);
    assertThat(at().store().find(unknown)).isEmpty();
    assertThat(at().store().skips(unknown, 10)).isEmpty();
    assertThat(at().store().state(unknown)).isEmpty();
  }

  // ---- pausing

  @Test
  default void aPauseHoldsWhatIsPendingAndAResumeFreesIt() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    pause("t");
    assertThat(at().stored("t").status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(at().stored("t").reason()).isEqualTo("holidays");
    assertThat(at().stored("t").statusBy()).isEqualTo("bob");
    assertThat(at().claim(node, 10)).isEmpty();
    assertThat(at().run(run).reason()).isEqualTo("its task is paused");
    resume("t");
    assertThat(at().run(run).reason()).isEmpty();
    assertThat(at().stored("t").reason()).isEmpty();
    assertThat(at().claim(node).id()).isEqualTo(run);
  }

  @Test
  default void pausingAndResumingTwiceIsHarmless() {
    at().save(task("t").on(Trigger.every(Duration.ofMinutes(1))).build());
    pause("t");
    at().store().pause(at().stored("t").id(), "really", "carol", at().now());
    assertThat(at().stored("t").reason()).isEqualTo("really");
    resume("t");
    StoredTask active = at().stored("t");
    resume("t");
    assertThat(at().stored("t")).isEqualTo(active);
  }

  @Test
  default void whatRunsDuringAPauseGoesOnAndItsRetryIsHeld() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(node);
    pause("t");
    at().fail(claimed);
    at().later(Duration.ofSeconds(10));
    assertThat(at().claim(node, 10)).isEmpty();
    resume("t");
    assertThat(at().claim(node).id()).isEqualTo(run);
  }

  @Test
  default void aRunSubmittedDuringAPauseIsHeldUnlessAPersonAsked() {
    NodeId node = at().node("a");
    at().save(task("t").build());
    pause("t");
    RunId held = at().submit("t");
    RunId byHand = at().submit(Submission.of("t").by(RunCause.MANUAL, "bob"));
    assertThat(at().claim(node, 10)).extracting(Claimed::id).containsExactly(byHand);
    assertThat(at().run(held).reason()).isEqualTo("its task is paused");
    resume("t");
    assertThat(at().run(held).reason()).isEmpty();
    assertThat(at().claim(node, 10)).extracting(Claimed::id).containsExactly(held);
  }

  @Test
  default void aSuspendedRunOutlivesAPauseOfItsTask() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    io.carillon.Outcome wait =
        new io.carillon.Outcome.Suspend("go", Duration.ofSeconds(5), "waits");
    at().settle(at().claim(node), wait);
    pause("t");
    at().later(Duration.ofSeconds(6));
    assertThat(at().claim(node, 10)).isEmpty();
    resume("t");
    assertThat(at().claim(node).id()).isEqualTo(run);
  }

  @Test
  default void aSignalDuringAPauseIsHeardAfterIt() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    at().settle(
            at().claim(node), new io.carillon.Outcome.Suspend("go", Duration.ofDays(1), "waits"));
    pause("t");
    at().store().signal(run, "go", "1", at().now());
    assertThat(at().claim(node, 10)).isEmpty();
    resume("t");
    assertThat(at().claim(node).id()).isEqualTo(run);
  }

  @Test
  default void aHeldRunOfADeletedTaskIsSkipped() {
    RunId run = at().runOfNew("t");
    pause("t");
    at().store().delete(at().stored("t").id(), null, "bob", at().now());
    at().claim(at().node("a"), 10);
    assertThat(at().run(run).status()).isEqualTo(RunStatus.SKIPPED);
  }

  // ---- listing

  @Test
  default void tasksAreListedByNamespaceAndNameAPageAtATime() {
    for (String name : List.of("delta", "alpha", "charlie", "bravo")) {
      at().save(task(name).owner(name.length() > 5 ? "long" : "short").build());
    }
    at().save(task("echo").namespace("other").build());
    List<StoredTask> page = at().store().list(TaskQuery.all(2).in("default"));
    assertThat(page).extracting(task -> task.key().name()).containsExactly("alpha", "bravo");
    TaskQuery next = TaskQuery.all(2).in("default").after(page.get(1).key());
    assertThat(at().store().list(next))
        .extracting(task -> task.key().name())
        .containsExactly("charlie", "delta");
    assertThat(at().store().list(TaskQuery.all(10))).hasSize(5);
    assertThat(at().store().list(TaskQuery.all(10).ofOwner("long"))).hasSize(1);
    assertThat(at().store().list(TaskQuery.all(10).containing("AR")))
        .extracting(task -> task.key().name())
        .containsExactly("charlie");
    pause("alpha");
    assertThat(at().store().list(TaskQuery.all(10).withStatuses(Set.of(TaskStatus.PAUSED))))
        .hasSize(1);
  }
}
