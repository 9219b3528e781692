package io.carillon.internal.net;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.internal.json.Settings;
import io.carillon.spi.SecretResolver;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A text in a definition that is either written out or a reference to a secret: {@code "text"},
 * {@code {"secret": "name"}} or {@code {"secret": "name", "prefix": "Bearer "}}.
 *
 * @param text the text, or what stands before the secret
 * @param secret the name of the secret; null when there is none
 */
public record SecretText(String text, @Nullable String secret) {

  private static final Set<String> FIELDS = Set.of("secret", "prefix");
  private static final String FIX =
      "Write a text, or { \"secret\": \"name\" }, with \"prefix\": \"Bearer \" where needed.";

  /** Reads one, or adds its fault to the settings. */
  public static Optional<SecretText> read(Settings settings, String where, JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(new SecretText(node.textValue(), null));
    }
    if (!node.isObject()) {
      settings.problem(where, "is " + Settings.kind(node) + ".", FIX);
      return Optional.empty();
    }
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    JsonNode name = node.path("secret");
    JsonNode prefix = node.path("prefix");
    if (!unknown.isEmpty()
        || !name.isTextual()
        || name.textValue().isBlank()
        || !(prefix.isMissingNode() || prefix.isTextual())) {
      settings.problem(where, "is not a reference to a secret.", FIX);
      return Optional.empty();
    }
    return Optional.of(new SecretText(prefix.asText(""), name.textValue()));
  }

  /**
   * The text to use, with the secret's value.
   *
   * @throws UnknownSecretException when there is no such secret
   */
  public String resolve(SecretResolver secrets) {
    if (secret == null) {
      return text;
    }
    return text + secrets.resolve(secret).orElseThrow(() -> new UnknownSecretException(secret));
  }

  /** No resolver knows a secret of that name. */
  public static final class UnknownSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownSecretException(String name) {
      super("There is no secret \"" + name + "\". Give it to the scheduler's secret resolver.");
    }
  }
}
