package io.carillon.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.carillon.InvalidPayloadException;
import io.carillon.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carillon's own JSON mapper and what is done with it. Strict: duplicate keys, trailing text,
 * unknown fields of a typed payload and silent conversions (text to number, 1.5 to 1) are refused.
 * Dates are ISO 8601 text. A type name in a payload is never instantiated: neither default typing
 * nor class names in annotations are honoured. Thread-safe.
 */
public final class Json {

  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 200;

  /** The longest document that is read, in characters. */
  public static final int MAX_CHARS = 64 * 1024 * 1024;

  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build())
            .withCoercionConfig(
                LogicalType.Textual,
                text -> {
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
    JsonMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxDocumentLength(MAX_CHARS)
                .build());
    return mapper;
  }

  /**
   * Reads one JSON value.
   *
   * @throws IllegalArgumentException when it is not exactly one JSON value; the message says where
   *     and why, without the text around it
   */
  public static JsonNode read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new IllegalArgumentException("JSON is empty: write one value, at least null.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonFaults.syntax(e));
    }
  }

  /** The value as compact JSON. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "A value cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The value as JSON for people, over several lines. */
  public static String pretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "A value cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * SHA-256 of the value in canonical form, as 64 lower-case hex digits. The order of fields and
   * the way a number is written ({@code 1}, {@code 1.0}, {@code 1e0}) make no difference; the same
   * on every JDK.
   */
  public static String hash(JsonNode node) {
    return CanonicalJson.sha256(node);
  }

  /**
   * A Java value (record, map, list, date, text, null …) as JSON.
   *
   * @param what the value in words, for the message: {@code The result of handler "report"}
   * @throws IllegalArgumentException when it has no JSON form
   */
  public static JsonNode tree(@Nullable Object value, String what) {
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    try {
      JsonNode node = MAPPER.valueToTree(value);
      return node == null ? NullNode.getInstance() : node;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          what
              + " is a "
              + value.getClass().getName()
              + ", which has no JSON form. Return a record, a map, a list or a text.",
          e);
    }
  }

  /**
   * The value as a declared type. Records and java.time are known; JSON null gives null only where
   * the type itself is {@code JsonNode}, else it is refused.
   *
   * @param what the value in words, for the message: {@code Payload of handler "report"}
   * @throws InvalidPayloadException naming the path and what was expected there; the value itself
   *     is not shown
   */
  public static <T> T decode(JsonNode node, Class<T> type, String what) {
    if (JsonNode.class.isAssignableFrom(type) && type.isInstance(node)) {
      return type.cast(node);
    }
    T value;
    try {
      value = MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw JsonFaults.undecodable(e, what);
    }
    if (value == null) {
      throw new InvalidPayloadException(
          what + " is null: expected " + JsonFaults.expectation(type) + ".", null);
    }
    return value;
  }

  /**
   * Why the value does not decode to a declared type, with the path within it; empty if it does.
   */
  public static Optional<Problem> fault(JsonNode node, Class<?> type) {
    if (JsonNode.class.isAssignableFrom(type) && type.isInstance(node)) {
      return Optional.empty();
    }
    try {
      Object value = MAPPER.treeToValue(node, type);
      return value == null
          ? Optional.of(Problem.of("", "is null: expected " + JsonFaults.expectation(type) + "."))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(JsonFaults.problem(e));
    }
  }

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new, empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
