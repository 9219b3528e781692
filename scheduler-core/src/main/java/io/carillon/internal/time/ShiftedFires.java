package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Moves fires later by a stable offset of the task (spread) and an own offset of each fire
 * (jitter). Both come from hashes of names and instants, so that the same question has the same
 * answer on every node. The sum never reaches the rule's next fire, which keeps the order and makes
 * the inverse simple: only the last rule time at or before an instant can fire after it.
 */
final class ShiftedFires implements FireTimes {

  private final FireTimes inner;
  private final long seed;
  private final long spreadMillis;
  private final long jitterMillis;

  ShiftedFires(FireTimes inner, String taskKey, Duration spread, Duration jitter) {
    this.inner = inner;
    this.seed = hash(taskKey);
    this.spreadMillis = spread.isZero() ? 0 : Math.floorMod(mix(seed), spread.toMillis());
    this.jitterMillis = jitter.toMillis();
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Optional<Instant> last = inner.previous(after.plusNanos(1)).map(this::shifted);
    return last.isPresent() && last.get().isAfter(after)
        ? last
        : inner.next(after).map(this::shifted);
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Optional<Instant> rule = inner.previous(before);
    if (rule.isEmpty()) {
      return Optional.empty();
    }
    Instant fire = shifted(rule.get());
    return fire.isBefore(before)
        ? Optional.of(fire)
        : inner.previous(rule.get()).map(this::shifted);
  }

  @Override
  public Instant nominal(Instant fire) {
    Instant rule = inner.previous(fire.plusNanos(1)).orElse(fire);
    return shifted(rule).equals(fire) ? inner.nominal(rule) : fire;
  }

  private Instant shifted(Instant rule) {
    long jitter =
        jitterMillis == 0 ? 0 : Math.floorMod(mix(seed ^ mix(rule.toEpochMilli())), jitterMillis);
    long shift = spreadMillis + jitter;
    Optional<Instant> next = inner.next(rule);
    if (next.isPresent()) {
      long gap = ChronoUnit.MILLIS.between(rule, next.get());
      shift = gap <= 1 ? 0 : shift % gap;
    }
    return rule.plusMillis(shift);
  }

  /** FNV-1a over the characters. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The finisher of SplitMix64: spreads close inputs over all bits. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
