package io.carillon.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Connections to one SQLite file, kept open for the next user: there is one writer at a time, so
 * hardly more than two are ever made. Opened so that no acknowledged commit is lost: write-ahead
 * log, and a sync of it with every commit. Thread-safe.
 */
final class FileConnections implements ConnectionFactory {

  /** How long another process may hold the write lock before this one gives up. */
  private static final String BUSY_MILLIS = "10000";

  private final String url;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  private FileConnections(String url) {
    this.url = url;
  }

  /**
   * Makes the directory; the file is made with the first connection.
   *
   * @throws UncheckedIOException when the directory cannot be made
   */
  static FileConnections to(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      if (absolute.getParent() != null) {
        Files.createDirectories(absolute.getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory of " + absolute + " cannot be made: " + e.getMessage(), e);
    }
    return new FileConnections("jdbc:sqlite:" + absolute);
  }

  @Override
  public Connection openConnection() throws SQLException {
    Connection kept;
    synchronized (this) {
      if (closed) {
        throw new SQLException("The store in " + url + " was closed.", "08003");
      }
      kept = idle.poll();
    }
    return kept == null ? connect() : kept;
  }

  private Connection connect() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "FULL");
    settings.setProperty("busy_timeout", BUSY_MILLIS);
    try {
      return DriverManager.getConnection(url, settings);
    } catch (SQLException e) {
      if (DriverManager.drivers().noneMatch(driver -> accepts(driver, url))) {
        throw new IllegalStateException(
            "There is no JDBC driver for SQLite: add org.xerial:sqlite-jdbc, 3.42 or newer, to the"
                + " class path.",
            e);
      }
      throw e;
    }
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public synchronized void closeConnection(Connection connection) throws SQLException {
    if (closed) {
      connection.close();
    } else if (!connection.isClosed()) {
      idle.push(connection);
    }
  }

  /** Closes the file; connections that are in use close when they are given back. */
  synchronized void close() {
    closed = true;
    while (!idle.isEmpty()) {
      try {
        idle.pop().close();
      } catch (SQLException e) {
        throw new IllegalStateException("Closing " + url + " failed: " + e.getMessage(), e);
      }
    }
  }
}
