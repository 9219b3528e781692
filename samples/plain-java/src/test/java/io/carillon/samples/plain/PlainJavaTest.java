package io.carillon.samples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlainJavaTest {

  @Test
  @Timeout(60)
  void itRunsAWhilePrintsAndEnds() throws InterruptedException {
    PrintStream screen = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      PlainJava.main(new String[0]);
    } finally {
      System.setOut(screen);
    }

    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).allMatch(line -> line.matches("\\S+Z (watch|report): \\d+ GB free"));
    assertThat(lines).filteredOn(line -> line.contains(" watch: ")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(lines).filteredOn(line -> line.contains(" report: ")).hasSize(1);
  }

  @Test
  void theExampleStaysShort() throws IOException {
    Path source = Path.of("src/main/java/io/carillon/samples/plain/PlainJava.java");

    assertThat(Files.readAllLines(source)).hasSizeLessThan(40);
  }
}
