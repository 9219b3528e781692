package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Flow;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Submission;
import io.carillon.Trigger;
import io.carillon.VersionConflictException;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.ClaimRequest;
import io.carillon.spi.RunStore.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Two nodes at once, on threads: the races that locks and guards settle. */
public interface ConcurrencyContract extends StorePart {

  /** How often each race is run. */
  int ROUNDS = 25;

  private static <T> List<T> together(Callable<T> one, Callable<T> two) {
    return Race.of(List.of(one, two));
  }

  private NodeId longLived(String name) {
    NodeId node = at().node(name);
    at().store().renew(node, at().now(), Duration.ofDays(9), 0);
    return node;
  }

  @Test
  default void twoNodesNeverClaimOneRun() {
    NodeId one = longLived("a");
    NodeId two = longLived("b");
    at().save(task("t").build());
    at().store().submit(Collections.nCopies(400, Submission.of("t")), at().now());
    List<Claimed> claimed = Collections.synchronizedList(new ArrayList<>());
    together(() -> claimAll(one, claimed), () -> claimAll(two, claimed));
    assertThat(claimed).hasSize(400);
    assertThat(new HashSet<>(claimed.stream().map(Claimed::id).toList())).hasSize(400);
  }

  private boolean claimAll(NodeId node, List<Claimed> into) {
    int empty = 0;
    while (empty < 3) {
      List<Claimed> claimed = at().claim(node, 7);
      into.addAll(claimed);
      empty = claimed.isEmpty() ? empty + 1 : 0;
    }
    return true;
  }

  @Test
  default void twoNodesPlanASlotOnce() {
    Policies beside = Policies.standard().withOverlap(Overlap.allowAll());
    for (String name : List.of("a", "b", "c")) {
      at().save(task(name).on(Trigger.every(Duration.ofMinutes(1))).policies(beside).build());
    }
    for (int i = 0; i < ROUNDS; i++) {
      at().later(Duration.ofMinutes(1));
      together(() -> at().plan(), () -> at().plan());
      at().plan();
    }
    for (String name : List.of("a", "b", "c")) {
      assertThat(at().runs(name)).hasSize(ROUNDS);
    }
  }

  @Test
  default void twoParentsThatEndAtOnceReleaseTheirChildOnce() {
    NodeId one = longLived("a");
    NodeId two = longLived("b");
    at().save(
            Flow.named("f")
                .task(task("B").build())
                .task(task("C").build())
                .task(task("D").build(), "B", "C")
                .build());
    for (int i = 0; i < ROUNDS; i++) {
      RunId flow = at().submit("f");
      Claimed first = at().claim(one);
      Claimed second = at().claim(two);
      assertThat(together(() -> at().succeed(first), () -> at().succeed(second)))
          .allMatch(settled -> settled.applied() == Applied.APPLIED);
      at().succeed(at().claim(one, "D"));
      assertThat(at().run(flow).status()).isEqualTo(RunStatus.COMPLETED);
    }
    assertThat(at().runs("D")).hasSize(ROUNDS);
  }

  @Test
  default void aFlowRunIsClaimedInTimeOrExpiresAsAWhole() {
    NodeId one = longLived("a");
    NodeId two = longLived("b");
    Duration hour = Duration.ofHours(1);
    at().save(
            Flow.named("f")
                .task(task("B").build())
                .task(task("C").build())
                .on(Trigger.every(hour).withDeadline(Duration.ofMinutes(5)))
                .build());
    at().later(Duration.ofMinutes(5));
    for (int i = 0; i < ROUNDS; i++) {
      at().later(Duration.ofMinutes(55));
      at().plan();
      Instant latest = at().later(Duration.ofMinutes(5));
      List<List<Claimed>> claimed =
          together(() -> claimAt(one, 1, latest), () -> claimAt(two, 2, latest.plusMillis(1)));
      claimed.forEach(some -> some.forEach(member -> at().succeed(member)));
      at().claim(one, 2).forEach(member -> at().succeed(member));
      boolean begun = claimed.stream().anyMatch(some -> !some.isEmpty());
      assertThat(at().runs("f").get(i).status())
          .isEqualTo(begun ? RunStatus.COMPLETED : RunStatus.SKIPPED);
    }
  }

