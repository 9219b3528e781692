package io.carillon.jdbc;

import io.carillon.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and ends transactions. A connection is taken from the data source for each and given back
 * as it was; transactions that were in each other's way are done again, a few times.
 */
final class Transactions {

  /** How often the same work is begun before the store counts as unavailable. */
  static final int MOST_TRIES = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private final Dialect dialect;
  private final String prefix;
  private final Jdbi jdbi;
  private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

  /** Where the database has one writer, its threads queue here: fairly, and without polling. */
  private final ReentrantLock writer = new ReentrantLock(true);

  Transactions(ConnectionFactory connections, Dialect dialect, String prefix) {
    this.dialect = dialect;
    this.prefix = prefix;
    this.jdbi = configured(Jdbi.create(connections));
  }

  Dialect dialect() {
    return dialect;
  }

  private static Jdbi configured(Jdbi jdbi) {
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // Messages of jdbi would hold the values that were bound: prompts, outputs.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    return jdbi;
  }

  /**
   * Does work in a transaction of its own.
   *
   * @throws StoreUnavailableException when the database does not answer, or other transactions were
   *     in the way every time
   */
  <T> T run(Function<Session, T> work) {
    if (inside.get() != null) {
      throw new IllegalStateException(
          "A transaction cannot be opened inside another: use the one that is open.");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (SQLException | RuntimeException e) {
        Optional<SQLException> error = Fault.behind(e);
        if (error.isEmpty()) {
          throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
        Fault fault = Fault.of(e, error.get(), dialect);
        if (fault != Fault.AGAIN || attempt == MOST_TRIES) {
          throw fault.toException(error.get(), dialect);
        }
        LOG.debug("Transaction is begun again after {}", error.get().getSQLState());
      }
    }
  }

  private <T> T once(Function<Session, T> work) throws SQLException {
    boolean queues = dialect.hasOneWriter();
    if (queues) {
      writer.lock();
    }
    inside.set(true);
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      boolean autoCommit = connection.getAutoCommit();
      try {
        dialect.begin(connection);
        T answer = work.apply(new Session(handle, dialect, prefix));
        dialect.commit(connection);
        return answer;
      } catch (SQLException | RuntimeException | Error e) {
        undo(connection, e);
        throw e;
      } finally {
        restore(connection, autoCommit);
      }
    } finally {
      inside.remove();
      if (queues) {
        writer.unlock();
      }
    }
  }

  private void undo(Connection connection, Throwable cause) {
    try {
      dialect.rollback(connection);
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it; the cause says why.
      cause.addSuppressed(new SQLException("Rollback failed", e.getSQLState(), e.getErrorCode()));
    }
  }

  private static void restore(Connection connection, boolean autoCommit) {
    try {
      if (connection.getAutoCommit() != autoCommit) {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      LOG.debug("A connection was given back as it is: {}", e.getSQLState());
    }
  }

  /**
   * Does work in the transaction that the owner of the connection has opened and will end.
   *
   * @throws IllegalArgumentException when the connection commits by itself
   * @throws StoreUnavailableException when the database does not answer
   */
  <T> T within(Connection connection, Function<Session, T> work) {
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "The connection commits by itself, so nothing would tie the runs to your own writes:"
                + " call setAutoCommit(false) before, and commit() when both are done.");
      }
      return work.apply(new Session(lent(connection), dialect, prefix));
    } catch (SQLException | RuntimeException e) {
      Optional<SQLException> error = Fault.behind(e);
      if (error.isEmpty()) {
        throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
      }
      throw Fault.of(e, error.get(), dialect).toException(error.get(), dialect);
    }
  }

  /** Not closed: closing it would be about the connection, which is the owner's. */
  @SuppressWarnings("MustBeClosedChecker")
  private static Handle lent(Connection connection) {
    ConnectionFactory factory =
        new ConnectionFactory() {
          @Override
          public Connection openConnection() {
            return connection;
          }

          @Override
          public void closeConnection(Connection lent) {
            // Its owner closes it.
          }
        };
    return configured(Jdbi.create(factory)).open();
  }

  /** One query outside of any transaction. */
  <T> T read(Function<Session, T> query) {
    try (Handle handle = jdbi.open()) {
      return query.apply(new Session(handle, dialect, prefix));
    } catch (RuntimeException e) {
      throw Fault.behind(e)
          .map(error -> Fault.of(e, error, dialect).toException(error, dialect))
          .orElse(e);
    }
  }
}
