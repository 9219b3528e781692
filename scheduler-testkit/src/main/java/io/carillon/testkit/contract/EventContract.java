package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.json;
import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Event;
import io.carillon.Occurrence;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Run;
import io.carillon.RunCause;
import io.carillon.RunStatus;
import io.carillon.SkippedSlots;
import io.carillon.Trigger;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.Published;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One run for each listening task and event, however often it is published. */
public interface EventContract extends StorePart {

  private Published publish(String topic, String id) {
    return at().store().publish(List.of(Event.of(topic, id, json("id", id))), at().now()).get(0);
  }

  private void listen(String name, String topic) {
    at().save(task(name).on(Trigger.onEvent(topic)).build());
  }

  private void listen(String name, String topic, Overlap overlap) {
    at().save(
            task(name)
                .on(Trigger.onEvent(topic))
                .policies(Policies.standard().withOverlap(overlap))
                .build());
  }

  @Test
  default void everyListenerGetsOneRunWithTheEventsPayload() {
    listen("a", "file.dropped");
    listen("b", "file.dropped");
    listen("c", "mail.arrived");
    Published published = publish("file.dropped", "e1");
    assertThat(published.known()).isFalse();
    assertThat(published.runs()).hasSize(2);
    Run run = at().runs("a").get(0);
    assertThat(run.origin().cause()).isEqualTo(RunCause.EVENT);
    assertThat(run.origin().occurrence()).isEqualTo(Occurrence.event("e1"));
    assertThat(run.origin().payload().path("id").asText()).isEqualTo("e1");
    assertThat(at().runs("c")).isEmpty();
  }

  @Test
  default void anEventPublishedAgainDoesNothing() {
    listen("a", "file.dropped");
    publish("file.dropped", "e1");
    Published again = publish("file.dropped", "e1");
    assertThat(again.known()).isTrue();
    assertThat(again.runs()).isEmpty();
    assertThat(at().runs("a")).hasSize(1);
  }

  @Test
  default void severalEventsAreAnsweredInTheirOrder() {
    listen("a", "x");
    List<Published> published =
        at().store()
            .publish(
                List.of(
                    Event.of("x", "1", json("n", "1")),
                    Event.of("x", "1", json("n", "1")),
                    Event.of("x", "2", json("n", "2"))),
                at().now());
    assertThat(published).extracting(Published::known).containsExactly(false, true, false);
    assertThat(at().runs("a")).hasSize(2);
  }

  @Test
  default void aStarStandsForOnePartOfTheTopic() {
    listen("any", "file.*");
    listen("exact", "file.dropped");
    listen("deep", "file.*.txt");
    publish("file.dropped", "1");
    publish("file.dropped.txt", "2");
    assertThat(at().runs("any")).hasSize(1);
    assertThat(at().runs("exact")).hasSize(1);
    assertThat(at().runs("deep")).hasSize(1);
  }

  @Test
  default void eventsStayInTheirNamespace() {
    at().save(task("a").namespace("one").on(Trigger.onEvent("x")).build());
    at().save(task("a").namespace("two").on(Trigger.onEvent("x")).build());
    Event event = new Event("one", "x", "e1", json("n", "1"));
    assertThat(at().store().publish(List.of(event), at().now()).get(0).runs()).hasSize(1);
    Event other = new Event("two", "x", "e1", json("n", "1"));
    assertThat(at().store().publish(List.of(other), at().now()).get(0).runs()).hasSize(1);
  }

  @Test
  default void anEditOfTheTopicIsHeard() {
    listen("a", "old");
    listen("a", "new");
    assertThat(publish("old", "1").runs()).isEmpty();
    assertThat(publish("new", "2").runs()).hasSize(1);
    at().store().delete(at().stored("a").id(), null, "bob", at().now());
    assertThat(publish("new", "3").runs()).isEmpty();
  }

  @Test
  default void eventsOfAPausedTaskAreHeld() {
    listen("a", "x");
    at().store().pause(at().stored("a").id(), "quiet", "bob", at().now());
    publish("x", "1");
    NodeId node = at().node("n");
    assertThat(at().claim(node, 10)).isEmpty();
    at().store().resume(at().stored("a").id(), ResumeFrom.NOW, "bob", at().now());
    assertThat(at().claim(node, 10)).hasSize(1);
  }

  @Test
  default void theOverlapPolicyHoldsForEventsToo() {
    listen("skip", "x", Overlap.skip());
    listen("queue", "x", Overlap.queueOne());
    listen("allow", "x", Overlap.allow(2));
    for (int i = 0; i < 3; i++) {
      publish("x", "e" + i);
    }
    assertThat(at().runs("skip")).hasSize(1);
    assertThat(at().runs("queue")).hasSize(2);
    assertThat(at().runs("allow")).hasSize(2);
    assertThat(at().store().skips(at().stored("skip").id(), 10))
        .extracting(SkippedSlots::reason)
        .contains("overlap: run " + at().runs("skip").get(0).id() + " has not ended (event e1)");
  }

  @Test
  default void anEventMayCancelOrReplaceTheRunBefore() {
    listen("cancel", "x", Overlap.cancelPrevious());
    NodeId node = at().node("n");
    publish("x", "1");
    Claimed running = at().claim(node);
    publish("x", "2");
    assertThat(at().claim(node, 10)).isEmpty();
    at().settle(running, new io.carillon.Outcome.Cancelled("stopped"));
    assertThat(at().claim(node, 10)).hasSize(1);
    listen("replace", "y", Overlap.replace());
    publish("y", "3");
    at().claim(node);
    publish("y", "4");
    assertThat(at().runs("replace"))
        .extracting(Run::status)
        .containsExactly(RunStatus.CANCELLED, RunStatus.PENDING);
  }

  @Test
  default void queuedEventsRunInTheirOrder() {
    listen("a", "x", Overlap.queueAll(100));
    NodeId node = at().node("n");
    at().store().renew(node, at().now(), Duration.ofDays(1), 0);
    for (int i = 0; i < 5; i++) {
      publish("x", "e" + i);
    }
    for (int i = 0; i < 5; i++) {
      List<Claimed> claimed = at().claim(node, 10);
      assertThat(claimed).hasSize(1);
      assertThat(claimed.get(0).run().occurrence()).isEqualTo(Occurrence.event("e" + i));
      at().succeed(claimed.get(0));
    }
  }
}
