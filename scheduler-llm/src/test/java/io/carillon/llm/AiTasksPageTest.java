package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.carillon.Effect;
import io.carillon.Scheduler;
import io.carillon.Task;
import io.carillon.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/ai-tasks.md are this code, and it works. */
class AiTasksPageTest {

  private static final Path PAGE = Path.of("../docs/ai-tasks.md");
  private static final Path SELF = Path.of("src/test/java/io/carillon/llm/AiTasksPageTest.java");

  private interface Warehouse {
    int count(String article);
  }

  private static Models models(String baseUrl, String key) {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .httpClientBuilder(JdkHttpClient.builder().httpClientBuilder(RetryAfterHttp.builder()))
            .baseUrl(baseUrl)
            .apiKey(key)
            .modelName("test-model")
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .timeout(Duration.ofMinutes(2))
            .maxRetries(0)
            .build();
    Models models =
        Models.of("fast", ChatModelClient.of(model, new OpenAiUsage()))
            .withPrices(
                PriceTable.version("2026-11")
                    .with("fast", PriceTable.Prices.perMillion("2", "8").withCache("0.5", "2.5")));
    return models;
  }

  private static Scheduler schedule(Models models, Warehouse warehouse) {
    Tool stock =
        Tool.of(
                "stock",
                "How many of an article are in store.",
                """
                {"type": "object", "properties": {"article": {"type": "string"}},
                 "required": ["article"], "additionalProperties": false}""",
                input -> IntNode.valueOf(warehouse.count(input.text("article"))))
            .effect(Effect.READ_ONLY);
    Scheduler scheduler =
        Scheduler.builder().executor(PromptExecutor.of(models, Tools.of(stock))).build();
    scheduler.declare(
        Task.named("stock report")
            .on(Trigger.cron("0 8 * * MON-FRI"))
            .zone(ZoneId.of("Europe/Paris"))
            .action(
                Prompt.of(
                        "It is {{ scheduled_at.weekday }}. What must be ordered of {{ variables.articles }}?")
                    .system("Answer in one short paragraph.")
                    .variable("articles", "screws and nails")
                    .tools("stock")
                    .action())
            .build());
    return scheduler;
  }

  @Test
  void theJavaOfThePageIsTheCodeHereAndIsAccepted() throws IOException {
    String code = plain(Files.readString(SELF));
    List<String> blocks = blocks("java");
    assertThat(blocks).hasSize(2);
    assertThat(blocks).allSatisfy(block -> assertThat(code).contains(plain(block)));
    try (OpenAiServer server = new OpenAiServer();
        Scheduler scheduler = schedule(models(server.url(), "k"), article -> 1)) {
      assertThat(scheduler.tasks().find("stock report")).isPresent();
    }
  }

  @Test
  void theJsonOfThePageIsAccepted() throws IOException {
    Tools tools =
        Tools.of(Tool.of("stock", "s", "{\"type\":\"object\"}", input -> IntNode.valueOf(1)));
    List<String> blocks = blocks("json");
    assertThat(blocks).hasSize(1);
    for (String block : blocks) {
      ObjectNode config =
          (ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(block);
      config.remove("type");
      assertThat(PromptExecutor.of(models("http://localhost:1/v1", "k"), tools).check(config))
          .isEmpty();
    }
  }

  @Test
  void everyRootAndKeywordIsNamedOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    List<String> words = new ArrayList<>(TemplateRoots.TEXTS);
    words.addAll(TemplateRoots.TIMES);
    TemplateRoots.PARTS.keySet().forEach(part -> words.add("." + part));
    assertThat(words).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    assertThat(TemplateRoots.TREES).allSatisfy(tree -> assertThat(page).contains("`" + tree));
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }
}
