package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.LimitReachedException;
import io.carillon.StoredTask;
import io.carillon.spi.TaskQuery;
import io.carillon.spi.TaskStore.Change;
import io.carillon.spi.TaskStore.Origins;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** How many definitions an owner may have: never one more, whoever saves at the same time. */
public interface LimitContract extends StorePart {

  /** How often each race is run, with owners of its own. */
  int OWNERS = 12;

  /** How many save at once. */
  int THREADS = 8;

  private StoredTask saveOf(int most, Definition definition) {
    Change change =
        new Change(null, "alice", StoredTask.Source.RUNTIME, ZoneOffset.UTC, Origins.NONE, most);
    return at().store().save(definition, change, at().now());
  }

  /** Empty when it was saved, else the code of the refusal. */
  private String codeOf(int most, Definition definition) {
    try {
      saveOf(most, definition);
      return "";
    } catch (LimitReachedException e) {
      return e.code();
    }
  }

  private int countOf(String owner) {
    return at().store().list(TaskQuery.all(1_000).ofOwner(owner)).size();
  }

  /** Whether exactly so many were saved, and all others refused with the code. */
  private void assertSaved(List<String> codes, String owner, int most) {
    assertThat(codes).filteredOn(String::isEmpty).hasSize(most);
    assertThat(codes).filteredOn(code -> !code.isEmpty()).containsOnly("limit_reached");
    assertThat(countOf(owner)).isEqualTo(most);
  }

  // ---- races

  @Test
  default void anOwnerWithoutTasksMakesNoMoreAtOnceThanAllowed() {
    for (int round = 0; round < OWNERS; round++) {
      String owner = "owner-" + round;
      int most = 1 + round % 3;
      List<Callable<String>> runners = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Definition mine = task("task-" + round + "-" + i).owner(owner).build();
        runners.add(() -> codeOf(most, mine));
      }
      assertSaved(Race.of(runners), owner, most);
    }
  }

  @Test
  default void anOwnerIsGivenNoMoreAtOnceThanAllowed() {
    for (int round = 0; round < OWNERS; round++) {
      String owner = "owner-" + round;
      List<Callable<String>> runners = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String name = "task-" + round + "-" + i;
        at().save(task(name).owner("giver").build());
        runners.add(() -> codeOf(2, task(name).owner(owner).build()));
      }
      assertSaved(Race.of(runners), owner, 2);
    }
  }

  @Test
  default void flowsAndTasksMadeAtOnceAreCountedTogether() {
    for (int round = 0; round < OWNERS; round++) {
      String owner = "owner-" + round;
      List<Callable<String>> runners = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String name = round + "-" + i;
        Definition one =
            i % 2 == 0
                ? task("task-" + name).owner(owner).build()
                : Flow.named("flow-" + name)
                    .task(task("member-" + name).owner(owner).build())
                    .build();
        runners.add(() -> codeOf(3, one));
      }
      assertSaved(Race.of(runners), owner, 3);
    }
  }

  @Test
  default void ownersWhoGiveEachOtherTasksAtOnceDoNotStandInEachOthersWay() {
    for (int round = 0; round < OWNERS; round++) {
      String mine = "mine-" + round;
      String yours = "yours-" + round;
      at().save(task(mine).owner("ada").build());
      at().save(task(yours).owner("bob").build());
      List<String> codes =
          Race.of(
              List.of(
                  () -> codeOf(100, task(mine).owner("bob").build()),
                  () -> codeOf(100, task(yours).owner("ada").build())));
      assertThat(codes).containsOnly("");
    }
    assertThat(countOf("ada") + countOf("bob")).isEqualTo(2 * OWNERS);
  }

  // ---- what counts

  @Test
  default void whatIsPausedCounts() {
    StoredTask first = saveOf(1, task("first").owner("ada").build());
    at().store().pause(first.id(), "quiet", "bob", at().now());
    assertThatThrownBy(() -> saveOf(1, task("second").owner("ada").build()))
        .isInstanceOf(LimitReachedException.class)
        .hasMessage(
            "Owner \"ada\" may have 1 tasks, and would have more with this. Delete one first.");
    at().store().resume(first.id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(countOf("ada")).isOne();
  }

  @Test
  default void whatIsDeletedDoesNotCount() {
    StoredTask first = saveOf(1, task("first").owner("ada").build());
    at().store().delete(first.id(), null, "bob", at().now());
    assertThat(codeOf(1, task("second").owner("ada").build())).isEmpty();
  }

  @Test
  default void anEditThatKeepsTheOwnerIsNotHeldToTheLimit() {
    at().save(task("first").owner("ada").build());
    at().save(task("second").owner("ada").build());
    saveOf(1, task("second").owner("ada").description("newer").build());
    assertThat(at().stored("second").definition().description()).isEqualTo("newer");
  }

  @Test
  default void anEditThatGivesATaskAwayIsHeldToTheLimitOfWhoGetsIt() {
    saveOf(1, task("first").owner("ada").build());
    saveOf(1, task("second").owner("bob").build());
    assertThat(codeOf(1, task("first").owner("bob").build())).isEqualTo("limit_reached");
    assertThat(at().stored("first").definition().owner()).contains("ada");
    assertThat(at().stored("first").version()).isOne();
    assertThat(codeOf(1, task("first").owner("eve").build())).isEmpty();
    assertThat(codeOf(1, task("third").owner("ada").build())).isEmpty();
  }

  @Test
  default void membersOfAFlowCountForTheirOwners() {
    Flow flow =
        Flow.named("flow")
            .task(task("one").owner("ada").build())
            .task(task("two").owner("ada").build())
            .owner("bob")
            .build();
    assertThat(codeOf(1, flow)).isEqualTo("limit_reached");
    assertThat(at().store().list(TaskQuery.all(10))).isEmpty();
    assertThat(codeOf(2, flow)).isEmpty();
    assertThat(countOf("ada")).isEqualTo(2);
    assertThat(countOf("bob")).isOne();
  }
}
