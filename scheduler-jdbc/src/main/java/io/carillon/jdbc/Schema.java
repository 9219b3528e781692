package io.carillon.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of the tables, and the way from one to the next. */
final class Schema {

  /** How tables are named in the scripts and statements; another prefix takes its place. */
  static final String PREFIX = "carillon_";

  /** The scripts, in order; the first makes version 1. */
  private static final List<String> SCRIPTS =
      List.of("V1__carillon.sql", "V2__limits_and_deadlines.sql");

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  private final Transactions transactions;
  private final String prefix;

  Schema(Transactions transactions, String prefix) {
    this.transactions = transactions;
    this.prefix = prefix;
  }

  /** The version this library works with. */
  static int newest() {
    return SCRIPTS.size();
  }

  /**
   * Makes sure of the tables.
   *
   * @throws SchemaMismatchException when they are newer than this library, or, in {@link
   *     SchemaMode#VALIDATE}, older or not there
   */
  void prepare(SchemaMode mode) {
    if (mode == SchemaMode.VALIDATE) {
      int version = transactions.run(this::version);
      refuseNewer(version);
      if (version < newest()) {
        throw new SchemaMismatchException(older(version));
      }
    } else if (mode == SchemaMode.MIGRATE) {
      migrate();
    }
  }

  private void migrate() {
    int before = transactions.run(this::version);
    if (before != newest()) {
      List<Integer> done = transactions.run(this::migrate);
      done.forEach(version -> LOG.info("Tables {}* are now of version {}", prefix, version));
    }
  }

  /** In one transaction, under the lock: whoever waited finds the work done. */
  private List<Integer> migrate(Session session) {
    transactions.dialect().lockMigration(session.handle(), prefix);
    int version = version(session);
    refuseNewer(version);
    List<Integer> steps = IntStream.rangeClosed(version + 1, newest()).boxed().toList();
    for (int step : steps) {
      statements(step).forEach(statement -> session.execute(session.sql(statement)));
    }
    return steps;
  }

  /** 0 when there are no tables. */
  private int version(Session session) {
    boolean there =
        session.exists(
            session.sql(transactions.dialect().tableExists(), prefix + "schema_version"));
    return there
        ? session
            .first(
                session.sql("select max(version) as version from carillon_schema_version"),
                cells -> cells.count("version"))
            .orElse(0)
        : 0;
  }

  private void refuseNewer(int version) {
    if (version > newest()) {
      throw new SchemaMismatchException(
          "The tables "
              + prefix
              + "* are of version "
              + version
              + "; this Carillon knows versions up to "
              + newest()
              + ". A newer Carillon has migrated them: update this node.");
    }
  }

  private String older(int version) {
    String found =
        version == 0
            ? "There are no tables " + prefix + "* here"
            : "The tables " + prefix + "* are of version " + version;
    return found
        + "; this Carillon needs version "
        + newest()
        + ". Run "
        + String.join(", ", SCRIPTS.subList(version, newest()))
        + " of the folder io/carillon/jdbc/"
        + transactions.dialect().folder()
        + " in its jar, or open the store with SchemaMode.MIGRATE.";
  }

  private List<String> statements(int version) {
    String file = transactions.dialect().folder() + "/" + SCRIPTS.get(version - 1);
    try (InputStream script = Schema.class.getResourceAsStream(file)) {
      if (script == null) {
        throw new IllegalStateException("The script io/carillon/jdbc/" + file + " is not there.");
      }
      return split(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statements end with a semicolon at the end of a line; comments have lines of their own. */
  static List<String> split(String script) {
    String code =
        script
            .lines()
            .filter(line -> !line.startsWith("--"))
            .reduce("", (text, line) -> text + line + "\n");
    return Arrays.stream(code.split(";\n")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
