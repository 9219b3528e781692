package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the quick start is the code of the samples. */
class QuickStartTest {

  private static final Path ROOT = Path.of("../..");

  /** A comment that says where a block comes from, and the block. */
  private static final Pattern BLOCK =
      Pattern.compile("<!-- code: (\\S+)#(\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);

  @Test
  void everyBlockIsWhatItsFileSays() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/quick-start.md"));
    Matcher block = BLOCK.matcher(page);
    List<String> seen = new ArrayList<>();
    while (block.find()) {
      seen.add(block.group(2));
      assertThat(block.group(3))
          .as("docs/quick-start.md, %s#%s", block.group(1), block.group(2))
          .isEqualTo(region(Files.readString(ROOT.resolve(block.group(1))), block.group(2)));
    }

    assertThat(seen).contains("plain", "settings", "briefing", "steps", "year");
    assertThat(page.split("```java\n", -1).length - 1)
        .as("blocks of Java, all of which name their source")
        .isEqualTo((int) seen.stream().filter(tag -> !tag.equals("settings")).count());
  }

  private static String region(String file, String tag) {
    Pattern region =
        Pattern.compile(
            "(?m)^ *(?://|#) tag::" + tag + "\\[]\\n(.*?)^ *(?://|#) end::" + tag + "\\[]",
            Pattern.DOTALL | Pattern.MULTILINE);
    Matcher found = region.matcher(file);
    assertThat(found.find()).as("tag " + tag).isTrue();
    return found.group(1).stripTrailing().stripIndent() + "\n";
  }
}
