package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The prompt action through langchain4j's own client, over real HTTP. */
class OpenAiEndToEndTest {

  private static final String KEY = "sk-KEY-THAT-NOBODY-MAY-SEE";
  private static final String SCHEMA =
      """
      {"type":"object","properties":{"city":{"type":"string"},"degrees":{"type":"integer"}},
       "required":["city","degrees"],"additionalProperties":false}""";

  private OpenAiServer server;
  private final List<String> searched = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new OpenAiServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PromptExecutor executor(String url, Duration timeout) {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .httpClientBuilder(JdkHttpClient.builder().httpClientBuilder(RetryAfterHttp.builder()))
            .baseUrl(url)
            .apiKey(KEY)
            .modelName("test-model")
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .strictJsonSchema(true)
            .timeout(timeout)
            .maxRetries(0)
            .build();
    PriceTable prices =
        PriceTable.version("2026-11")
            .with("test-model", PriceTable.Prices.perMillion("2", "8").withCache("0.5", "2.5"));
    Tool search =
        Tool.of(
                "search",
                "Searches the web.",
                """
                {"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}""",
                input -> {
                  searched.add(input.text("query"));
                  return TextNode.valueOf("found " + input.text("query"));
                })
            .effect(Effect.READ_ONLY);
    return PromptExecutor.of(
        Models.of("test-model", ChatModelClient.of(model, new OpenAiUsage())).withPrices(prices),
        Tools.of(search));
  }

  private Outcome execute(TestRun run) throws Exception {
    return executor(server.url(), Duration.ofSeconds(30)).execute(run);
  }

