package io.carillon;

/**
 * Tokens and money that model calls used. Cache reads and writes and reasoning are parts of input
 * and output, told apart where a provider does.
 *
 * @param input tokens sent, cache reads and writes included
 * @param output tokens received, reasoning included
 * @param cacheRead of the input
 * @param cacheWrite of the input
 * @param reasoning of the output
 * @param cost by the price table at the time of the call
 */
public record Usage(
    long input, long output, long cacheRead, long cacheWrite, long reasoning, Money cost) {

  /** Nothing used. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, Money.ZERO);

  public Usage {
    if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0 || reasoning < 0) {
      throw new IllegalArgumentException("Token counts cannot be negative.");
    }
  }

  public static Usage tokens(long input, long output) {
    return new Usage(input, output, 0, 0, 0, Money.ZERO);
  }

  public Usage withCost(Money other) {
    return new Usage(input, output, cacheRead, cacheWrite, reasoning, other);
  }

  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        output + other.output,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        reasoning + other.reasoning,
        cost.plus(other.cost));
  }

  /** Input and output. */
  public long total() {
    return input + output;
  }
}
