package io.carillon.samples.briefing;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Definition;
import io.carillon.Handler;
import io.carillon.RunContext;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The demo with two tasks more, to be killed in the middle of their steps. Each step that is done
 * is also written into a file that no scheduler knows of. No component, or the demo's own tests
 * would find it.
 */
class KillTarget {

  static final int STEPS = 12;
  private static final int WRITES = 4;

  public static void main(String[] args) {
    new SpringApplicationBuilder(BriefingApplication.class, KillTarget.class).run(args);
  }

  @Bean
  Handler<JsonNode> laborious(Environment environment) {
    Path ledger = Path.of(environment.getRequiredProperty("kill.ledger"));
    return (payload, run) -> {
      List<String> done = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        String name = "part-" + i;
        done.add(run.step(name, String.class, () -> work(ledger, run, name)));
      }
      return done;
    };
  }

  /** Takes as long as some forced writes do. */
  private static String work(Path ledger, RunContext run, String step) throws IOException {
    String result = UUID.randomUUID().toString();
    String line =
        ProcessHandle.current().pid() + " " + run.runId() + " " + step + " " + result + "\n";
    append(ledger, line);
    Path scratch = Path.of(ledger + "." + run.runId());
    for (int i = 0; i < WRITES; i++) {
      append(scratch, line.repeat(2_000));
    }
    Files.delete(scratch);
    return result;
  }

  private static synchronized void append(Path file, String text) {
    try {
      Files.write(
          file,
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  Definition work() {
    return Task.named("work").handler("laborious").build();
  }

  @Bean
  Definition everySecond() {
    return Task.named("every-second")
        .on(Trigger.cron("* * * * * *", CronDialect.SECONDS6))
        .handler("laborious")
        .build();
  }
}
