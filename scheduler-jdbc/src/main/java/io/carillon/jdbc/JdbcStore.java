package io.carillon.jdbc;

import io.carillon.Submission;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.IdSource;
import io.carillon.spi.Store;
import io.carillon.time.Calendars;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A store in a relational database: PostgreSQL for many nodes, or one SQLite file. The database is
 * recognised by its driver.
 *
 * <pre>{@code
 * Store cluster = JdbcStore.create(dataSource);
 * Store file = JdbcStore.file(Path.of("data/carillon.db"));
 * }</pre>
 *
 * <p>A connection is taken for each transaction and given back as it was; the data source may have
 * any defaults. Thread-safe.
 */
public final class JdbcStore extends ForwardingStore {

  private final JdbcTables tables;

  private JdbcStore(Store store, JdbcTables tables) {
    super(store);
    this.tables = tables;
  }

  /**
   * A store with its tables brought up to date. Closing it leaves the data source open.
   *
   * @throws SchemaMismatchException when a newer Carillon has migrated the tables
   * @throws io.carillon.spi.StoreUnavailableException when the database does not answer
   * @throws IllegalArgumentException when the database is none that Carillon knows
   */
  public static JdbcStore create(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /** Starts a store with other settings. */
  public static Builder builder(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    return new Builder(dataSource::getConnection, () -> {});
  }

  /**
   * A store in one SQLite file, which is made, with its directory, if it is not there: write-ahead
   * log, and every commit on the disk before it is acknowledged. Needs {@code
   * org.xerial:sqlite-jdbc}. Closing the store closes the file.
   *
   * @throws IllegalStateException when there is no driver for SQLite
   * @throws java.io.UncheckedIOException when the directory cannot be made
   */
  public static JdbcStore file(Path file) {
    return fileBuilder(file).build();
  }

  /** Starts a store in one SQLite file with other settings; see {@link #file}. */
  public static Builder fileBuilder(Path file) {
    FileConnections connections = FileConnections.to(file);
    return new Builder(connections, connections::close);
  }

  /**
   * Makes runs in the transaction that is open on {@code connection}: committed with it, gone with
   * its rollback. The connection must be to the store's own database. It is never committed, rolled
   * back or closed, and none of its settings changes; when this throws, roll back.
   *
   * <p>A node that waits finds the runs at its next look, at the latest after its poll interval.
   *
   * @return in the order of the submissions
   * @throws IllegalArgumentException when the connection is in auto-commit mode
   * @throws io.carillon.spi.StoreUnavailableException when the database does not answer
   */
  public List<Submitted> submit(Connection connection, List<Submission> submissions) {
    return tables.within(connection, (transaction, now) -> submit(transaction, submissions, now));
  }

  /** The rows themselves. */
  public JdbcTables tables() {
    return tables;
  }

  /** Collects the settings of a store. */
  public static final class Builder {

    private static final Pattern PREFIX_FORM = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    private final ConnectionFactory connections;
    private final Runnable closing;
    private SchemaMode schema = SchemaMode.MIGRATE;
    private String prefix = Schema.PREFIX;
    private IdSource ids = IdSource.timeOrdered();
    private Calendars calendars = Calendars.none();
    private @Nullable ClusterClock clock;

    private Builder(ConnectionFactory connections, Runnable closing) {
      this.connections = connections;
      this.closing = closing;
    }

    /** What to do about the tables; {@link SchemaMode#MIGRATE} unless said otherwise. */
    public Builder schema(SchemaMode mode) {
      this.schema = Objects.requireNonNull(mode, "mode");
      return this;
    }

    /**
     * What the names of all tables and indexes begin with; {@code carillon_} unless said otherwise.
     *
     * @throws IllegalArgumentException unless it is 1 to 30 lower-case letters, digits and
     *     underscores, a letter first
     */
    public Builder tablePrefix(String other) {
      if (!PREFIX_FORM.matcher(other).matches()) {
        throw new IllegalArgumentException(
            "Table prefix \""
                + other
                + "\": write 1 to 30 lower-case letters, digits and '_', a letter first, such as"
                + " \"carillon_\".");
      }
      this.prefix = other;
      return this;
    }

    /** Where ids come from; time-ordered and random unless said otherwise. */
    public Builder ids(IdSource other) {
      this.ids = Objects.requireNonNull(other, "ids");
      return this;
    }

    /** The named calendars that triggers' exclusions refer to; the same on all nodes. */
    public Builder calendars(Calendars other) {
      this.calendars = Objects.requireNonNull(other, "calendars");
      return this;
    }

    /** A clock in place of the database's: for tests. */
    public Builder clock(ClusterClock other) {
      this.clock = Objects.requireNonNull(other, "clock");
      return this;
    }

    /** Opens the store; see {@link JdbcStore#create} for what is thrown. */
    public JdbcStore build() {
      JdbcTables tables = buildTables();
      return new JdbcStore(Store.over(tables, ids, calendars), tables);
    }

    /** The rows without the rules; what contract suites of tables start from. */
    JdbcTables buildTables() {
      try {
        Transactions transactions = new Transactions(connections, Dialects.of(connections), prefix);
        new Schema(transactions, prefix).prepare(schema);
        return new JdbcTables(transactions, clock, closing);
      } catch (RuntimeException e) {
        closing.run();
        throw e;
      }
    }
  }
}
