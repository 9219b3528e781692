package io.carillon.llm;

import io.carillon.Money;
import io.carillon.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tokens cost, by model. A table has a version of its own, kept with every step that was
 * priced by it, so that an old run's cost can be explained after prices changed.
 */
public final class PriceTable {

  /** No prices: every cost is unknown and counted as nothing. */
  public static final PriceTable EMPTY = new PriceTable("none", Map.of());

  /** Providers answer with a dated name ({@code x-2026-08-01}, {@code x-20260801}). */
  private static final Pattern DATED = Pattern.compile("-(\\d{4}-\\d{2}-\\d{2}|\\d{8})$");

  private final String version;
  private final Map<String, Prices> prices;

  private PriceTable(String version, Map<String, Prices> prices) {
    this.version = version;
    this.prices = Map.copyOf(prices);
  }

  /**
   * An empty table.
   *
   * @param version names this set of prices, such as {@code 2026-11}; 1 to 100 characters
   */
  public static PriceTable version(String version) {
    if (version.isBlank() || version.length() > 100) {
      throw new IllegalArgumentException("Version of a price table: write 1 to 100 characters.");
    }
    return new PriceTable(version, Map.of());
  }

  /**
   * A copy that prices {@code model} too.
   *
   * @param model the name it is registered under, or the provider's, with or without a date
   */
  public PriceTable with(String model, Prices price) {
    Map<String, Prices> more = new LinkedHashMap<>(prices);
    more.put(Objects.requireNonNull(model, "model"), Objects.requireNonNull(price, "price"));
    return new PriceTable(version, more);
  }

  public String version() {
    return version;
  }

  /**
   * The prices of a model: by the name that answered, by that name without its date, by the name it
   * is registered under.
   */
  public Optional<Prices> find(String answered, String registered) {
    Prices exact = prices.get(answered);
    if (exact != null) {
      return Optional.of(exact);
    }
    Prices undated = prices.get(DATED.matcher(answered).replaceFirst(""));
    return Optional.ofNullable(undated != null ? undated : prices.get(registered));
  }

  /**
   * Prices of a million tokens each, in dollars.
   *
   * @param input tokens sent that were neither read from nor written to a cache
   * @param output tokens received, reasoning included
   * @param cacheRead tokens sent that were read from a cache
   * @param cacheWrite tokens sent that were written to a cache
   */
  public record Prices(Money input, Money output, Money cacheRead, Money cacheWrite) {
    public Prices {
      if (Stream.of(input, output, cacheRead, cacheWrite).anyMatch(price -> price.nanos() < 0)) {
        throw new IllegalArgumentException("A price cannot be negative.");
      }
    }

    /** Prices of input and output in dollars per million; caches cost as input does. */
    public static Prices perMillion(String input, String output) {
      Money sent = Money.usd(input);
      return new Prices(sent, Money.usd(output), sent, sent);
    }

    /** A copy with prices of its own for caches, in dollars per million. */
    public Prices withCache(String read, String write) {
      return new Prices(input, output, Money.usd(read), Money.usd(write));
    }

    /** What {@code usage} costs; each part is rounded up to a billionth of a dollar. */
    public Money cost(Usage usage) {
      long plain = Math.max(0, usage.input() - usage.cacheRead() - usage.cacheWrite());
      return input
          .perMillion(plain)
          .plus(cacheRead.perMillion(usage.cacheRead()))
          .plus(cacheWrite.perMillion(usage.cacheWrite()))
          .plus(output.perMillion(usage.output()));
    }
  }
}