  @Test
  void plainAnswerWithUsageAndCost() throws Exception {
    server.thenText("All quiet.");
    TestRun run =
        TestRun.of(Prompt.of("What happened on {{ scheduled_at.date }}?").system("Be brief."));

    assertThat(execute(run)).isEqualTo(Outcome.success("All quiet."));

    assertThat(server.calls()).isEqualTo(1);
    assertThat(server.authorizations).containsExactly("Bearer " + KEY);
    JsonNode request = server.requests.get(0);
    assertThat(request.path("model").asText()).isEqualTo("test-model");
    assertThat(request.path("stream").asBoolean()).isFalse();
    assertThat(request.path("tools").size()).isZero();
    assertThat(request.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(request.at("/messages/1/content").asText())
        .isEqualTo("What happened on 2026-03-28?");
    Journal.Entry step = run.journal.entry("round-1");
    assertThat(step.model()).isEqualTo("test-model-2026-08-01");
    assertThat(step.usage().input()).isEqualTo(1000);
    assertThat(step.usage().cacheRead()).isEqualTo(400);
    assertThat(step.usage().reasoning()).isEqualTo(50);
    // 600 x $2 + 400 x $0.5 + 200 x $8, per million
    assertThat(step.usage().cost()).isEqualTo(Money.usd("0.003"));
    assertThat(step.json().path("prices").asText()).isEqualTo("2026-11");
    assertThat(run.log)
        .containsExactly(
            "Round 1: test-model-2026-08-01 answered, 1000 tokens in, 200 out, $0.003.");
  }

  @Test
  void settingsReachTheProvider() throws Exception {
    server.thenText("ok");
    execute(TestRun.of(Prompt.of("Hi").temperature(0.25).maxTokens(77)));
    assertThat(server.requests.get(0).path("temperature").asDouble()).isEqualTo(0.25);
    assertThat(
            server.requests.get(0).findValue("max_tokens") == null
                ? server.requests.get(0).path("max_completion_tokens").asInt()
                : server.requests.get(0).path("max_tokens").asInt())
        .isEqualTo(77);
  }

  @Test
  void parallelToolCallsAreDoneInOrderAndToldToTheModel() throws Exception {
    server
        .thenTools("search", "{\"query\":\"snow\"}", "search", "{\"query\":\"rain\"}")
        .thenText("Snow and rain.");
    TestRun run = TestRun.of(Prompt.of("Weather?").tools("search"));

    assertThat(execute(run)).isEqualTo(Outcome.success("Snow and rain."));

    assertThat(server.calls()).isEqualTo(2);
    assertThat(searched).containsExactly("snow", "rain");
    assertThat(run.journal.paths())
        .containsExactly(
            "prompt", "round-1", "round-1/tool-1:search", "round-1/tool-2:search", "round-2");
    JsonNode first = server.requests.get(0);
    assertThat(first.at("/tools/0/function/name").asText()).isEqualTo("search");
    assertThat(first.at("/tools/0/function/parameters/properties/query/type").asText())
        .isEqualTo("string");
    assertThat(first.at("/tools/0/function/parameters/required/0").asText()).isEqualTo("query");
    JsonNode messages = server.requests.get(1).path("messages");
    assertThat(messages).hasSize(4);
    assertThat(messages.at("/1/tool_calls/1/function/arguments").asText())
        .isEqualTo("{\"query\":\"rain\"}");
    assertThat(messages.at("/3/role").asText()).isEqualTo("tool");
    assertThat(messages.at("/3/tool_call_id").asText())
        .isEqualTo(messages.at("/1/tool_calls/1/id").asText());
    assertThat(messages.at("/3/content").asText()).isEqualTo("found rain");
    assertThat(run.journal.usage().total()).isEqualTo(2400);
  }

  @Test
  void structuredAnswerIsAskedForAndRead() throws Exception {
    server.thenText("{\"city\":\"Oslo\",\"degrees\":-3}");
    TestRun run = TestRun.of(Prompt.of("Weather?").output("weather", SCHEMA));

    Outcome outcome = execute(run);

    assertThat(outcome).isEqualTo(Outcome.success(TestRun.json("{'city':'Oslo','degrees':-3}")));
    JsonNode format = server.requests.get(0).path("response_format");
    assertThat(format.path("type").asText()).isEqualTo("json_schema");
    assertThat(format.at("/json_schema/name").asText()).isEqualTo("weather");
    assertThat(format.at("/json_schema/schema/properties/degrees/type").asText())
        .isEqualTo("integer");
  }

  @Test
  void wrongShapeIsRepairedOnce() throws Exception {
    server
        .thenText("{\"city\":\"Oslo\"}")
        .thenText("```json\n{\"city\":\"Oslo\",\"degrees\":4}\n```");
    TestRun run = TestRun.of(Prompt.of("Weather?").output("weather", SCHEMA));

    assertThat(execute(run))
        .isEqualTo(Outcome.success(TestRun.json("{'city':'Oslo','degrees':4}")));

    assertThat(server.calls()).isEqualTo(2);
    assertThat(server.requests.get(1).at("/messages/2/content").asText())
        .contains("$ lacks the required \"degrees\"");
  }

  @Test
  void wrongShapeAfterTheRepairIsPaidRejectedAndNotReplayed() throws Exception {
    server.thenText("{\"city\":\"Oslo\"}").thenText("Sorry, it is SECRET cold.");
    TestRun run = TestRun.of(Prompt.of("Weather?").output("weather", SCHEMA));

    Outcome outcome = execute(run);

    assertThat(outcome)
        .isEqualTo(
            Outcome.failure(
                FailureKind.INVALID,
                "The model's answer does not fit the schema \"weather\", nor did it after one"
                    + " repair: $ is not one JSON value and nothing else."));
    assertThat(server.calls()).isEqualTo(2);
    Journal.Entry rejected = run.journal.entry("round-2");
    assertThat(rejected.state()).isEqualTo(Journal.State.REJECTED);
    assertThat(rejected.usage().cost()).isEqualTo(Money.usd("0.003"));
    assertThat(rejected.json().at("/message/text").asText()).contains("cold");

    server.thenText("{\"city\":\"Oslo\",\"degrees\":4}");
    assertThat(execute(run)).isInstanceOf(Outcome.Success.class);
    assertThat(server.calls()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, PT7S",
    "retry-after-ms, 2500, PT2.5S",
    "retry-after, 0, PT1S",
    "retry-after, 9999999, PT24H",
    "x-nothing, 1, PT30S",
    "retry-after, soon, PT30S"
  })
  void tooManyRequestsSnoozes(String header, String value, Duration wait) throws Exception {
    server.then(429, Map.of(header, value), OpenAiServer.error("rate_limit_exceeded"));
    Outcome outcome = execute(TestRun.of(Prompt.of("Hi")));
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Snooze(
                wait, "The provider answered HTTP 429: too many requests or tokens."));
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void tooManyRequestsUntilADateSnoozes() throws Exception {
    // The server stamps its own Date; a date far ahead ends at the longest wait whatever it is.
    server.then(
        429,
        Map.of("Retry-After", "Thu, 01 Jan 2099 00:00:00 GMT"),
        OpenAiServer.error("rate_limit_exceeded"));
    assertThat(execute(TestRun.of(Prompt.of("Hi"))))
        .isInstanceOfSatisfying(
            Outcome.Snooze.class,
            snooze -> assertThat(snooze.delay()).isEqualTo(Duration.ofHours(24)));
  }

  @Test
  void quotaUsedUpIsDeniedNotAwaited() throws Exception {
    server.then(429, Map.of("Retry-After", "1"), OpenAiServer.error("insufficient_quota"));
    assertThat(execute(TestRun.of(Prompt.of("Hi"))))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.DENIED));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID",
    "401, DENIED",
    "402, DENIED",
    "403, DENIED",
    "404, INVALID",
    "408, ERROR",
    "409, ERROR",
    "422, INVALID",
    "500, ERROR",
    "502, ERROR",
    "503, ERROR",
    "529, ERROR"
  })
  void statusesAreSortedAndTellNothingPrivate(int status, FailureKind kind) throws Exception {
    server.then(status, Map.of(), OpenAiServer.error("some_code"));
    TestRun run = TestRun.of(Prompt.of("PRIVATE-PROMPT"));

    Outcome outcome = execute(run);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.message()).contains("HTTP " + status);
              assertThat(failure.toString() + run.log)
                  .doesNotContain("SECRET-IN-ANSWER", "PRIVATE-PROMPT", KEY);
            });
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void unavailableWithRetryAfterIsRetriedNotBefore() throws Exception {
    server.then(503, Map.of("Retry-After", "120"), "busy");
    assertThat(execute(TestRun.of(Prompt.of("Hi"))))
        .isEqualTo(
            new Outcome.Failure(
                FailureKind.ERROR, "The provider answered HTTP 503.", null, Duration.ofMinutes(2)));
  }

  @Test
  void slowAnswerTimesOut() throws Exception {
    server.thenSlow();
    Outcome outcome =
        executor(server.url(), Duration.ofMillis(150)).execute(TestRun.of(Prompt.of("Hi")));
    assertThat(outcome)
        .isEqualTo(Outcome.failure(FailureKind.ERROR, "The model did not answer in time."));
    assertThat(server.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"choices\": ['",
    "'<html>SECRET</html>'",
    "''",
    "'{}'",
    "'{\"choices\":[]}'",
    "'{\"choices\":[{\"message\":\"SECRET\"}]}'"
  })
  void malformedAnswerIsAnError(String body) throws Exception {
    server.then(200, Map.of(), body);
    Outcome outcome = execute(TestRun.of(Prompt.of("Hi")));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.ERROR);
              assertThat(failure.message())
                  .isIn(
                      "The provider's answer is not the JSON it should be.",
                      "The provider failed, or its answer lacks what its client looks for.")
                  .doesNotContain("SECRET");
            });
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void refusedConnectionIsAnError() throws Exception {
    String url = server.url();
    server.close();
    Outcome outcome = executor(url, Duration.ofSeconds(30)).execute(TestRun.of(Prompt.of("Hi")));
    assertThat(outcome)
        .isEqualTo(
            Outcome.failure(FailureKind.ERROR, "The provider cannot be reached: no connection."));
  }

  @Test
  void interruptCancels() throws Exception {
    server.thenSlow();
    PromptExecutor executor = executor(server.url(), Duration.ofSeconds(30));
    Thread.currentThread().interrupt();
    Outcome outcome = executor.execute(TestRun.of(Prompt.of("Hi")));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(new Outcome.Cancelled("The call of the model was interrupted."));
  }

  @ParameterizedTest
  @CsvSource({
    "length, half an ans, INVALID, cut at the limit",
    "content_filter, '', INVALID, content filter",
    "stop, '', ERROR, empty"
  })
  void uselessAnswersArePaidAndRejected(
      String finish, String text, FailureKind kind, String message) throws Exception {
    server.thenFinish(finish, text);
    TestRun run = TestRun.of(Prompt.of("Hi"));
    assertThat(execute(run))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.message()).contains(message);
            });
    assertThat(run.journal.entry("round-1").state()).isEqualTo(Journal.State.REJECTED);
    assertThat(run.journal.usage().total()).isEqualTo(1200);
  }
}
