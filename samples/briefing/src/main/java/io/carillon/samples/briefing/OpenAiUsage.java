package io.carillon.samples.briefing;

import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import io.carillon.Money;
import io.carillon.Usage;
import io.carillon.llm.UsageExtractor;
import java.util.Optional;

/** Cached and reasoning tokens as OpenAI's protocol has them. */
final class OpenAiUsage implements UsageExtractor {

  @Override
  public Optional<Usage> extract(TokenUsage usage) {
    if (!(usage instanceof OpenAiTokenUsage told)
        || told.inputTokenCount() == null
        || told.outputTokenCount() == null) {
      return Optional.empty();
    }
    Integer cached =
        told.inputTokensDetails() == null ? null : told.inputTokensDetails().cachedTokens();
    Integer reasoning =
        told.outputTokensDetails() == null ? null : told.outputTokensDetails().reasoningTokens();
    return Optional.of(
        new Usage(
            told.inputTokenCount(),
            told.outputTokenCount(),
            cached == null ? 0 : cached,
            0,
            reasoning == null ? 0 : reasoning,
            Money.ZERO));
  }
}
