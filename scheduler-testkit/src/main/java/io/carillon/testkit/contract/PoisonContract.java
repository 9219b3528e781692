package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Event;
import io.carillon.Occurrence;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunState;
import io.carillon.RunStatus;
import io.carillon.StoredTask;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.Store;
import io.carillon.testkit.SeededIds;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A definition that this version cannot read harms itself alone. */
public interface PoisonContract extends StorePart {

  /** A second version, as another release of the library might have written it. */
  private StoredTask poison(String name) {
    StoredTask stored = at().stored(name);
    String json = "{\"kind\":\"from-the-future\"}";
    at().tables()
        .inTransaction(
            tx -> {
              TaskRow row = tx.tasks(List.of(stored.id())).values().iterator().next();
              TaskRow future =
                  new TaskRow(
                      row.id(),
                      row.key(),
                      row.flow(),
                      2,
                      json,
                      "other",
                      row.declaredHash(),
                      row.source(),
                      row.status(),
                      row.reason(),
                      row.statusBy(),
                      row.owner(),
                      row.audit(),
                      row.revision() + 1);
              tx.insertTaskVersion(
                  new TaskVersionRow(row.id(), 2, json, "a newer node", at().now()));
              return tx.updateTask(future, row.revision());
            });
    return stored;
  }

  /** A run of the second version, as the node that wrote it might have made it. */
  private RunId runOfNewerNode(StoredTask task) {
    RunId id = new RunId(new UUID(0x019b8b74180070a0L, 0x8000000000000001L));
    RunRow run =
        new RunRow(
            id,
            task.id(),
            2,
            task.key(),
            null,
            Occurrence.call("x"),
            RunCause.API,
            at().now(),
            null,
            at().now(),
            StoreFixture.HANDLER,
            "null",
            5,
            null,
            null,
            null);
    ReadyRow ready =
        new ReadyRow(
            id,
            task.id(),
            RunState.PENDING,
            at().now(),
            0,
            StoreFixture.HANDLER,
            Hold.NONE,
            "",
            0,
            0,
            0,
            null,
            null,
            false,
            true,
            null);
    at().tables()
        .inTransaction(
            tx -> {
              tx.insertRuns(List.of(run));
              tx.insertReady(List.of(ready));
              return id;
            });
    return id;
  }

  /** The same tables as a node sees them that has read none of their definitions yet. */
  private Store otherNode() {
    return Store.over(at().tables(), new SeededIds(99));
  }

  @Test
  default void whatCannotBeReadIsParkedAndStopsNoOther() {
    at().save(task("bad").on(Trigger.every(Duration.ofMinutes(1))).build());
    at().save(task("good").on(Trigger.every(Duration.ofMinutes(1))).build());
    poison("bad");
    at().later(Duration.ofMinutes(1));
    assertThat(at().plan().parked()).containsExactly("bad");
    assertThat(at().runs("good")).hasSize(1);
    StoredTask parked = at().stored("bad");
    assertThat(parked.status()).isEqualTo(TaskStatus.PARKED);
    assertThat(parked.reason()).isNotBlank();
    StoredTask repaired = at().save(task("bad").on(Trigger.every(Duration.ofMinutes(2))).build());
    assertThat(repaired.status()).isEqualTo(TaskStatus.ACTIVE);
    assertThat(repaired.reason()).isEmpty();
  }

  @Test
  default void anEditRepairsWhatCannotBeReadAndWasNotPlannedYet() {
    at().save(task("bad").on(Trigger.every(Duration.ofMinutes(1))).build());
    poison("bad");
    at().later(Duration.ofMinutes(1));
    assertThat(at().save(task("bad").build()).version()).isEqualTo(3);
    assertThat(at().plan().parked()).isEmpty();
  }

  @Test
  default void aRunOfAnUnreadableVersionIsSkippedAndTheOthersAreClaimed() {
    Policies queue = Policies.standard().withOverlap(Overlap.queueAll(5));
    at().save(task("bad").policies(queue).on(Trigger.afterEach(Duration.ofMinutes(1))).build());
    poison("bad");
    at().save(task("good").build());
    RunId unreadable = runOfNewerNode(at().stored("bad"));
    RunId good = at().submit("good");
    assertThat(at().claim(at().node("a"), 10)).extracting(Claimed::id).containsExactly(good);
    assertThat(at().run(unreadable).status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(at().run(unreadable).reason()).isEqualTo("its definition, version 2, is unreadable");
    // Repaired, so that the invariants can be told.
    at().save(task("bad").build());
  }

  @Test
  default void anEventReachesTheOtherListeners() {
    at().save(task("bad").on(Trigger.onEvent("x")).build());
    at().save(task("good").on(Trigger.onEvent("x")).build());
    poison("bad");
    Event event = Event.of("x", "1", StoreFixture.json("n", "1"));
    assertThat(otherNode().publish(List.of(event), at().now()).get(0).runs()).hasSize(1);
    assertThat(at().runs("good")).hasSize(1);
  }

  @Test
  default void whatCannotBeReadIsListedAllTheSame() {
    at().save(task("bad").build());
    poison("bad");
    assertThat(otherNode().find(at().stored("bad").id()).orElseThrow().definition().description())
        .isEqualTo("This definition was written by another version and cannot be read here.");
  }
}
