package io.carillon.internal.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The offset changes of one zone, as sorted numbers: window {@code i} lasts from {@code start(i)}
 * (inclusive) to {@code end(i)} (exclusive) and has one offset. Finding the window of an instant is
 * a binary search without garbage, several times faster than asking {@link ZoneRules}.
 *
 * <p>A table reaches to a year; {@link #reaching(long)} gives one that covers an instant beyond it.
 */
final class ZoneTable {

  private static final int NEAR_YEAR = 2150;
  private static final int FAR_YEAR = 10_001;
  private static final ConcurrentMap<ZoneId, ZoneTable> NEAR = new ConcurrentHashMap<>();
  private static final ConcurrentMap<ZoneId, ZoneTable> FAR = new ConcurrentHashMap<>();

  private final ZoneId zone;
  private final long[] starts;
  private final int[] offsets;
  private final long coveredTo;

  private ZoneTable(ZoneId zone, long[] starts, int[] offsets, long coveredTo) {
    this.zone = zone;
    this.starts = starts;
    this.offsets = offsets;
    this.coveredTo = coveredTo;
  }

  static ZoneTable of(ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return fixed(zone, offset);
    }
    ZoneTable known = NEAR.get(zone);
    return known != null ? known : NEAR.computeIfAbsent(zone, id -> build(id, NEAR_YEAR));
  }

  ZoneId zone() {
    return zone;
  }

  /** This table, or one that covers the instant too. */
  ZoneTable reaching(long epochSecond) {
    if (epochSecond < coveredTo) {
      return this;
    }
    return FAR.computeIfAbsent(zone, id -> build(id, FAR_YEAR));
  }

  /** False where the instant lies beyond this table. */
  boolean covers(long epochSecond) {
    return epochSecond < coveredTo;
  }

  int windows() {
    return starts.length;
  }

  /** The window an instant lies in. */
  int indexOf(long epochSecond) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= epochSecond) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  long start(int window) {
    return starts[window];
  }

  /** The first instant after the window; {@code Long.MAX_VALUE} for the last one. */
  long end(int window) {
    return window + 1 < starts.length ? starts[window + 1] : Long.MAX_VALUE;
  }

  int offset(int window) {
    return offsets[window];
  }

  /** The reading of the wall clock just when the window starts. */
  long localStart(int window) {
    return window == 0 ? Long.MIN_VALUE : starts[window] + offsets[window];
  }

  /** The reading the wall clock would reach at the window's end; never reached itself. */
  long localEnd(int window) {
    return window + 1 < starts.length ? starts[window + 1] + offsets[window] : Long.MAX_VALUE;
  }

  private static ZoneTable fixed(ZoneId zone, ZoneOffset offset) {
    return new ZoneTable(
        zone, new long[] {Long.MIN_VALUE}, new int[] {offset.getTotalSeconds()}, Long.MAX_VALUE);
  }

  private static ZoneTable build(ZoneId zone, int lastYear) {
    ZoneRules rules = zone.getRules();
    if (rules.isFixedOffset()) {
      return fixed(zone, rules.getOffset(Instant.EPOCH));
    }
    long[] starts = new long[64];
    int[] offsets = new int[64];
    starts[0] = Long.MIN_VALUE;
    offsets[0] = rules.getOffset(Instant.MIN).getTotalSeconds();
    long limit = LocalDateTime.of(lastYear, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    int count = 1;
    @Nullable ZoneOffsetTransition change = rules.nextTransition(Instant.MIN);
    while (change != null && change.toEpochSecond() < limit) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      starts[count] = change.toEpochSecond();
      offsets[count] = change.getOffsetAfter().getTotalSeconds();
      count++;
      change = rules.nextTransition(change.getInstant());
    }
    long coveredTo = change == null ? Long.MAX_VALUE : limit;
    return new ZoneTable(
        zone, Arrays.copyOf(starts, count), Arrays.copyOf(offsets, count), coveredTo);
  }
}
