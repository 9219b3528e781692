package io.carillon.internal.time;

import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with single readings added and readings or whole days taken away.
 *
 * @param added local seconds
 * @param excluded local seconds
 * @param excludedDays days since 1970-01-01
 */
record DatedPattern(
    LocalPattern inner, NavigableSet<Long> added, Set<Long> excluded, Set<Long> excludedDays)
    implements LocalPattern {

  @Override
  public long nextOrSame(long local) {
    long at = local;
    while (true) {
      long ruled = inner.nextOrSame(at);
      Long single = added.ceiling(at);
      long found = ruled == NEVER || (single != null && single < ruled) ? orNever(single) : ruled;
      if (found == NEVER || !isExcluded(found)) {
        return found;
      }
      at = found + 1;
    }
  }

  @Override
  public long previousOrSame(long local) {
    long at = local;
    while (true) {
      long ruled = inner.previousOrSame(at);
      Long single = added.floor(at);
      long found = ruled == NEVER || (single != null && single > ruled) ? orNever(single) : ruled;
      if (found == NEVER || !isExcluded(found)) {
        return found;
      }
      at = found - 1;
    }
  }

  private static long orNever(@Nullable Long single) {
    return single == null ? NEVER : single;
  }

  private boolean isExcluded(long local) {
    return excluded.contains(local)
        || excludedDays.contains(Math.floorDiv(local, (long) CivilDays.SECONDS_PER_DAY));
  }
}
