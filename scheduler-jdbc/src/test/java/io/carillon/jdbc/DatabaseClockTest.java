package io.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.spi.StoreUnavailableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The database's clock, carried on by a counter that the test moves. */
class DatabaseClockTest {

  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Instant database = Samples.T0;
  private volatile boolean away;

  /** A clock over a database whose time the test sets. */
  private DatabaseClock clock() {
    return clock(
        Databases.sqlite("clock.db"),
        proxy(
            Dialect.class,
            (proxy, method, arguments) ->
                method.getName().equals("clock")
                    ? "select " + Type.micros(database) + " as micros"
                    : method.invoke(new SqliteDialect(), arguments)));
  }

  private DatabaseClock clock(DataSource real, Dialect dialect) {
    return new DatabaseClock(
        new Transactions(() -> connect(real), dialect, Schema.PREFIX), nanos::get);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Connection connect(DataSource real) throws SQLException {
    asked.incrementAndGet();
    if (away) {
      throw new SQLException("gone", "08006");
    }
    return real.getConnection();
  }

  private void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Test
  void tellsTheTimeOfPostgres() {
    Instant before = Instant.now();
    Instant told = clock(Databases.postgres(), new PostgresDialect()).now();

    assertThat(told).isBetween(before.minusMillis(2), Instant.now().plusMillis(2));
  }

  @Test
  void tellsTheTimeOfSqlite() {
    DataSource file = Databases.sqlite("clock.db");
    Instant before = Instant.now();
    Instant told = clock(file, new SqliteDialect()).now();

    assertThat(told).isBetween(before.minusMillis(2), Instant.now().plusMillis(2));
  }

  @Test
  void isAskedOnceAndCarriedOn() {
    DatabaseClock clock = clock();
    clock.now();

    advance(Duration.ofMillis(1_500));

    assertThat(clock.now()).isEqualTo(Samples.T0.plusMillis(1_500));
    assertThat(asked).hasValue(1);
  }

  @Test
  void isAskedAgainWhenTheAnswerIsOld() {
    DatabaseClock clock = clock();
    clock.now();

    advance(DatabaseClock.FRESH);
    database = Samples.T0.plusSeconds(3);

    assertThat(clock.now()).isEqualTo(database);
    assertThat(asked).hasValue(2);
  }

  @Test
  void standsStillRatherThanGoesBackALittle() {
    DatabaseClock clock = clock();
    clock.now();
    advance(DatabaseClock.FRESH.minusNanos(1_000));
    Instant ahead = clock.now();

    advance(Duration.ofNanos(1_000));
    database = ahead.minusMillis(900);

    assertThat(clock.now()).isEqualTo(ahead);
    advance(Duration.ofSeconds(1));
    assertThat(clock.now()).isEqualTo(ahead.plusMillis(100));
  }

  @Test
  void goesBackWithADatabaseThatWasSetBack() {
    DatabaseClock clock = clock();
    clock.now();

    advance(DatabaseClock.FRESH);
    database = Samples.T0.minusSeconds(70);

    assertThat(clock.now()).isEqualTo(database);
  }

  @Test
  void isCarriedOnWhileTheDatabaseIsAway() {
    DatabaseClock clock = clock();
    clock.now();
    away = true;

    advance(Duration.ofSeconds(30));

    assertThat(clock.now()).isEqualTo(Samples.T0.plusSeconds(30));
    assertThat(clock.now()).isEqualTo(Samples.T0.plusSeconds(30));
    assertThat(asked).as("not asked with every call").hasValue(2);
  }

  @Test
  void hasNoTimeBeforeTheFirstAnswer() {
    DatabaseClock clock = clock();
    away = true;

    assertThatThrownBy(clock::now).isInstanceOf(StoreUnavailableException.class);
  }
}