  private List<Claimed> claimAt(NodeId node, int most, Instant now) {
    Set<String> handlers = Set.of(StoreFixture.HANDLER);
    return at().store().claim(new ClaimRequest(node, "name", handlers, most), now);
  }

  @Test
  default void anEndAndANewSlotAtOnceLeaveNothingQueuedForEver() {
    NodeId node = longLived("a");
    at().save(
            task("t")
                .on(Trigger.every(Duration.ofMinutes(1)))
                .policies(Policies.standard().withOverlap(Overlap.queueAll(100)))
                .build());
    at().later(Duration.ofMinutes(1));
    at().plan();
    for (int i = 0; i < ROUNDS; i++) {
      Claimed running = at().claim(node);
      at().later(Duration.ofMinutes(1));
      together(() -> at().plan().runs(), () -> at().succeed(running).run().hashCode());
      at().plan();
    }
    assertThat(at().claim(node, 10)).hasSize(1);
  }

  @Test
  default void anEndAndACancelAtOnceEndTheRunOnce() {
    NodeId node = longLived("a");
    at().save(task("t").build());
    for (int i = 0; i < ROUNDS; i++) {
      RunId run = at().submit("t");
      Claimed claimed = at().claim(node);
      together(
          () -> at().succeed(claimed).applied() == Applied.APPLIED,
          () -> at().store().cancel(run, "bob", "", at().now()).isPresent());
      assertThat(at().run(run).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  default void aRecoveryAndALateSuccessAtOnceLeaveOneOfThem() {
    at().save(task("t").build());
    for (int i = 0; i < ROUNDS; i++) {
      RunId run = at().submit("t");
      Claimed claimed = at().claim(at().node("a"));
      at().later(StoreFixture.LEASE);
      together(
          () -> at().store().recover(at().now(), 10).runs().size(),
          () -> at().succeed(claimed).applied() == Applied.APPLIED ? 1 : 0);
      Run ended = at().run(run);
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  default void oneKeySubmittedTwiceAtOnceIsOneRun() {
    at().save(task("t").build());
    for (int i = 0; i < ROUNDS; i++) {
      Submission keyed = Submission.of("t").withKey("key-" + i);
      List<RunId> runs = together(() -> at().submit(keyed), () -> at().submit(keyed));
      assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }
    assertThat(at().runs("t")).hasSize(ROUNDS);
  }

  @Test
  default void oneEventPublishedTwiceAtOnceIsOneRun() {
    at().save(task("t").on(Trigger.onEvent("x")).build());
    for (int i = 0; i < ROUNDS; i++) {
      io.carillon.Event event =
          io.carillon.Event.of("x", "event-" + i, StoreFixture.json("n", "1"));
      together(
          () -> at().store().publish(List.of(event), at().now()),
          () -> at().store().publish(List.of(event), at().now()));
    }
    assertThat(at().runs("t")).hasSize(ROUNDS);
  }

  @Test
  default void twoEditsOfOneVersionAreOneEdit() {
    at().save(task("t").build());
    for (int i = 1; i <= ROUNDS; i++) {
      int version = i;
      List<Boolean> saved =
          together(() -> edit("one-" + version, version), () -> edit("two-" + version, version));
      assertThat(saved).containsExactlyInAnyOrder(true, false);
    }
    assertThat(at().stored("t").version()).isEqualTo(ROUNDS + 1);
  }

  private boolean edit(String description, int version) {
    try {
      at().save(task("t").description(description).build(), version);
      return true;
    } catch (VersionConflictException e) {
      return false;
    }
  }

  @Test
  default void oneNameCreatedTwiceAtOnceIsOneTask() {
    for (int i = 0; i < ROUNDS; i++) {
      String name = "task-" + i;
      List<io.carillon.TaskId> made =
          together(
              () -> at().declare(task(name).build()).id(),
              () -> at().declare(task(name).build()).id());
      assertThat(made.get(0)).isEqualTo(made.get(1));
    }
  }
}
