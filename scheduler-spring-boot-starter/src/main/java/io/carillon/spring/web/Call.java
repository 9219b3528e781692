package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.JsonCodec;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request as the endpoints see it: checked, bounded, with who is asking. */
final class Call {

  private static final int MOST_PER_PAGE = 500;

  private final HttpServletRequest request;
  private final Map<String, String> path;
  private final Limits limits;

  /**
   * What bounds a call.
   *
   * @param maxBody in bytes
   * @param adminRole role whose users see details of failures
   */
  record Limits(long maxBody, String adminRole) {}

  Call(HttpServletRequest request, Map<String, String> path, Limits limits) {
    this.request = request;
    this.path = path;
    this.limits = limits;
  }

  HttpServletRequest request() {
    return request;
  }

  /** A part of the path that the route names. */
  String path(String name) {
    return path.getOrDefault(name, "");
  }

  /** Who asks, as the host's security says. */
  String actor() {
    Principal principal = request.getUserPrincipal();
    return principal == null ? "anonymous" : principal.getName();
  }

  /** Whether details of failures may be shown. */
  boolean isAdmin() {
    return request.getUserPrincipal() != null && request.isUserInRole(limits.adminRole());
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
  }

  /** How many to list: {@code limit}, 1 to 500, else {@code usual}. */
  int limit(int usual) {
    Optional<String> asked = query("limit");
    if (asked.isEmpty()) {
      return usual;
    }
    String text = asked.get();
    boolean number = text.length() < 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int limit = number ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST_PER_PAGE) {
      throw Fault.badRequest("Parameter limit is \"" + text + "\": write 1 to 500.");
    }
    return limit;
  }

  Optional<Instant> instant(String name) {
    return query(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw Fault.badRequest(
                    "Parameter "
                        + name
                        + " is \""
                        + text
                        + "\": write an instant such as 2027-01-01T09:00:00Z.");
              }
            });
  }

  /** Names of an enum, in any case, separated by commas. */
  <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
    Set<E> chosen = new LinkedHashSet<>();
    for (String text : query(name).map(value -> List.of(value.split(","))).orElse(List.of())) {
      chosen.add(choice(name, text.strip(), type));
    }
    return chosen;
  }

  static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.badRequest(
                    name
                        + " is \""
                        + text
                        + "\": write one of "
                        + Arrays.toString(type.getEnumConstants())
                        + "."));
  }

  /** The body as a JSON object; an empty body is an empty object. */
  ObjectNode body() {
    byte[] bytes = bytes();
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    String type = request.getContentType();
    if (type == null
        || !type.toLowerCase(Locale.ROOT).matches("application/(.+\\+)?json\\s*(;.*)?")) {
      throw new Fault(
          415,
          "unsupported-media-type",
          "The body's type is not understood",
          "The body's type is "
              + (type == null ? "not said" : "\"" + type + "\"")
              + ": send JSON with Content-Type: application/json.");
    }
    JsonNode json;
    try {
      json = JsonCodec.read(text(bytes));
    } catch (IllegalArgumentException e) {
      throw Fault.badRequest("The body is no JSON. " + e.getMessage());
    }
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw Fault.badRequest("The body is no JSON object: write { … }.");
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Fault.badRequest("The body is not UTF-8.");
    }
  }

  private byte[] bytes() {
    int most = (int) Math.min(limits.maxBody(), Integer.MAX_VALUE - 16L);
    try {
      byte[] bytes =
          request.getContentLengthLong() > most
              ? new byte[0]
              : request.getInputStream().readNBytes(most + 1);
      if (request.getContentLengthLong() > most || bytes.length > most) {
        throw new Fault(
            413,
            "too-large",
            "The body is too large",
            "The body has more than " + most + " bytes, the most that is read here.");
      }
      return bytes;
    } catch (IOException e) {
      throw Fault.badRequest("The body ended before its announced length.");
    }
  }
}
