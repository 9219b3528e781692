package io.carillon.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Flow;
import io.carillon.Flow.Edge;
import io.carillon.Flow.Node;
import io.carillon.Flow.OnFailure;
import io.carillon.Flow.When;
import io.carillon.RunState;
import io.carillon.internal.rules.FlowResolver.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowResolverTest {

  private static final Flow DIAMOND =
      Flow.named("diamond").task("A").task("B", "A").task("C", "A").task("D", "B", "C").build();

  private static Map<String, RunState> states(Object... pairs) {
    Map<String, RunState> states = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      states.put((String) pairs[i], (RunState) pairs[i + 1]);
    }
    return states;
  }

  private static Map<String, RunState> diamond(RunState a, RunState b, RunState c, RunState d) {
    return states("A", a, "B", b, "C", c, "D", d);
  }

  private static final RunState WAITING = RunState.WAITING;
  private static final RunState PENDING = RunState.PENDING;
  private static final RunState COMPLETED = RunState.COMPLETED;
  private static final RunState FAILED = RunState.FAILED;

  @Test
  void aNewFlowRunReleasesWhatWaitsForNothing() {
    Resolution resolution =
        FlowResolver.resolve(DIAMOND, diamond(WAITING, WAITING, WAITING, WAITING));
    assertThat(resolution.released()).containsExactly("A");
    assertThat(resolution.ended()).isEmpty();
  }

  @Test
  void bothBranchesOfADiamondAreReleasedTogether() {
    Resolution resolution =
        FlowResolver.resolve(DIAMOND, diamond(COMPLETED, WAITING, WAITING, WAITING));
    assertThat(resolution.released()).containsExactly("B", "C");
  }

  @Test
  void aJoinWaitsForItsLastParent() {
    assertThat(
            FlowResolver.resolve(DIAMOND, diamond(COMPLETED, COMPLETED, PENDING, WAITING))
                .released())
        .isEmpty();
    assertThat(
            FlowResolver.resolve(DIAMOND, diamond(COMPLETED, COMPLETED, COMPLETED, WAITING))
                .released())
        .containsExactly("D");
  }

  @Test
  void aFailureSkipsEverythingBehindItAndNamesTheTaskThatFailed() {
    Resolution resolution =
        FlowResolver.resolve(DIAMOND, diamond(FAILED, WAITING, WAITING, WAITING));
    assertThat(resolution.skipped())
        .containsEntry("B", "skipped due to failure of Task A")
        .containsEntry("C", "skipped due to failure of Task A")
        .containsEntry("D", "skipped due to failure of Task A");
    assertThat(resolution.ended()).contains(FAILED);
  }

  @Test
  void aJoinIsSkippedAtOnceWhenOneParentFailedAndTheFlowEndsWithTheOther() {
    Resolution first = FlowResolver.resolve(DIAMOND, diamond(COMPLETED, FAILED, PENDING, WAITING));
    assertThat(first.skipped()).containsOnlyKeys("D");
    assertThat(first.ended()).isEmpty();
    Resolution then =
        FlowResolver.resolve(DIAMOND, diamond(COMPLETED, FAILED, COMPLETED, RunState.SKIPPED));
    assertThat(then.ended()).contains(FAILED);
  }

  @Test
  void anEdgeOnFailureRunsTheAlarmAndSkipsItWhenNothingFailed() {
    Flow flow =
        Flow.named("alarm")
            .task("work")
            .node(new Node("alarm", List.of(new Edge("work", When.FAILED)), OnFailure.SKIP))
            .build();
    assertThat(FlowResolver.resolve(flow, states("work", FAILED, "alarm", WAITING)).released())
        .containsExactly("alarm");
    assertThat(FlowResolver.resolve(flow, states("work", COMPLETED, "alarm", WAITING)).skipped())
        .containsEntry("alarm", "skipped because Task work did not fail");
  }

  @Test
  void anEdgeOnTheEndRunsHoweverTheParentEnded() {
    Flow flow =
        Flow.named("cleanup")
            .task("work")
            .node(new Node("clean", List.of(new Edge("work", When.FINISHED)), OnFailure.SKIP))
            .build();
    for (RunState end : List.of(COMPLETED, FAILED, RunState.CANCELLED, RunState.SKIPPED)) {
      assertThat(FlowResolver.resolve(flow, states("work", end, "clean", WAITING)).released())
          .containsExactly("clean");
    }
  }

  @Test
  void aMemberThatBlocksWaitsForAPersonAndKeepsTheFlowOpen() {
    Flow flow =
        Flow.named("blocked")
            .task("work")
            .node(new Node("next", List.of(new Edge("work", When.SUCCESS)), OnFailure.BLOCK))
            .build();
    Resolution resolution = FlowResolver.resolve(flow, states("work", FAILED, "next", WAITING));
    assertThat(resolution.blocked()).containsEntry("next", "blocked due to failure of Task work");
    assertThat(resolution.ended()).isEmpty();
  }

  @Test
  void aMemberThatRunsAnywayWaitsForAllItsParentsToEnd() {
    Flow flow =
        Flow.named("anyway")
            .task("A")
            .task("B")
            .node(
                new Node(
                    "C",
                    List.of(new Edge("A", When.SUCCESS), new Edge("B", When.SUCCESS)),
                    OnFailure.RUN))
            .build();
    assertThat(
            FlowResolver.resolve(flow, states("A", FAILED, "B", PENDING, "C", WAITING)).released())
        .isEmpty();
    assertThat(
            FlowResolver.resolve(flow, states("A", FAILED, "B", COMPLETED, "C", WAITING))
                .released())
        .containsExactly("C");
  }

  @Test
  void aFlowRunWithoutFailuresCompletes() {
    assertThat(
            FlowResolver.resolve(DIAMOND, diamond(COMPLETED, COMPLETED, COMPLETED, COMPLETED))
                .ended())
        .isEqualTo(Optional.of(COMPLETED));
  }
}
