package io.carillon.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.CommandPolicy;
import io.carillon.internal.channel.InboxChannel;
import io.carillon.internal.channel.LogChannel;
import io.carillon.internal.channel.WebhookChannel;
import io.carillon.internal.json.Json;
import io.carillon.internal.net.GuardedHttp;
import io.carillon.internal.net.HttpGuard;
import io.carillon.spi.Channel;
import io.carillon.spi.Executor;
import io.carillon.spi.SecretResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of docs/actions.md are what the code accepts, and none is missing. */
class ActionsPageTest {

  record Report(String to, LocalDate day) {}

  private static final GuardedHttp HTTP = new GuardedHttp(HttpGuard.publicOnly());
  private static final Pattern EXAMPLE =
      Pattern.compile("```json (\\w+)\n(.*?)```", Pattern.DOTALL);

  private static final Map<String, Executor> EXECUTORS =
      Stream.of(
              new HttpExecutor(HTTP, SecretResolver.none()),
              new CommandExecutor(
                  CommandPolicy.allowing("git").withSettable("REPORT_KEY"), SecretResolver.none()),
              new NotificationExecutor(),
              new ControlExecutor(),
              new JavaHandler<>("send-report", Report.class, (report, context) -> null))
          .collect(
              Collectors.toMap(
                  executor -> executor.handler().replaceFirst("/.*", ""), Function.identity()));

  private static final Map<String, Channel> CHANNELS =
      Stream.of(
              new InboxChannel(),
              new LogChannel(),
              new WebhookChannel(HTTP, SecretResolver.none(), InstantSource.fixed(Instant.EPOCH)))
          .collect(Collectors.toMap(Channel::name, Function.identity()));

  private static List<ObjectNode> examples(String kind) throws IOException {
    Path page = Path.of("..", "docs", "actions.md");
    List<ObjectNode> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(page));
    while (matcher.find()) {
      if (matcher.group(1).equals(kind)) {
        examples.add((ObjectNode) Json.read(matcher.group(2)));
      }
    }
    return examples;
  }

  @Test
  void everyActionHasAnExampleThatItAccepts() throws IOException {
    List<String> shown = new ArrayList<>();
    for (ObjectNode example : examples("action")) {
      String type = example.remove("type").textValue();
      shown.add(type);
      assertThat(EXECUTORS).containsKey(type);
      assertThat(EXECUTORS.get(type).check(example)).as(type).isEmpty();
    }
    assertThat(shown).containsAll(EXECUTORS.keySet());
  }

  @Test
  void everyChannelHasAnExampleThatItAccepts() throws IOException {
    List<String> shown = new ArrayList<>();
    for (ObjectNode example : examples("delivery")) {
      String channel = example.remove("channel").textValue();
      shown.add(channel);
      assertThat(CHANNELS).containsKey(channel);
      assertThat(CHANNELS.get(channel).check(example)).as(channel).isEmpty();
    }
    assertThat(shown).containsAll(CHANNELS.keySet());
  }
}
