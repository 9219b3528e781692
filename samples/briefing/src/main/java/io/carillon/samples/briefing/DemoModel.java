package io.carillon.samples.briefing;

import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.carillon.llm.ChatModelClient;
import io.carillon.llm.LlmClient;
import io.carillon.llm.RetryAfterHttp;
import java.time.Duration;
import java.util.Map;

/**
 * The model that the demo's tasks use.
 *
 * @param name what tasks and pages call it
 * @param client calls it
 * @param offline whether it is the stand-in, which is no language model
 */
record DemoModel(String name, LlmClient client, boolean offline) {

  private static final String BASE_URL = "https://api.openai.com/v1";
  private static final String MODEL = "gpt-4o-mini";

  /**
   * The model that the environment names: with {@code OPENAI_API_KEY} any endpoint that speaks
   * OpenAI's protocol, at {@code OPENAI_BASE_URL}, with {@code OPENAI_MODEL}; else the stand-in.
   */
  static DemoModel from(Map<String, String> environment) {
    String key = environment.getOrDefault("OPENAI_API_KEY", "");
    if (key.isBlank()) {
      ExtractiveSummarizer stub = new ExtractiveSummarizer(6);
      return new DemoModel(ExtractiveSummarizer.NAME, ChatModelClient.of(stub), true);
    }
    String name = environment.getOrDefault("OPENAI_MODEL", MODEL);
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .httpClientBuilder(JdkHttpClient.builder().httpClientBuilder(RetryAfterHttp.builder()))
            .baseUrl(environment.getOrDefault("OPENAI_BASE_URL", BASE_URL))
            .apiKey(key)
            .modelName(name)
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .timeout(Duration.ofMinutes(2))
            .maxRetries(0)
            .build();
    return new DemoModel(name, ChatModelClient.of(model, new OpenAiUsage()), false);
  }
}
