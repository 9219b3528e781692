package io.carillon.testkit;

import static io.carillon.testkit.CarillonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.DeliveryTarget;
import io.carillon.Event;
import io.carillon.Flow;
import io.carillon.InvalidDefinitionException;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.Run;
import io.carillon.RunStatus;
import io.carillon.Task;
import io.carillon.TaskStatus;
import io.carillon.Trigger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TestSchedulerTest {

  // tag::first[]
  @Test
  void theReportIsWrittenEveryMondayAtNine() {
    TestScheduler scheduler =
        TestScheduler.startingAt("2026-03-01T00:00:00Z")
            .handler("report", (payload, context) -> "written " + context.nominal().orElseThrow());
    scheduler.declare(
        Task.named("report")
            .on(Trigger.cron("0 9 * * MON"))
            .zone(ZoneId.of("Europe/Paris"))
            .handler("report")
            .build());

    scheduler.advance(Duration.ofDays(37));

    assertThat(scheduler)
        .completed("report", 6)
        .ranAt(
            "report",
            "2026-03-02T08:00:00Z",
            "2026-03-09T08:00:00Z",
            "2026-03-16T08:00:00Z",
            "2026-03-23T08:00:00Z",
            "2026-03-30T07:00:00Z",
            "2026-04-06T07:00:00Z")
        .firesNextAt("report", "2026-04-13T07:00:00Z");
  }

  // end::first[]

  // tag::failure[]
  @Test
  void aServiceThatIsDownForAMomentIsAskedAgain() {
    TestScheduler scheduler =
        TestScheduler.create().failingFirst(2, "fetch", (payload, context) -> "page");
    scheduler.declare(Task.named("fetch").handler("fetch").build());

    Run run = scheduler.run("fetch");
    assertThat(run).is(RunStatus.RETRYING).hasFailures(1);

    scheduler.advance(Duration.ofMinutes(1));
    assertThat(scheduler).lastRun("fetch").completed().hasOutput("page").hasFailures(2);
  }

  // end::failure[]

  // tag::flow[]
  @Test
  void nothingIsPublishedWhenTheCrawlFails() {
    Policies once = Policies.standard().withRetry(Retry.never());
    TestScheduler scheduler =
        TestScheduler.create()
            .failing("crawl", "the site is down")
            .handler("publish", (payload, context) -> "published");
    scheduler.declare(
        Flow.named("digest")
            .task(Task.named("crawl").handler("crawl").policies(once).build())
            .task(Task.named("publish").handler("publish").build(), "crawl")
            .build());

    Run run = scheduler.run("digest");

    assertThat(run).failedWith("Failed in it: crawl.");
    assertThat(scheduler)
        .lastRun("publish")
        .is(RunStatus.SKIPPED)
        .hasReason("skipped due to failure of Task crawl");
  }

  // end::flow[]

  @Test
  void aYearOfSlotsIsRunInTheirOrder() {
    List<String> order = new ArrayList<>();
    TestScheduler scheduler =
        TestScheduler.create()
            .handler("note", (payload, context) -> order.add(context.task() + "@" + context.now()));
    scheduler.declare(
        Task.named("daily").on(Trigger.cron("0 6 * * *")).handler("note").build(),
        Task.named("hourly").on(Trigger.cron("30 * * * *")).handler("note").build());
    scheduler.advance(Duration.ofDays(365));
    assertThat(scheduler).completed("daily", 365).completed("hourly", 365 * 24);
    List<String> times = order.stream().map(text -> text.substring(text.indexOf('@'))).toList();
    Assertions.assertThat(times).isSorted();
  }

  @Test
  void eventsPayloadsAndTheInboxAreThere() {
    record Order(String id, int amount) {}
    TestScheduler scheduler =
        TestScheduler.create()
            .handler(
                "confirm", Order.class, (order, context) -> order.id() + ": " + order.amount());
    scheduler.declare(
        Task.named("confirm")
            .on(Trigger.onEvent("order.placed"))
            .handler("confirm")
            .deliver(DeliveryTarget.to("inbox"))
            .build());
    var payload = JsonNodeFactory.instance.objectNode().put("id", "A-7").put("amount", 3);
    scheduler.publish(Event.of("order.placed", "A-7", payload)).runDue();
    assertThat(scheduler).completed("confirm", 1).delivered("inbox", 1);
    Assertions.assertThat(scheduler.inbox().get(0).content()).isEqualTo(TextNode.valueOf("A-7: 3"));
  }

  @Test
  void aPausedTaskDoesNotRun() {
    TestScheduler scheduler = TestScheduler.create().handler("x", (payload, context) -> null);
    scheduler.declare(
        Task.named("t").on(Trigger.every(Duration.ofMinutes(1))).handler("x").build());
    scheduler.tasks().pause(scheduler.task("t").id(), "quiet", "bob");
    scheduler.advance(Duration.ofHours(1));
    assertThat(scheduler).didNotRun("t").isTask("t", TaskStatus.PAUSED);
  }

  @Test
  void anUnknownHandlerIsRefusedWhenDeclared() {
    TestScheduler scheduler = TestScheduler.create().handler("report", (p, c) -> null);
    assertThatThrownBy(() -> scheduler.declare(Task.named("t").handler("raport").build()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("Did you mean \"report\"?");
  }

  @Test
  void partsAreRegisteredBeforeTheFirstTask() {
    TestScheduler scheduler = TestScheduler.create().handler("x", (payload, context) -> null);
    scheduler.declare(Task.named("t").handler("x").build());
    assertThatThrownBy(() -> scheduler.handler("y", (payload, context) -> null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before the first task");
  }

  @Test
  void timeDoesNotGoBack() {
    TestScheduler scheduler = TestScheduler.startingAt("2026-03-01T00:00:00Z");
    assertThatThrownBy(() -> scheduler.advanceTo(scheduler.now().minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Time is 2026-03-01T00:00:00Z and cannot advance to 2026-02-28T23:59:59Z. Write a later"
                + " instant.");
    assertThatThrownBy(() -> scheduler.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFailedAssertionShowsWhatHappened() {
    TestScheduler scheduler = TestScheduler.create().failing("x", "no luck");
    scheduler.declare(
        Task.named("t")
            .handler("x")
            .policies(Policies.standard().withRetry(Retry.never()))
            .build());
    scheduler.run("t");
    assertThatThrownBy(() -> assertThat(scheduler).completed("t", 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Task \"t\" was COMPLETED 0 times, not once.")
        .hasMessageContaining(
            "2026-01-05T00:00:00Z FAILED after 1 failures: IllegalStateException: no luck");
    assertThatThrownBy(() -> assertThat(scheduler).ran("t", 3)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(scheduler).failed("t", 0))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(scheduler).lastRun("t").completed())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(scheduler).delivered("inbox", 1))
        .isInstanceOf(AssertionError.class);
    assertThat(scheduler).failed("t", 1).lastRun("t").failedWith("no luck");
  }
}
