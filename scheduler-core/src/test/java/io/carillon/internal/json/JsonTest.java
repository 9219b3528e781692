package io.carillon.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.carillon.InvalidPayloadException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  enum Speed {
    SLOW,
    FAST
  }

  record Item(String name, int amount, Instant when) {}

  record Order(List<Item> items, Speed speed, Duration within, LocalDate day, boolean paid) {}

  record Positive(int value) {
    Positive {
      if (value <= 0) {
        throw new IllegalArgumentException("value must be positive");
      }
    }
  }

  record Times(Instant at, OffsetDateTime offset, ZonedDateTime zoned, Duration took) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface Typed {}

  record Gadget(String name) implements Typed {}

  private static String fault(String json, Class<?> type) {
    try {
      Json.decode(Json.read(json), type, "Payload");
    } catch (InvalidPayloadException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("Decoded: " + json);
  }

  @Test
  void decodesRecordsWithDatesAndEnums() {
    Order order =
        Json.decode(
            Json.read(
                """
                {"items":[{"name":"a","amount":2,"when":"2026-03-01T09:00:00Z"}],
                 "speed":"FAST","within":"PT15M","day":"2026-03-01","paid":true}\
                """),
            Order.class,
            "Payload");
    assertThat(order)
        .isEqualTo(
            new Order(
                List.of(new Item("a", 2, Instant.parse("2026-03-01T09:00:00Z"))),
                Speed.FAST,
                Duration.ofMinutes(15),
                LocalDate.of(2026, 3, 1),
                true));
  }

  @Test
  void faultsNameThePathAndTheExpectationButNotTheValue() {
    assertThat(fault("{\"items\":[{\"name\":\"a\",\"when\":\"s3cret\"}]}", Order.class))
        .isEqualTo(
            "Payload, items[0].when: expected an instant as text, like"
                + " \"2026-03-01T09:00:00Z\".");
    assertThat(fault("{\"speed\":\"s3cret\"}", Order.class))
        .isEqualTo("Payload, speed: expected one of SLOW, FAST.");
    assertThat(fault("{\"speed\":1}", Order.class))
        .isEqualTo("Payload, speed: expected one of SLOW, FAST.");
    assertThat(fault("{\"paid\":true,\"sped\":\"s3cret\"}", Order.class))
        .isEqualTo(
            "Payload, sped: there is no such field. Known: day, items, paid, speed, within.");
    assertThat(fault("{\"items\":\"s3cret\"}", Order.class))
        .isEqualTo("Payload, items: expected a list.");
    assertThat(fault("{\"items\":[{\"amount\":\"s3cret\"}]}", Order.class))
        .isEqualTo("Payload, items[0].amount: expected a whole number.");
    assertThat(fault("{\"items\":[{\"name\":\"a\",\"amount\":null}]}", Order.class))
        .isEqualTo("Payload, items[0].amount: expected a whole number.");
    assertThat(fault("{\"items\":[]}", Order.class))
        .as("a missing primitive is a fault, not a silent false")
        .isEqualTo("Payload, paid: expected true or false.");
    assertThat(fault("\"s3cret\"", Order.class)).isEqualTo("Payload: expected an object (Order).");
    assertThat(fault("null", Order.class))
        .isEqualTo("Payload is null: expected an object (Order).");
  }

  @Test
  void silentConversionsAreRefused() {
    assertThat(fault("{\"value\":\"5\"}", Positive.class))
        .isEqualTo("Payload, value: expected a whole number.");
    assertThat(fault("{\"value\":1.5}", Positive.class))
        .isEqualTo("Payload, value: expected a whole number.");
    assertThat(fault("5", String.class)).isEqualTo("Payload: expected a text.");
    assertThat(fault("{\"value\":99999999999}", Positive.class)).startsWith("Payload, value: ");
  }

  @Test
  void whatTheTypeItselfRefusesIsSaidInItsOwnWords() {
    assertThatThrownBy(() -> Json.decode(Json.read("{\"value\":0}"), Positive.class, "Payload"))
        .isInstanceOf(InvalidPayloadException.class)
        .hasMessage("Payload: refused by Positive: value must be positive")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTypeNameInAPayloadIsNeverInstantiated() {
    String json = "{\"@class\":\"" + Gadget.class.getName() + "\",\"name\":\"x\"}";
    assertThatThrownBy(() -> Json.decode(Json.read(json), Typed.class, "Payload"))
        .isInstanceOf(InvalidPayloadException.class);
  }

  @Test
  void datesAreIsoTextAndComeBackAsTheyWere() {
    Times times =
        new Times(
            Instant.parse("2026-03-01T09:00:00.123456Z"),
            OffsetDateTime.parse("2026-03-01T09:00:00+05:30"),
            ZonedDateTime.parse("2026-03-01T09:00:00+01:00[Europe/Paris]"),
            Duration.ofSeconds(90));
    JsonNode json = Json.tree(times, "Times");
    assertThat(Json.write(json))
        .isEqualTo(
            "{\"at\":\"2026-03-01T09:00:00.123456Z\",\"offset\":\"2026-03-01T09:00:00+05:30\","
                + "\"zoned\":\"2026-03-01T09:00:00+01:00[Europe/Paris]\",\"took\":\"PT1M30S\"}");
    assertThat(Json.decode(json, Times.class, "Times")).isEqualTo(times);
  }

  @Test
  void unreadableJsonSaysWhereWithoutQuotingIt() {
    assertThatThrownBy(() -> Json.read("{\"a\": s3cret}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Not valid JSON at line 1, column ")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> Json.read("{\"a\":1,\"a\":2}"))
        .hasMessageStartingWith("JSON has a field twice in one object at line 1");
    assertThatThrownBy(() -> Json.read("1 2"))
        .hasMessageStartingWith("JSON goes on after the end of the value");
    assertThatThrownBy(() -> Json.read(""))
        .hasMessage("JSON is empty: write one value, at least null.");
    assertThatThrownBy(() -> Json.read("[".repeat(5_000)))
        .hasMessageStartingWith("JSON is too large: ");
  }

  @Test
  void hashIgnoresOrderAndTheWayANumberIsWritten() {
    assertThat(Json.hash(Json.read("{\"b\":[1,2],\"a\":{\"y\":1.0,\"x\":null}}")))
        .isEqualTo(Json.hash(Json.read("{\"a\":{\"x\":null,\"y\":1},\"b\":[1,2]}")))
        .isNotEqualTo(Json.hash(Json.read("{\"a\":{\"x\":null,\"y\":1},\"b\":[2,1]}")))
        .hasSize(64);
    assertThat(Json.hash(Json.read("\"1\""))).isNotEqualTo(Json.hash(Json.read("1")));
    // "{}" in UTF-8, by any SHA-256 tool.
    assertThat(Json.hash(Json.object()))
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void hashSurvivesATripThroughText() {
    List<JsonNode> numbers =
        List.of(
            IntNode.valueOf(1),
            LongNode.valueOf(Long.MAX_VALUE),
            DoubleNode.valueOf(Double.parseDouble("2e23")),
            DoubleNode.valueOf(Double.MIN_VALUE),
            DoubleNode.valueOf(Double.NaN),
            FloatNode.valueOf(0.1f),
            DecimalNode.valueOf(new BigDecimal("1E+5")),
            BigIntegerNode.valueOf(BigInteger.TEN.pow(30)));
    for (JsonNode number : numbers) {
      JsonNode read = Json.read(Json.write(Json.tree(Map.of("n", number), "n")));
      assertThat(Json.hash(read.get("n"))).as(number.toString()).isEqualTo(Json.hash(number));
    }
  }

  @Test
  void aResultWithoutJsonFormIsRefusedByName() {
    assertThatThrownBy(() -> Json.tree(new Object(), "The result of handler \"report\""))
        .hasMessage(
            "The result of handler \"report\" is a java.lang.Object, which has no JSON form."
                + " Return a record, a map, a list or a text.");
  }
}
