package io.carillon.llm;

import io.carillon.Usage;
import java.util.Optional;

/**
 * What one call used and cost.
 *
 * @param estimated whether the provider counted nothing, so that the tokens are a guess
 * @param priced whether the price table knows the model, so that the cost is one
 */
record Spent(Usage usage, boolean estimated, boolean priced) {

  /**
   * @param model the name it is registered under
   */
  static Spent on(LlmRequest request, LlmResponse response, PriceTable prices, String model) {
    Usage told = response.usage();
    Usage usage = told == null ? estimate(request, response) : told;
    Optional<PriceTable.Prices> price = prices.find(response.model(), model);
    return price.isPresent()
        ? new Spent(usage.withCost(price.get().cost(usage)), told == null, true)
        : new Spent(usage, told == null, false);
  }

  /** About four characters a token: better than nothing where a provider counts nothing. */
  private static Usage estimate(LlmRequest request, LlmResponse response) {
    long sent = LlmCodec.messages(request.messages()).toString().length();
    long received = LlmCodec.message(response.message()).toString().length();
    return Usage.tokens((sent + 3) / 4, (received + 3) / 4);
  }
}
