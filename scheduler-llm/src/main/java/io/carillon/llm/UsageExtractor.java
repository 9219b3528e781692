package io.carillon.llm;

import dev.langchain4j.model.output.TokenUsage;
import io.carillon.Money;
import io.carillon.Usage;
import java.util.Optional;

/**
 * Reads what a provider tells of used tokens beyond input and output: langchain4j has cache reads
 * and writes and reasoning in subclasses of its providers' modules. Register one per provider with
 * {@link ChatModelClient}; the first that answers counts.
 */
@FunctionalInterface
public interface UsageExtractor {

  /** Input and output alone, which every provider gives; empty when even those are missing. */
  UsageExtractor PLAIN =
      usage -> {
        Integer input = usage.inputTokenCount();
        Integer output = usage.outputTokenCount();
        return input == null || output == null
            ? Optional.empty()
            : Optional.of(new Usage(input, output, 0, 0, 0, Money.ZERO));
      };

  /**
   * The tokens used: cache reads and writes within the input, reasoning within the output, no cost.
   *
   * @return empty when this usage is not of the provider it knows
   */
  Optional<Usage> extract(TokenUsage usage);
}
