package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoModelTest {

  @Test
  void withoutAKeyItIsTheStandInAndSaysSo() {
    DemoModel model = DemoModel.from(Map.of("OPENAI_MODEL", "ignored", "OPENAI_API_KEY", " "));
    assertThat(model.offline()).isTrue();
    assertThat(model.name()).isEqualTo("offline-extractive");
  }

  @Test
  void withAKeyItIsTheModelThatTheEnvironmentNames() {
    DemoModel model =
        DemoModel.from(
            Map.of(
                "OPENAI_API_KEY", "k",
                "OPENAI_BASE_URL", "http://localhost:1/v1",
                "OPENAI_MODEL", "local"));
    assertThat(model.offline()).isFalse();
    assertThat(model.name()).isEqualTo("local");
    assertThat(model.client().enforcesSchema()).isTrue();
  }
}
