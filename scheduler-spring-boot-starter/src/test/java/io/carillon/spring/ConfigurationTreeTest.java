package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Definition;
import io.carillon.Flow;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Task;
import io.carillon.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** Tasks and flows of the configuration, as they reach the codec. */
class ConfigurationTreeTest {

  private final StandardEnvironment environment = new StandardEnvironment();

  private void yaml(String name, String text) {
    try {
      MutablePropertySources sources = environment.getPropertySources();
      new YamlPropertySourceLoader()
          .load(
              name,
              new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), name) {
                @Override
                public String getFilename() {
                  return name;
                }
              })
          .forEach(sources::addFirst);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Declaration> declarations() {
    return new ConfiguredDefinitions(environment).declarations();
  }

  private Definition only() {
    List<Declaration> found = declarations();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).problems()).isEmpty();
    return found.get(0).definition();
  }

  private List<String> faults() {
    return declarations().stream().flatMap(one -> one.problems().stream().map(one::told)).toList();
  }

  @Test
  void aTaskIsReadWithTheWaysOfWritingOfSpringBoot() {
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("more", Map.of("shop.hour", "7")));
    yaml(
        "application.yml",
        """
        carillon:
          tasks:
            - name: briefing
              description: ${missing.text:Says what is new.}
              zone: Europe/Paris
              triggers:
                - cron: 0 ${shop.hour} * * MON-FRI
                - every: 45m
              action: {type: http, url: "https://example.com", max-bytes: 1000, headers: {x-Shop-Id: "007"}}
              policies: {step-timeout: 10s, retry: {retries: 0}}
              deliveries: []
              labels: {team: sales, cost-centre: 4711}
        """);

    Task task = (Task) only();

    assertThat(task.description()).isEqualTo("Says what is new.");
    assertThat(task.zone()).contains(ZoneId.of("Europe/Paris"));
    assertThat(task.triggers())
        .containsExactly(Trigger.cron("0 7 * * MON-FRI"), Trigger.every(Duration.ofMinutes(45)));
    assertThat(task.action().config().toString())
        .isEqualTo(
            "{\"url\":\"https://example.com\",\"maxBytes\":1000,\"headers\":{\"x-Shop-Id\":\"007\"}}");
    assertThat(task.policies())
        .isEqualTo(
            Policies.standard().withStepTimeout(Duration.ofSeconds(10)).withRetry(Retry.never()));
    assertThat(task.labels())
        .containsExactly(Map.entry("team", "sales"), Map.entry("cost-centre", "4711"));
  }

  @Test
  void textsOfAPropertiesFileAreNumbersWhereOnlyNumbersCanBe() {
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "application.properties",
                Map.of(
                    "carillon.tasks[0].name", "nightly",
                    "carillon.tasks[0].triggers[0].cron", "@daily",
                    "carillon.tasks[0].triggers[0].max-runs", "3",
                    "carillon.tasks[0].policies.priority", "7",
                    "carillon.tasks[0].action.type", "notification",
                    "carillon.tasks[0].action.text", "42")));

    Task task = (Task) only();

    assertThat(task.policies().priority()).isEqualTo(7);
    assertThat(task.triggers().get(0).maxRuns()).hasValue(3);
    assertThat(task.action().config().get("text").isTextual()).isTrue();
  }

  @Test
  void aFlowIsReadWithItsMembers() {
    yaml(
        "application.yml",
        """
        carillon:
          flows:
            - name: digest
              nodes:
                - fetch
                - {task: write, after: [fetch], on-failure: BLOCK}
              tasks:
                - name: fetch
                  action: {type: notification, text: a}
        """);

    Flow flow = (Flow) only();

    assertThat(flow.nodes()).extracting(Flow.Node::task).containsExactly("fetch", "write");
    assertThat(flow.nodes().get(1).onFailure()).isEqualTo(Flow.OnFailure.BLOCK);
    assertThat(flow.members()).hasSize(1);
  }

  @Test
  void aListComesWholeFromTheStrongestSource() {
    yaml(
        "application.yml",
        "carillon.tasks: [{name: a, action: {type: x}}, {name: b, action: {type: x}}]");
    yaml("application-test.yml", "carillon.tasks: [{name: c, action: {type: x}}]");

    assertThat(only().key().name()).isEqualTo("c");
  }

  @Test
  void faultsNameThePropertyAndTheLineOfTheFile() {
    yaml(
        "application.yml",
        """
        carillon:
          tasks:
            - name: one
              triggers:
                - cron: "61 * * * *"
              policies:
                step-timeout: soon
              action: {type: notification, text: a}
            - name: two
              colour: red
              action: {type: notification, text: a}
        """);

    assertThat(faults())
        .hasSize(3)
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .startsWith("carillon.tasks[0].triggers[0].cron (")
                    .contains("[application.yml] - 5:17): Minute 61 is not in 0-59"))
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .startsWith("carillon.tasks[0].policies.stepTimeout (")
                    .contains("[application.yml] - 7:23): \"soon\" is no duration."))
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .startsWith("carillon.tasks[1].colour (")
                    .contains("[application.yml] - 10:15): is not known here."));
  }

  @Test
  void aFlowAmongTheTasksIsSentToItsPlace() {
    yaml("application.yml", "carillon.tasks: [{name: a, nodes: [b]}]");

    assertThat(faults()).singleElement().asString().contains("Move the flow to carillon.flows.");
  }

  @Test
  void nothingConfiguredIsNothingDeclared() {
    assertThat(declarations()).isEmpty();
  }
}
