import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What an embedded database does with a commit it has acknowledged.
 *
 * <pre>
 * java -cp h2.jar:sqlite-jdbc.jar:slf4j-api.jar Durability.java write h2|h2-default|sqlite DIR N
 * java -cp h2.jar:sqlite-jdbc.jar:slf4j-api.jar Durability.java verify h2|h2-default|sqlite DIR
 * </pre>
 *
 * {@code write} commits one row after another and notes each number in {@code DIR/acknowledged}
 * once commit() has returned; kill it at any moment. {@code verify} opens the database again and
 * names acknowledged rows that are not there.
 */
public class Durability {

  public static void main(String[] args) throws Exception {
    Path dir = Files.createDirectories(Path.of(args[2]));
    if (args[0].equals("write")) {
      write(args[1], dir, Long.parseLong(args[3]));
    } else {
      verify(args[1], dir);
    }
  }

  private static Connection open(String database, Path dir) throws SQLException {
    if (database.equals("sqlite")) {
      Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("it.db"));
      execute(sqlite, "pragma journal_mode = wal");
      execute(sqlite, "pragma synchronous = full");
      return sqlite;
    }
    String delay = database.equals("h2") ? ";WRITE_DELAY=0" : "";
    String file = dir.toAbsolutePath().resolve("it").toString();
    return DriverManager.getConnection("jdbc:h2:file:" + file + delay + ";DB_CLOSE_ON_EXIT=FALSE");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void write(String database, Path dir, long commits)
      throws SQLException, IOException {
    try (Connection connection = open(database, dir);
        var acknowledged =
            Files.newBufferedWriter(
                dir.resolve("acknowledged"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
      execute(connection, "create table if not exists it (id bigint primary key, body text)");
      long first = highest(connection) + 1;
      String body = "x".repeat(300);
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      try (PreparedStatement insert =
          connection.prepareStatement("insert into it (id, body) values (?, ?)")) {
        for (long id = first; id < first + commits; id++) {
          insert.setLong(1, id);
          insert.setString(2, body);
          insert.executeUpdate();
          connection.commit();
          acknowledged.write(id + "\n");
          acknowledged.flush();
        }
      }
      long micros = (System.nanoTime() - start) / 1000;
      System.out.println(database + ": " + commits + " commits, " + micros / commits + " us each");
      Runtime.getRuntime().halt(0);
    }
  }

  private static long highest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select coalesce(max(id), 0) from it")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void verify(String database, Path dir) throws SQLException, IOException {
    List<String> lines = Files.readAllLines(dir.resolve("acknowledged"));
    int lost = 0;
    try (Connection connection = open(database, dir);
        PreparedStatement find = connection.prepareStatement("select 1 from it where id = ?")) {
      for (String line : lines) {
        find.setLong(1, Long.parseLong(line));
        try (ResultSet row = find.executeQuery()) {
          lost += row.next() ? 0 : 1;
        }
      }
      System.out.println(database + ": " + lines.size() + " acknowledged, " + lost + " lost");
    }
  }
}
