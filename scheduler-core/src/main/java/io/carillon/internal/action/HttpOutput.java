package io.carillon.internal.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns an HTTP answer into the output of a run. */
final class HttpOutput {

  private static final List<String> HEADERS =
      List.of("content-type", "etag", "last-modified", "location");
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:-]{1,40})");

  private HttpOutput() {}

  static ObjectNode of(HttpAnswer answer) {
    ObjectNode output = Json.object().put("status", answer.status());
    ObjectNode headers = output.putObject("headers");
    for (String name : HEADERS) {
      answer.header(name).ifPresent(value -> headers.put(name, value));
    }
    body(answer, output);
    if (answer.truncated()) {
      output.put("truncated", true);
    }
    return output;
  }

  private static void body(HttpAnswer answer, ObjectNode output) {
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    try {
      String text = decode(answer, charset(type), CodingErrorAction.REPORT);
      if (answer.truncated()) {
        output.put("body", text + "\n[cut after " + answer.body().size() + " bytes]");
      } else {
        output.set("body", isJson(type) ? json(text) : TextNode.valueOf(text));
      }
    } catch (CharacterCodingException e) {
      output.put("body", Base64.getEncoder().encodeToString(answer.body().toArray()));
      output.put("encoding", "base64");
    }
  }

  /** The start of the body for people who look into a failure. */
  static String excerpt(HttpAnswer answer, int maxChars) {
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    try {
      String text = decode(answer, charset(type), CodingErrorAction.REPLACE);
      return text.length() <= maxChars ? text : text.substring(0, maxChars) + " …";
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static String decode(HttpAnswer answer, Charset charset, CodingErrorAction malformed)
      throws CharacterCodingException {
    CharsetDecoder decoder =
        charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed);
    byte[] body = answer.body().toArray();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    if (answer.truncated() && charset.equals(StandardCharsets.UTF_8)) {
      bytes.limit(wholeCharacters(body));
    }
    return decoder.decode(bytes).toString();
  }

  /** Where to end so that a character that was cut in half is left out. */
  private static int wholeCharacters(byte[] bytes) {
    int end = bytes.length;
    int back = 0;
    while (back < 3 && back < end && (bytes[end - 1 - back] & 0xC0) == 0x80) {
      back++;
    }
    if (back >= end) {
      return end;
    }
    int lead = bytes[end - 1 - back] & 0xFF;
    int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return needed > back + 1 ? end - 1 - back : end;
  }

  private static boolean isJson(String type) {
    String bare = type.contains(";") ? type.substring(0, type.indexOf(';')).trim() : type.trim();
    return bare.isEmpty() || bare.endsWith("/json") || bare.endsWith("+json");
  }

  /** The value, or the text itself when it is not JSON after all. */
  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (IllegalArgumentException e) {
      return TextNode.valueOf(text);
    }
  }

  private static Charset charset(String type) {
    Matcher matcher = CHARSET.matcher(type);
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
