package io.carillon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** The databases that tests run on. Each store gets tables, or a file, of its own. */
enum Databases {
  POSTGRESQL {
    @Override
    JdbcStore.Builder fresh() {
      return JdbcStore.builder(POOL.get()).tablePrefix("t" + COUNT.incrementAndGet() + "_");
    }
  },
  SQLITE {
    @Override
    JdbcStore.Builder fresh() {
      return JdbcStore.fileBuilder(directory().resolve("carillon.db"));
    }
  };

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Supplier<EmbeddedPostgres> SERVER = once(Databases::start);

  private static final Supplier<Path> ROOT = once(Databases::root);

  /** Saves the tests that make many small stores a connection for each transaction. */
  private static final Supplier<DataSource> POOL =
      once(
          () -> {
            HikariConfig config = new HikariConfig();
            config.setDataSource(postgres());
            config.setMaximumPoolSize(12);
            config.setMinimumIdle(0);
            return new HikariDataSource(config);
          });

  /** A store that nothing was written to. */
  abstract JdbcStore.Builder fresh();

  /** Connects to the one server of this JVM, which is started with the first use. */
  static DataSource postgres() {
    return postgres("public");
  }

  /** As {@link #postgres()}, with another schema as the current one. */
  static DataSource postgres(String schema) {
    PGSimpleDataSource dataSource = (PGSimpleDataSource) SERVER.get().getPostgresDatabase();
    dataSource.setCurrentSchema(schema);
    return dataSource;
  }

  /** A host's own connections to a file, with a driver's defaults. */
  static DataSource sqlite(String name) {
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + directory().resolve(name));
    return dataSource;
  }

  /** A new directory that goes with this JVM. */
  static Path directory() {
    try {
      return Files.createTempDirectory(ROOT.get(), "store");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      Path root = Files.createTempDirectory("carillon-jdbc");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("deadlock_timeout", "200ms")
              .setServerConfig("max_connections", "60")
              // Many small schemas are made and thrown away; no test pulls the plug of the machine.
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Supplier<T> once(Supplier<T> make) {
    return new Supplier<>() {
      private T made;

      @Override
      public synchronized T get() {
        if (made == null) {
          made = make.get();
        }
        return made;
      }
    };
  }
}
