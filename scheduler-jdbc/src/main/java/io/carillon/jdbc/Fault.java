package io.carillon.jdbc;

import io.carillon.spi.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;

/** What an error of the database means for the transaction. */
enum Fault {
  /** Transactions were in each other's way; the same again may well work. */
  AGAIN,
  /** The database does not answer, or cannot write for now. */
  UNAVAILABLE,
  /** The database refused the statement; the same again is refused again. */
  REFUSED;

  /** By the classes of SQLState that all databases share. */
  static Fault of(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.startsWith("40")) {
      return AGAIN;
    }
    boolean away =
        error instanceof SQLTransientConnectionException
            || error instanceof SQLNonTransientConnectionException
            || error instanceof SQLRecoverableException
            || error instanceof SQLTimeoutException
            || state.startsWith("08");
    return away ? UNAVAILABLE : REFUSED;
  }

  /** The database's error behind an exception, if there is one. */
  static Optional<SQLException> behind(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException error) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  /** What the error means in this database. */
  static Fault of(Throwable failure, SQLException error, Dialect dialect) {
    return failure instanceof ConnectionException ? UNAVAILABLE : dialect.fault(error);
  }

  /**
   * What a caller is told. Without the database's exception, whose message and parts may hold the
   * values that were written: prompts, outputs.
   */
  RuntimeException toException(SQLException error, Dialect dialect) {
    String said = said(error);
    RuntimeException told =
        this == REFUSED
            ? new IllegalStateException(dialect.name() + " refused a statement. " + said)
            : new StoreUnavailableException(
                dialect.name()
                    + (this == AGAIN
                        ? " kept refusing: other transactions are in the way. "
                        : " does not answer. ")
                    + said,
                new SQLException(said, error.getSQLState(), error.getErrorCode()));
    told.setStackTrace(error.getStackTrace());
    return told;
  }

  /** The first line of the innermost message: drivers add the values further out and below. */
  private static String said(SQLException error) {
    SQLException last = error;
    while (last.getNextException() != null && last.getNextException() != last) {
      last = last.getNextException();
    }
    String message = String.valueOf(last.getMessage());
    int end = message.indexOf('\n');
    return "It says: "
        + (end < 0 ? message : message.substring(0, end))
        + " (SQLState "
        + last.getSQLState()
        + ", code "
        + last.getErrorCode()
        + ")";
  }
}
