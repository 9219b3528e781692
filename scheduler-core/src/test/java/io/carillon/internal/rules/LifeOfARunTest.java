package io.carillon.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LifeOfARunTest {

  @Test
  void theTableInTheDocumentationIsThatOfTheStateMachine() throws IOException {
    String table =
        Arrays.stream(Transition.values())
            .map(t -> "| " + t.from() + " | " + t.event() + " | " + t.to() + " |\n")
            .collect(Collectors.joining("", "| from | when | to |\n|---|---|---|\n", ""));
    String page = Files.readString(Path.of("../docs/life-of-a-run.md"));
    assertThat(page).as("docs/life-of-a-run.md must contain this table").contains(table);
  }

  @Test
  void finalStatesAreLeftByNothingAndAllStatesAreReached() {
    Set<RunState> reached = EnumSet.of(RunState.WAITING, RunState.PENDING);
    for (Transition transition : Transition.values()) {
      assertThat(transition.from().isFinal()).isFalse();
      reached.add(transition.to());
    }
    assertThat(reached).containsExactlyInAnyOrder(RunState.values());
  }
}
