package io.carillon.internal.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Problem;
import io.carillon.internal.json.Settings;
import io.carillon.internal.net.HttpGuard;
import io.carillon.internal.net.SecretHeaders;
import io.carillon.internal.net.SecretText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a webhook target, read and checked. */
record WebhookSettings(
    SecretText url,
    SecretHeaders headers,
    List<SecretText> signing,
    Duration timeout,
    List<Problem> problems) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  private static final String REFERENCE = "Write { \"secret\": \"name\" }, or a list of them.";

  static WebhookSettings read(ObjectNode config) {
    Settings settings = new Settings(config);
    SecretText url = url(settings);
    SecretHeaders headers = SecretHeaders.read(settings, "headers");
    List<SecretText> signing = signing(settings);
    Duration timeout = settings.duration("timeout", LONGEST_TIMEOUT, DEFAULT_TIMEOUT);
    return new WebhookSettings(url, headers, signing, timeout, settings.finish());
  }

  private static SecretText url(Settings settings) {
    Optional<JsonNode> node = settings.value("url");
    if (node.isEmpty()) {
      settings.problem("url", "is missing.", "Write for example \"https://example.com/hook\".");
    }
    SecretText url =
        node.flatMap(value -> SecretText.read(settings, "url", value))
            .orElse(new SecretText("", null));
    if (node.isPresent() && url.secret() == null && !url.text().isEmpty()) {
      HttpGuard.fault("url", url.text()).ifPresent(settings.problems()::add);
    }
    return url;
  }

  private static List<SecretText> signing(Settings settings) {
    List<SecretText> secrets = new ArrayList<>();
    Optional<JsonNode> node = settings.value("signing");
    if (node.isEmpty()) {
      return secrets;
    }
    Iterable<JsonNode> references = node.get().isArray() ? node.get() : List.of(node.get());
    for (JsonNode reference : references) {
      Optional<SecretText> secret = SecretText.read(settings, "signing", reference);
      secret.ifPresent(secrets::add);
      if (secret.isPresent() && secret.get().secret() == null) {
        settings.problem("signing", "holds a key itself.", REFERENCE);
      }
    }
    if (node.get().isArray() && node.get().isEmpty()) {
      settings.problem("signing", "is empty.", REFERENCE);
    }
    return secrets;
  }
}
