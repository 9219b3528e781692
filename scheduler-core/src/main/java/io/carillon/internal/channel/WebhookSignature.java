package io.carillon.internal.channel;

import io.carillon.internal.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks by the Standard Webhooks specification, version 1 (HMAC-SHA256). */
final class WebhookSignature {

  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * The value of {@code webhook-signature}: one signature for each secret, so that a receiver
   * accepts either while a secret is being replaced.
   *
   * @param secrets {@code whsec_} and the key in base64, or any other text, taken as it is
   * @throws IllegalArgumentException when a key after {@code whsec_} is not base64, or is empty
   */
  static String of(String id, long epochSeconds, Bytes body, List<String> secrets) {
    return secrets.stream()
        .map(secret -> "v1," + sign(key(secret), id, epochSeconds, body))
        .collect(Collectors.joining(" "));
  }

  private static byte[] key(String secret) {
    byte[] key;
    try {
      key =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : secret.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      key = new byte[0];
    }
    if (key.length == 0) {
      throw new IllegalArgumentException(
          "The signing secret is not usable: store \"whsec_\" and the key in base64.");
    }
    return key;
  }

  private static String sign(byte[] key, String id, long epochSeconds, Bytes body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
