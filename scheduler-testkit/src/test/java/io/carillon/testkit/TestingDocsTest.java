package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/testing.md} are the tests they say they are. */
class TestingDocsTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- code: (\\S+)#(\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsTested() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "testing.md"));
    Matcher example = EXAMPLE.matcher(page);
    List<String> seen = new ArrayList<>();
    while (example.find()) {
      assertThat(example.group(3).strip()).isEqualTo(region(example.group(1), example.group(2)));
      seen.add(example.group(2));
    }
    assertThat(seen).containsExactly("first", "failure", "flow");
  }

  private static String region(String file, String tag) throws IOException {
    String text = Files.readString(Path.of("..", file));
    int start = text.indexOf("// tag::" + tag + "[]");
    int end = text.indexOf("// end::" + tag + "[]");
    String region = text.substring(text.indexOf('\n', start) + 1, end);
    return region.stripIndent().strip();
  }
}
