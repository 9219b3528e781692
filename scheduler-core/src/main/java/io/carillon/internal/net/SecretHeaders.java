package io.carillon.internal.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.internal.json.Settings;
import io.carillon.spi.SecretResolver;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The headers of a request as a definition holds them, with secrets as references. */
public final class SecretHeaders {

  /** A token of RFC 9110, 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /** What java.net.http sets by itself and refuses from others. */
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  private final Map<String, SecretText> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private SecretHeaders() {}

  /** Reads the headers in {@code field}; adds their faults to the settings. */
  public static SecretHeaders read(Settings settings, String field) {
    SecretHeaders result = new SecretHeaders();
    ObjectNode object = settings.object(field);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      result.add(settings, field + "." + entry.getKey(), entry.getKey(), entry.getValue());
    }
    return result;
  }

  private void add(Settings settings, String where, String name, JsonNode value) {
    if (!NAME.matcher(name).matches()) {
      settings.problem(where, "is not the name of a header.", "Write for example \"Accept\".");
    } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      settings.problem(where, "is set by the HTTP client itself.", "Leave it out.");
    } else if (headers.containsKey(name)) {
      settings.problem(where, "is there twice.", "Write each header once.");
    } else {
      SecretText.read(settings, where, value)
          .ifPresent(
              text -> {
                headers.put(name, text);
                if (!isPrintable(text.text())) {
                  settings.problem(
                      where, "holds a line break or something that is not ASCII.", "Remove it.");
                }
              });
    }
  }

  /**
   * The headers to send, by name without regard to case.
   *
   * @throws SecretText.UnknownSecretException when a secret is not known
   * @throws IllegalArgumentException when a secret's value cannot stand in a header
   */
  public Map<String, String> resolve(SecretResolver secrets) {
    Map<String, String> resolved = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, text) -> {
          String value = text.resolve(secrets);
          if (!isPrintable(value)) {
            throw new IllegalArgumentException(
                "The secret for header "
                    + name
                    + " holds a line break or something that is not ASCII: store it without.");
          }
          resolved.put(name, value);
        });
    return resolved;
  }

  private static boolean isPrintable(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7F));
  }
}
