package io.carillon.jdbc;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's wall clock, the same for all nodes: asked every few seconds, by whoever wants the
 * time then, and carried on in between by a counter of this machine that no one sets. Half the
 * round trip is taken as the answer's age. Goes back only when the database's clock was set back by
 * more than {@link #SMALL_STEP}. Thread-safe.
 */
final class DatabaseClock implements ClusterClock {

  /** How long an answer is carried on. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** Corrections up to this are waited out, so that time stands still rather than goes back. */
  static final Duration SMALL_STEP = Duration.ofSeconds(1);

  private static final long FRESH_NANOS = FRESH.toNanos();
  private static final long SMALL_STEP_MICROS = SMALL_STEP.toNanos() / 1_000;

  private final Transactions transactions;
  private final LongSupplier nanos;
  private final ReentrantLock measuring = new ReentrantLock();
  private volatile @Nullable Reading reading;
  private volatile long askedAt;
  private long told = Long.MIN_VALUE;

  /** What the database said, and when that was by the counter. */
  private record Reading(long micros, long atNanos) {
    long carriedTo(long nanos) {
      return micros + (nanos - atNanos) / 1_000;
    }
  }

  /**
   * @param nanos counts nanoseconds, only forward
   */
  DatabaseClock(Transactions transactions, LongSupplier nanos) {
    this.transactions = transactions;
    this.nanos = nanos;
  }

  @Override
  public Instant now() {
    return tell(fresh(() -> transactions.read(this::ask)));
  }

  /** As {@link #now}, asking through a session that is open, so that no connection is needed. */
  Instant now(Session session) {
    return tell(fresh(() -> ask(session)));
  }

  private Reading fresh(Supplier<Reading> ask) {
    Reading known = reading;
    if (known == null) {
      measuring.lock();
    } else if (nanos.getAsLong() - askedAt < FRESH_NANOS || !measuring.tryLock()) {
      return known;
    }
    try {
      Reading latest = reading;
      boolean justAsked = latest != null && nanos.getAsLong() - askedAt < FRESH_NANOS;
      return latest != null && justAsked ? latest : ask(ask, latest);
    } finally {
      measuring.unlock();
    }
  }

  /** A database that is away has no say: what it said last is carried on until it is back. */
  private Reading ask(Supplier<Reading> ask, @Nullable Reading known) {
    try {
      Reading asked = ask.get();
      reading = asked;
      return asked;
    } catch (StoreUnavailableException e) {
      if (known == null) {
        throw e;
      }
      return known;
    } finally {
      askedAt = nanos.getAsLong();
    }
  }

  private Reading ask(Session session) {
    long before = nanos.getAsLong();
    Sql query = session.sql(transactions.dialect().clock());
    long micros = session.first(query, cells -> cells.number("micros")).orElseThrow();
    long after = nanos.getAsLong();
    return new Reading(micros, before + (after - before) / 2);
  }

  private synchronized Instant tell(Reading now) {
    long micros = now.carriedTo(nanos.getAsLong());
    boolean slightlyBack = micros < told && told - micros <= SMALL_STEP_MICROS;
    told = slightlyBack ? told : micros;
    return Type.instant(told);
  }
}
