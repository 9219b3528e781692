package io.carillon.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.carillon.InvalidPayloadException;
import io.carillon.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a JSON value: where and what was expected, never the value itself. */
final class JsonFaults {

  private static final Map<Class<?>, String> EXPECTATIONS =
      Map.ofEntries(
          Map.entry(String.class, "a text"),
          Map.entry(Instant.class, "an instant as text, like \"2026-03-01T09:00:00Z\""),
          Map.entry(LocalDate.class, "a date as text, like \"2026-03-01\""),
          Map.entry(LocalTime.class, "a time as text, like \"09:00\""),
          Map.entry(LocalDateTime.class, "a local date and time, like \"2026-03-01T09:00\""),
          Map.entry(OffsetDateTime.class, "a time with offset, like \"2026-03-01T09:00+01:00\""),
          Map.entry(
              ZonedDateTime.class,
              "a time with zone, like \"2026-03-01T09:00+01:00[Europe/Paris]\""),
          Map.entry(Duration.class, "a duration as text, like \"PT15M\""),
          Map.entry(Period.class, "a period as text, like \"P1M\""),
          Map.entry(ZoneId.class, "a zone as text, like \"Europe/Paris\""),
          Map.entry(UUID.class, "a UUID as text"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(Boolean.class, "true or false"));

  private JsonFaults() {}

  /** Why a text is not JSON. Jackson's own message quotes the text, so it is not passed on. */
  static String syntax(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "JSON is too large: " + e.getOriginalMessage();
    }
    JsonLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    String message = e.getOriginalMessage();
    if (message.startsWith("Duplicate field")) {
      return "JSON has a field twice in one object" + where + ". Write each field once.";
    }
    if (message.startsWith("Trailing token")) {
      return "JSON goes on after the end of the value" + where + ". Write one value.";
    }
    return "Not valid JSON" + where + ".";
  }

  static InvalidPayloadException undecodable(JsonProcessingException e, String what) {
    Problem problem = problem(e);
    String where = problem.where().isEmpty() ? what : what + ", " + problem.where();
    // Of Jackson's exceptions only the host's own cause is kept: their messages quote the value.
    return new InvalidPayloadException(where + ": " + problem.what(), hostCause(e));
  }

  /** The fault with its path within the value. */
  static Problem problem(JsonProcessingException e) {
    String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
    return Problem.of(path, fault(e, hostCause(e)));
  }

  private static @Nullable Throwable hostCause(JsonProcessingException e) {
    return e instanceof ValueInstantiationException ? e.getCause() : null;
  }

  private static String fault(JsonProcessingException e, @Nullable Throwable cause) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no such field. Known: " + known(unknown.getKnownPropertyIds()) + ".";
    }
    if (e instanceof ValueInstantiationException refused) {
      String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
      return "refused by " + refused.getType().getRawClass().getSimpleName() + why;
    }
    if (e instanceof InvalidDefinitionException definition && definition.getType() != null) {
      return definition.getType().getRawClass().getName()
          + " cannot be made from JSON. Declare a record, or a class with a constructor.";
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "expected " + expectation(mismatch.getTargetType()) + ".";
    }
    return "does not decode.";
  }

  private static String known(@Nullable Collection<Object> ids) {
    return ids == null || ids.isEmpty()
        ? "none"
        : ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /** What JSON a Java type is written as, in words. */
  static String expectation(Class<?> type) {
    String known = EXPECTATIONS.get(type);
    if (known != null) {
      return known;
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", "));
    }
    if (type == float.class || type == double.class) {
      return "a number";
    }
    if (type.isPrimitive()) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type)) {
      boolean fraction = type.getSimpleName().matches("Double|Float|BigDecimal|Number");
      return fraction ? "a number" : "a whole number";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return "an object (" + type.getSimpleName() + ")";
  }
}
