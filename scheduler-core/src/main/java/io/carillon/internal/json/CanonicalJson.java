package io.carillon.internal.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * One text for each JSON value. Numbers are written through {@link BigDecimal}: the text of a
 * double differs between JDK 17 and later ones, and nodes of a cluster must agree.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static String sha256(JsonNode node) {
    StringBuilder text = new StringBuilder();
    write(node, text);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(node, out);
      case ARRAY -> writeArray(node, out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case STRING, BINARY -> writeText(node.asText(), out);
      case NULL, MISSING -> out.append("null");
      case POJO -> write(Json.read(Json.write(node)), out);
      default -> throw new IllegalArgumentException("Not JSON: " + node.getNodeType());
    }
  }

  private static void writeObject(JsonNode node, StringBuilder out) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    char separator = '{';
    for (var field : sorted.entrySet()) {
      out.append(separator);
      writeText(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(JsonNode node, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(node.get(i), out);
    }
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }

  /** As it is after one trip through the store: whole numbers exactly, others as doubles. */
  private static String number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return new BigDecimal(node.bigIntegerValue()).stripTrailingZeros().toString();
    }
    double value =
        node.isFloat() ? Double.parseDouble(Float.toString(node.floatValue())) : node.doubleValue();
    if (!Double.isFinite(value)) {
      return "\"" + value + "\"";
    }
    return new BigDecimal(value).stripTrailingZeros().toString();
  }
}
