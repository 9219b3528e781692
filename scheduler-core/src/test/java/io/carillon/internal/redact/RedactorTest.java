package io.carillon.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.internal.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

  private final Redactor redactor = Redactor.standard();

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aKnownValueIsFoundInEveryEncoding() {
    String secret = "pa\"ss/wörd+42 &?";
    Redactor knowing = Redactor.knowing(List.of(secret));
    String escaped = Json.write(Json.tree(secret, "x"));
    List<String> texts =
        List.of(
            "it is " + secret + ".",
            "it is " + escaped.substring(1, escaped.length() - 1),
            "it is " + URLEncoder.encode(secret, StandardCharsets.UTF_8),
            "it is " + URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
            "it is "
                + URLEncoder.encode(secret, StandardCharsets.UTF_8)
                    .replace("%2F", "%2f")
                    .replace("%C3%B6", "%c3%b6")
                    .replace("%2B", "%2b")
                    .replace("%3F", "%3f"));
    for (String text : texts) {
      assertThat(knowing.text(text)).as(text).contains("[redacted]").doesNotContain("42");
    }
    assertThat(knowing.text(texts.get(0))).isEqualTo("it is [redacted].");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "us:", "use:", "user:"})
  void aKnownValueIsFoundInBase64AtAnyAlignment(String user) {
    Redactor knowing = Redactor.knowing(List.of("correct horse battery"));
    String encoded = base64(user + "correct horse battery");
    String redacted = knowing.text("sent " + encoded);
    assertThat(redacted).contains("[redacted]");
    // What is left on the edges holds at most the bits that the neighbours share.
    assertThat(redacted.length()).isLessThan("sent [redacted]".length() + user.length() * 2 + 6);
  }

  @Test
  void theLongestOfTwoKnownValuesWins() {
    Redactor knowing = Redactor.knowing(List.of("abcd", "abcdefgh"));
    assertThat(knowing.text("abcdefgh abcd xabcdx"))
        .isEqualTo("[redacted] [redacted] x[redacted]x");
  }

  @Test
  void valuesTooShortToTellFromWordsAreLeft() {
    assertThat(Redactor.knowing(List.of("abc", "")).text("abc")).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abcdef1234567890",
        "sk-proj-abcdefghij1234567890",
        "sk_live_abcdefghij1234567890",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "gho_abcdefghijklmnopqrstuvwxyz0123456789",
        "xoxb-123456789012-abcdefghijkl",
        "xoxp-123456789012-abcdefghijkl",
        "AKIAIOSFODNN7EXAMPLE",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        JWT,
        "postgres://admin:hunter2@db.example.com/app",
        "https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXX",
        "password=hunter2",
        "password: hunter",
        "PGPASSWORD=hunter2 psql",
        "api_key = 'hunter2'",
        "https://example.com/?access_token=hunter2&x=1",
        "Authorization: Basic aHVudGVyMg==",
        "Cookie: session=hunter2; theme=dark",
        "Set-Cookie: id=hunter2",
        "{\"token\":\"hunter2\"",
        "said {\\\"apiKey\\\":\\\"hunter2\\\"}",
      })
  void whatLooksLikeASecretIsTakenOut(String text) {
    String inside = "before " + text + " after";
    assertThat(redactor.text(inside))
        .contains("[redacted]")
        .doesNotContain("hunter")
        .doesNotContain("1234567890")
        .doesNotContain("IOSFODNN7")
        .doesNotContain("aHVudGVyMg")
        .startsWith("before ");
    String once = redactor.text(inside);
    assertThat(redactor.text(once)).as("redacted again").isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The bearer authentication scheme is common.",
        "max_tokens: 4096, total_tokens=81234, tokens: 5",
        "{\"usage\":{\"input_tokens\":123456,\"output_tokens\":7}}",
        "{\"nextPageToken\":\"CAUQAA123456\"}",
        "sk-learn-is-a-python-library",
        "Write an e-mail to ann@example.com at http://example.com/a@b",
        "token: the smallest unit of text",
        "What is the secret: patience.",
        "see [1] and {2}",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "{\"secretName\":\"db\",\"token_type\":\"bearer\",\"password\":null,\"cookie\":false}",
        "a=b:c=d",
        "",
      })
  void ordinaryTextIsLeftAlone(String text) {
    assertThat(redactor.text(text)).isSameAs(text);
  }

  @Test
  void aPrivateKeyIsTakenOutEvenWhenItsEndIsCutOff() {
    String key =
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAK\nCAQEA\n-----END RSA PRIVATE KEY-----";
    assertThat(redactor.text("a\n" + key + "\nb")).isEqualTo("a\n[redacted]\nb");
    assertThat(redactor.text("a\n" + key.substring(0, 40))).isEqualTo("a\n[redacted]");
  }

  @Test
  void jsonKeepsItsShape() {
    JsonNode node =
        Json.read(
            """
            {"user":"ann","password":"x","n":5,"headers":{"Authorization":["Bearer x"],
             "X-Api-Key":"y","Accept":"*/*"},"clientSecret":{"a":"b","c":[1,true,null]},
             "token":123456,"log":"password=hunter2","list":["ghp_abcdefghijklmnopqrstuvwx0123"]}\
            """);
    assertThat(redactor.json(node))
        .isEqualTo(
            Json.read(
                """
                {"user":"ann","password":"[redacted]","n":5,"headers":{"Authorization":
                 ["[redacted]"],"X-Api-Key":"[redacted]","Accept":"*/*"},"clientSecret":
                 {"a":"[redacted]","c":["[redacted]",true,null]},"token":"[redacted]",
                 "log":"password=[redacted]","list":["[redacted]"]}\
                """));
  }

  @Test
  void aKnownValueUsedAsAFieldNameIsTakenOutWithoutLosingAField() {
    Redactor knowing = Redactor.knowing(List.of("hunter2", "hunter3"));
    assertThat(knowing.json(Json.read("{\"hunter2\":1,\"hunter3\":2}")))
        .isEqualTo(Json.read("{\"[redacted]\":1,\"[redacted]#2\":2}"));
  }

  @Test
  void aJsonTextStaysReadable() {
    String text =
        "{ \"token\" : 123456, \"note\" : \"say \\\"password\\\":\\\"a\\\\\\\"b\\\" ok\" }";
    JsonNode redacted = Json.read(redactor.text(text));
    assertThat(redacted.get("token").asText()).isEqualTo("[redacted]");
    assertThat(redacted.get("note").asText()).isEqualTo("say \"password\":\"[redacted]\" ok");
  }

  @Test
  void jsonInsideAPlainTextStaysReadable() {
    String line = "{\"password\":12345,\"q\":\"a\\\"b\",\"apiKey\":\"x\\\\\",\"z\":1}";
    String redacted = redactor.text("got " + line);
    assertThat(Json.read(redacted.substring(4)))
        .isEqualTo(
            Json.read(
                "{\"password\":\"[redacted]\",\"q\":\"a\\\"b\",\"apiKey\":\"[redacted]\",\"z\":1}"));
  }

  @Test
  void whateverTheTextKnownValuesGoAndJsonStaysJson() {
    String[] parts = {
      "password", "=", ":", "\"", "'", "\\", " ", "token", "api_key", "Bearer ", "sk-", "hunter22",
      "{", "}", "[", "]", ",", "\n", "://", "@", "eyJhbGciOi", ".", "Cookie",
          "-----BEGIN PRIVATE KEY-----",
      "abcdefgh1234567890", "known-value"
    };
    Redactor knowing = Redactor.knowing(List.of("known-value"));
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String once = knowing.text(text.toString());
      assertThat(once).as("seed %s", seed).doesNotContain("known-value");
      String json = Json.write(Json.tree(Map.of("a", text.toString()), "x"));
      assertThat(Json.read(knowing.text(json)).get("a").isTextual()).as("seed %s", seed).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ",
        "sk-",
        "Bearer ",
        "://",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "token:[",
        "token=",
        "token:",
        "password:\"",
        "\\",
        "xoxb-",
        "hunt",
        "cookie: ",
        "aaaa",
        "://a",
        "[",
        "{\"a\":"
      })
  void aMegabyteTakesLinearTime(String part) {
    Redactor knowing = Redactor.knowing(List.of("hunthuntx", "aaaaaaaab"));
    String text = part.repeat(1_000_000 / part.length());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> knowing.text(text));
  }

  @Test
  void aResolvedSecretIsRedactedFromThenOn() {
    SecretMemory secrets = new SecretMemory(name -> Optional.of("value-of-" + name));
    assertThat(secrets.redactor().text("it is value-of-db")).isEqualTo("it is value-of-db");
    assertThat(secrets.resolve("db")).contains("value-of-db");
    assertThat(secrets.redactor().text("it is value-of-db")).isEqualTo("it is [redacted]");
  }
}
