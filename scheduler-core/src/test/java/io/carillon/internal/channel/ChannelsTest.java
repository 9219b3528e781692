package io.carillon.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Delivery;
import io.carillon.Problem;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.TaskKey;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.Bytes;
import io.carillon.internal.net.GuardedHttp;
import io.carillon.internal.net.HttpGuard;
import io.carillon.internal.net.TestServer;
import io.carillon.spi.Channel;
import io.carillon.spi.Channel.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class ChannelsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID ID = new UUID(3, 4);
  private static final RunId RUN = new RunId(new UUID(1, 2));

  private final TestServer server = new TestServer();
  private final Map<String, String> secrets =
      Map.of(
          "old", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
          "new", "plain text key",
          "hook", server.url("/secret-hook"),
          "bad", "whsec_***");
  private final WebhookChannel webhook =
      new WebhookChannel(
          new GuardedHttp(HttpGuard.allowing("127.0.0.1")),
          name -> Optional.ofNullable(secrets.get(name)),
          InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    server.close();
  }

  private static Delivery delivery(RunStatus status, String title, JsonNode content) {
    return new Delivery(
        ID,
        RUN,
        new TaskKey("acme", "briefing"),
        "webhook",
        status,
        title,
        content,
        Delivery.State.PENDING,
        0,
        NOW,
        NOW.minusSeconds(5),
        null,
        null);
  }

  private Answer post(String config) throws Exception {
    return webhook.deliver(
        delivery(RunStatus.COMPLETED, "Morning", Json.read("{\"a\":[1,\"ü\"]}")),
        (ObjectNode) Json.read(config));
  }

  private static List<String> faults(Channel channel, String config) {
    return channel.check((ObjectNode) Json.read(config)).stream().map(Problem::toString).toList();
  }

  @Test
  void theInboxAlwaysDelivers() {
    InboxChannel inbox = new InboxChannel();
    assertThat(inbox.deliver(delivery(RunStatus.FAILED, "t", Json.object()), Json.object()))
        .isEqualTo(Answer.delivered());
    assertThat(faults(inbox, "{\"folder\":\"x\"}"))
        .containsExactly("folder: there is no such setting. It takes none.");
  }

  @Test
  void theLogGetsOneLineWhateverTheContent() {
    List<String> lines = new ArrayList<>();
    LogChannel channel = new LogChannel(new ListLogger(lines));
    channel.deliver(
        delivery(
            RunStatus.COMPLETED, "Morning", TextNode.valueOf("a\nERROR forged\r\u001b[2J\u2028b")),
        Json.object());
    channel.deliver(delivery(RunStatus.FAILED, "Bad", Json.read("{\"n\":1}")), Json.object());
    channel.deliver(
        delivery(RunStatus.COMPLETED, "Long", TextNode.valueOf("x".repeat(5_000))), Json.object());
    String run = RUN.toString();
    assertThat(lines.get(0))
        .isEqualTo(
            "INFO Morning (task acme/briefing, run "
                + run
                + ", COMPLETED): a\\nERROR forged\\u000d\\u001b[2J\\u2028b");
    assertThat(lines.get(1))
        .isEqualTo("WARN Bad (task acme/briefing, run " + run + ", FAILED): {\"n\":1}");
    assertThat(lines.get(2)).endsWith("xxx …").hasSizeLessThan(2_200);
  }

  @Test
  void aWebhookPostsTheResult() throws Exception {
    server.page("/hook", 204, "", "");
    Answer answer =
        post("{\"url\":\"" + server.url("/hook") + "\",\"headers\":{\"X-Team\":\"a\"}}");
    assertThat(answer).isEqualTo(Answer.delivered());
    TestServer.Seen seen = server.seen.get(0);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("X-Team", "a")
        .containsEntry("Idempotency-Key", ID.toString())
        .containsEntry("webhook-id", ID.toString())
        .containsEntry("webhook-timestamp", "1772355600")
        .doesNotContainKey("webhook-signature");
    assertThat(Json.read(seen.body()))
        .isEqualTo(
            Json.read(
                "{\"id\":\""
                    + ID
                    + "\",\"task\":\"acme/briefing\",\"run\":\""
                    + RUN
                    + "\",\"status\":\"COMPLETED\",\"title\":\"Morning\","
                    + "\"content\":{\"a\":[1,\"ü\"]},\"at\":\"2026-03-01T08:59:55Z\"}"));
  }

  @Test
  void theSignatureIsThatOfTheStandardsOwnExample() {
    Bytes body = Bytes.utf8("{\"test\": 2432232314}");
    assertThat(
            WebhookSignature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                body,
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void eachSigningSecretGivesASignatureOfTheSentBytes() throws Exception {
    server.page("/hook", 200, "", "");
    post(
        "{\"url\":\""
            + server.url("/hook")
            + "\",\"signing\":[{\"secret\":\"new\"},{\"secret\":\"old\"}]}");
    TestServer.Seen seen = server.seen.get(0);
    assertThat(seen.headers().get("webhook-signature"))
        .isEqualTo(
            WebhookSignature.of(
                ID.toString(),
                NOW.getEpochSecond(),
                Bytes.utf8(seen.body()),
                List.of(secrets.get("new"), secrets.get("old"))))
        .matches("v1,\\S{44} v1,\\S{44}");
  }

  @Test
  void theUrlItselfMayBeASecret() throws Exception {
    server.page("/secret-hook", 200, "", "");
    assertThat(post("{\"url\":{\"secret\":\"hook\"}}")).isEqualTo(Answer.delivered());
    assertThat(server.seen).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200,DELIVERED",
    "202,DELIVERED",
    "301,REFUSED",
    "400,REFUSED",
    "401,REFUSED",
    "404,REFUSED",
    "410,REFUSED",
    "408,LATER",
    "429,LATER",
    "500,LATER",
    "503,LATER"
  })
  void eachStatusHasItsAnswer(int status, Answer.Kind kind) throws Exception {
    server.page("/hook", status, "", "", "Retry-After", "30", "Location", "/other");
    Answer answer = post("{\"url\":\"" + server.url("/hook") + "\"}");
    assertThat(answer.kind()).isEqualTo(kind);
    assertThat(answer.retryAfter())
        .isEqualTo(kind == Answer.Kind.LATER ? Duration.ofSeconds(30) : null);
    assertThat(server.seen).hasSize(1);
  }

  @Test
  void aServerThatIsAwayIsTriedLaterAndOneThatIsForbiddenIsNot() throws Exception {
    server.page("/hang", exchange -> server.hold());
    assertThat(post("{\"url\":\"" + server.url("/hang") + "\",\"timeout\":\"200ms\"}").kind())
        .isEqualTo(Answer.Kind.LATER);
    assertThat(post("{\"url\":\"http://10.0.0.1/\"}").kind()).isEqualTo(Answer.Kind.REFUSED);
    assertThat(post("{\"url\":{\"secret\":\"none\"}}").message())
        .isEqualTo("There is no secret \"none\". Give it to the scheduler's secret resolver.");
    assertThat(
            post("{\"url\":\"" + server.url("/hang") + "\",\"signing\":{\"secret\":\"bad\"}}")
                .message())
        .isEqualTo("The signing secret is not usable: store \"whsec_\" and the key in base64.");
  }

  @Test
  void faultsOfAWebhookAreFoundAtOnce() {
    assertThat(
            faults(
                webhook,
                "{\"url\":\"example.com\",\"signing\":\"whsec_abc\",\"timeout\":\"1h\",\"x\":1}"))
        .containsExactly(
            "url: must start with http:// or https://. Write for example"
                + " \"https://example.com/path\".",
            "signing: holds a key itself. Write { \"secret\": \"name\" }, or a list of them.",
            "timeout: is longer than PT5M. Write at most PT5M.",
            "x: there is no such setting. There are url, headers, signing, timeout.");
    assertThat(faults(webhook, "{\"signing\":[]}"))
        .containsExactly(
            "url: is missing. Write for example \"https://example.com/hook\".",
            "signing: is empty. Write { \"secret\": \"name\" }, or a list of them.");
  }

  /** Keeps lines as {@code LEVEL text}. */
  private static final class ListLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    ListLogger(List<String> lines) {
      this.name = "list";
      this.lines = lines;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return ListLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String text, Object[] arguments, Throwable thrown) {
      lines.add(level + " " + MessageFormatter.basicArrayFormat(text, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
