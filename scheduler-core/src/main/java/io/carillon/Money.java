package io.carillon;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of US dollars in fixed point: billionths of a dollar, because one token costs fractions
 * of a millionth. Up to about nine billion dollars.
 *
 * @param nanos billionths of a dollar
 */
public record Money(long nanos) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  /**
   * An amount in dollars.
   *
   * @throws IllegalArgumentException when it is not a decimal number
   * @throws ArithmeticException when it has more than nine decimals or is out of range
   */
  public static Money usd(String decimal) {
    return new Money(new BigDecimal(decimal).multiply(NANOS).longValueExact());
  }

  /**
   * The sum.
   *
   * @throws ArithmeticException beyond the range
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }

  /**
   * The price of {@code tokens} at this price per million, rounded up to the next billionth.
   *
   * @throws ArithmeticException beyond the range
   */
  public Money perMillion(long tokens) {
    return new Money(
        BigDecimal.valueOf(nanos)
            .multiply(BigDecimal.valueOf(tokens))
            .divide(BigDecimal.valueOf(1_000_000L), 0, RoundingMode.CEILING)
            .longValueExact());
  }

  /** In dollars, exactly. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /** As {@code $0.0012}. */
  @Override
  public String toString() {
    return "$" + toDecimal().toPlainString();
  }
}
