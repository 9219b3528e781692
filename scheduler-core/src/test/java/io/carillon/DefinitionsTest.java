package io.carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The public door to the codec. */
class DefinitionsTest {

  @Test
  void whatIsWrittenIsReadBackEqual() {
    Task task =
        Task.named("report")
            .namespace("shop")
            .on(Trigger.cron("0 9 * * MON-FRI").withZone(ZoneId.of("Europe/Paris")))
            .handler("report", JsonCodec.read("{\"days\": 7}"))
            .policies(Policies.standard().withRetry(Retry.never()))
            .deliver(DeliveryTarget.to("inbox"))
            .label("team", "sales")
            .build();
    Flow flow =
        Flow.named("digest")
            .task("fetch")
            .node(
                new Flow.Node(
                    "alarm", List.of(new Flow.Edge("fetch", Flow.When.FAILED)), Flow.OnFailure.RUN))
            .build();

    assertThat(Definitions.read(Definitions.write(task))).isEqualTo(task);
    assertThat(Definitions.read(Definitions.write(flow))).isEqualTo(flow);
  }

  @Test
  void everyFaultIsToldAtOnceWithItsPath() {
    JsonNode json =
        JsonCodec.read("{\"triggers\": [{\"cron\": \"x\"}], \"zone\": 5, \"colour\": \"red\"}");

    assertThatThrownBy(() -> Definitions.read(json))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::where)
                    .contains("name", "triggers[0].cron", "zone", "action", "colour"));
  }

  @Test
  void policiesThatSayMoreThanTheirModeHasAreRefused() {
    JsonNode json =
        JsonCodec.read(
            """
            {"name": "t", "action": {"type": "notification", "text": "x"}, "polcies": {},
             "policies": {"overlap": {"mode": "REPLACE", "limit": 2},
                          "catchUp": {"mode": "RUN_ONCE", "max": 5}, "retry": 3}}
            """);

    assertThatThrownBy(() -> Definitions.read(json))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            e ->
                assertThat(e.problems().stream().map(Problem::toString))
                    .contains(
                        "policies.overlap: Overlap REPLACE has no limit, 2 is given: leave it out,"
                            + " or write QUEUE or ALLOW.",
                        "policies.catchUp: Catch-up RUN_ONCE has no max, 5 is given: leave it out,"
                            + " or write RUN_ALL.",
                        "policies.retry: is a number, expected an object. Write { \"retries\": 5 }.")
                    .anyMatch(
                        problem ->
                            problem.startsWith(
                                "polcies: is not known here. Did you mean policies?")));
  }

  /** A payload as a host declares it. */
  record Window(Instant from, int days) {}

  @Test
  void javaValuesAndJsonAreTurnedIntoEachOther() {
    Window window = new Window(Instant.parse("2027-01-01T00:00:00Z"), 7);
    JsonNode json = JsonCodec.toJson(window, "A window");

    assertThat(JsonCodec.write(json)).isEqualTo("{\"from\":\"2027-01-01T00:00:00Z\",\"days\":7}");
    assertThat(JsonCodec.fromJson(json, Window.class, "A window")).isEqualTo(window);
    assertThat(JsonCodec.toJson(null, "Nothing").isNull()).isTrue();
    assertThat(JsonCodec.toJson(Map.of("a", List.of(1, 2)), "A map").toString())
        .isEqualTo("{\"a\":[1,2]}");
  }

  @Test
  void aValueThatDoesNotDecodeIsRefusedWithoutBeingShown() {
    JsonNode json = JsonCodec.read("{\"from\": \"2027-01-01T00:00:00Z\", \"days\": \"hunter2\"}");

    assertThatThrownBy(() -> JsonCodec.fromJson(json, Window.class, "The window"))
        .isInstanceOf(InvalidPayloadException.class)
        .hasMessageContaining("days")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> JsonCodec.read("{\"a\": 1, \"a\": 2}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1");
  }
}
