package io.carillon.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.Action;
import io.carillon.CatchUp;
import io.carillon.Definition;
import io.carillon.DeliveryTarget;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Problem;
import io.carillon.Retry;
import io.carillon.Task;
import io.carillon.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {

  private static Definition read(String json) {
    return DefinitionJson.read(Json.read(json.replace('\'', '"')));
  }

  private static List<Problem> problems(String json) {
    try {
      read(json);
    } catch (InvalidDefinitionException e) {
      return e.problems();
    }
    return List.of();
  }

  @Test
  void aTaskWithEverythingSetComesBackEqual() {
    Task task =
        Task.named("summarise")
            .namespace("acme")
            .description("Summarises the news.")
            .on(Trigger.cron("0 9 * * MON-FRI").withZone(ZoneId.of("Europe/Paris")))
            .on(Trigger.every(Duration.ofMinutes(45)).withMaxRuns(7))
            .on(Trigger.at(Instant.parse("2030-01-01T00:00:00Z")))
            .on(Trigger.onEvent("file.dropped"))
            .action(Action.http("POST", "https://example.org/x"))
            .policies(
                Policies.standard()
                    .withRetry(Retry.upTo(5).withFirst(Duration.ofSeconds(1)))
                    .withTimeout(Duration.ofMinutes(10))
                    .withStepTimeout(Duration.ofMinutes(1))
                    .withCatchUp(CatchUp.runAll(50).withPerMinute(5))
                    .withOverlap(Overlap.queueAll(3))
                    .withGrace(Duration.ofSeconds(5))
                    .withPriority(9))
            .deliver(DeliveryTarget.to("inbox").on(DeliveryTarget.When.FAILURE))
            .owner("ada")
            .label("team", "news")
            .zone(ZoneId.of("Asia/Kathmandu"))
            .build();
    assertThat(DefinitionJson.read(DefinitionJson.write(task))).isEqualTo(task);
  }

  @Test
  void whatIsStandardIsLeftOut() {
    Task task = Task.named("t").handler("h").build();
    assertThat(Json.write(DefinitionJson.write(task)))
        .isEqualTo("{\"name\":\"t\",\"action\":{\"type\":\"java\",\"handler\":\"h\"}}");
  }

  @Test
  void aFlowComesBackEqual() {
    Flow flow =
        Flow.named("digest")
            .on(Trigger.cron("@daily"))
            .task("crawl")
            .node(
                new Flow.Node(
                    "alarm",
                    List.of(new Flow.Edge("crawl", Flow.When.FAILED)),
                    Flow.OnFailure.BLOCK))
            .task("summarise", "crawl")
            .build();
    assertThat(DefinitionJson.read(DefinitionJson.write(flow))).isEqualTo(flow);
  }

  @Test
  void aFlowMayBringTheDefinitionsOfItsTasks() {
    Flow flow =
        (Flow)
            read(
                "{'name':'f','namespace':'acme','nodes':['a',{'task':'b','after':['a']}],"
                    + "'tasks':[{'name':'a','action':{'type':'java','handler':'x'}},"
                    + "{'name':'b','action':{'type':'java','handler':'y'}}]}");
    assertThat(flow.members())
        .extracting(Task::key)
        .extracting(Object::toString)
        .containsExactly("acme/a", "acme/b");
  }

  @Test
  void allFaultsOfATaskAreToldAtOnceEachWithItsPlace() {
    List<Problem> problems =
        problems(
            "{'name':'t','triggers':[{'cron':'0 60 * * *'},{'every':'soon'}],'zone':'Mars/Base',"
                + "'policies':{'retry':{'retries':-1},'overlap':{'mode':'SOMETIMES'},'priority':12},"
                + "'deliveries':[{'channel':'inbox','when':'NEVER'}],'labels':{'a':1},'colour':'red'}");
    assertThat(problems)
        .extracting(Problem::where)
        .contains(
            "zone",
            "policies.retry",
            "policies.overlap.mode",
            "policies.priority",
            "deliveries[0].when",
            "labels.a",
            "colour",
            "action");
    assertThat(problems).anyMatch(problem -> problem.where().startsWith("triggers[0]"));
    assertThat(problems).anyMatch(problem -> problem.where().startsWith("triggers[1]"));
  }

  @Test
  void anUnknownZoneSaysWhatToWrite() {
    assertThatThrownBy(
            () -> read("{'name':'t','zone':'Europe/Pari','action':{'type':'notification'}}"))
        .hasMessage(
            "Task \"t\" is not valid. zone: \"Europe/Pari\" is not a time zone. Did you mean"
                + " Europe/Paris? Write an IANA name as in Europe/Paris, or UTC.");
  }

  @Test
  void aMissingNameAndActionAreTwoFaults() {
    assertThat(problems("{}")).extracting(Problem::where).containsExactly("name", "action");
  }
}
