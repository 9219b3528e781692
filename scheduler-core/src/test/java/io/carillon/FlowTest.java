package io.carillon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FlowTest {

  @Test
  void aCycleIsRefusedAndNamed() {
    assertThatThrownBy(
            () -> Flow.named("loop").task("A", "C").task("B", "A").task("C", "B").task("D").build())
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("the tasks wait for each other in a cycle: ")
        .hasMessageContaining("A -> B -> C -> A");
  }

  @Test
  void aTaskThatWaitsForItselfIsACycle() {
    assertThatThrownBy(() -> Flow.named("self").task("A", "A").build())
        .hasMessageContaining("A -> A");
  }

  @Test
  void anUnknownDependencyIsRefusedWithTheTasksThereAre() {
    assertThatThrownBy(
            () -> Flow.named("morning-digest").task("crawl").task("summarise", "fetch").build())
        .hasMessageContaining(
            "Task \"summarise\" needs \"fetch\", which is not in flow \"morning-digest\"."
                + " It has: crawl, summarise.");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThatThrownBy(() -> Flow.named(" ").task("A", "X").task("A", "Y").build())
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            e -> org.assertj.core.api.Assertions.assertThat(e.problems()).hasSize(4));
  }
}
