package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.JsonCodec;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an editor completes, and what is said of a setting that is not there. */
class ConfigurationMetadataTest {

  private static Map<String, JsonNode> properties() throws Exception {
    try (InputStream in =
        CarillonProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      assertThat(in).isNotNull();
      Map<String, JsonNode> properties = new HashMap<>();
      JsonCodec.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .get("properties")
          .forEach(property -> properties.put(property.get("name").asText(), property));
      return properties;
    }
  }

  @Test
  void everySettingHasADescriptionForTheEditor() throws Exception {
    Map<String, JsonNode> properties = properties();

    assertThat(properties)
        .containsKeys(
            "carillon.enabled",
            "carillon.zone",
            "carillon.retention",
            "carillon.node.name",
            "carillon.node.workers",
            "carillon.store.type",
            "carillon.store.path",
            "carillon.actions.allowed-commands",
            "carillon.phrases.model",
            "carillon.calendars",
            "carillon.limits.minimum-gap",
            "carillon.limits.tasks-per-owner",
            "carillon.web.enabled",
            "carillon.web.api-path",
            "carillon.web.page.path",
            "carillon.web.admin-role",
            "carillon.web.events.heartbeat",
            "carillon.tasks",
            "carillon.flows");
    assertThat(properties.values())
        .allSatisfy(
            property ->
                assertThat(property.path("description").asText())
                    .as(property.get("name").asText())
                    .isNotBlank());
    assertThat(properties.get("carillon.node.workers").get("defaultValue").asInt()).isEqualTo(16);
  }

  @Test
  void aSettingThatNothingReadsIsAFault() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(CarillonAutoConfiguration.class))
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addLast(
                        new OriginTrackedMapPropertySource(
                            "application.properties",
                            Map.of(
                                "carillon.node.wrokers", "3",
                                "carillon.node.catchUpPerMinute", "7",
                                "carillon.actions.allowed-hosts[0]", "localhost",
                                "carillon.secrets.a", "b"))))
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("1 problem")
                    .hasMessageContaining("carillon.node.wrokers")
                    .hasMessageContaining("is no setting of Carillon.")
                    .hasMessageContaining("carillon.node.workers"));
  }
}
