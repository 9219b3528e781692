package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.Effect;
import io.carillon.LogLine;
import io.carillon.RunId;
import io.carillon.RunStep;
import io.carillon.StepKind;
import io.carillon.Usage;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Claimed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What runs record while they work, under their claim only. */
public interface JournalContract extends StorePart {

  private StepRow step(Claimed claimed, String path, int number, @Nullable String response) {
    return new StepRow(
        claimed.id(),
        path,
        number,
        claimed.claim(),
        StepKind.CODE,
        Effect.IDEMPOTENT,
        response == null ? RunStep.State.INTENT : RunStep.State.DONE,
        "hash-" + path,
        "{\"ask\":\"" + path + "\"}",
        response,
        null,
        "",
        Usage.tokens(3, 4),
        at().now(),
        response == null ? null : at().now());
  }

  private LogRow line(Claimed claimed, int number, String text) {
    return new LogRow(claimed.id(), claimed.claim(), number, at().now(), text);
  }

  private Applied journal(StepRow step) {
    return at().store().journal(List.of(step), List.of(), at().now()).get(0);
  }

  @Test
  default void aStepIsRecordedUnderItsClaim() {
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(at().node("a"));
    assertThat(journal(step(claimed, "fetch", 1, null))).isEqualTo(Applied.APPLIED);
    assertThat(journal(step(claimed, "fetch", 1, "\"page\""))).isEqualTo(Applied.APPLIED);
    List<RunStep> steps = at().store().steps(run);
    assertThat(steps).hasSize(1);
    assertThat(steps.get(0).state()).isEqualTo(RunStep.State.DONE);
    assertThat(String.valueOf(steps.get(0).response())).isEqualTo("\"page\"");
    assertThat(steps.get(0).usage()).isEqualTo(Usage.tokens(3, 4));
    assertThat(at().store().background(claimed.run()).steps()).hasSize(1);
  }

  @Test
  default void everyTryOfAStepIsKept() {
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(at().node("a"));
    journal(step(claimed, "fetch", 1, "1"));
    journal(step(claimed, "fetch", 2, "2"));
    assertThat(at().store().steps(run)).extracting(RunStep::number).containsExactly(1, 2);
  }

  @Test
  default void aReplacedClaimRecordsNothing() {
    NodeId node = at().node("a");
    RunId run = at().runOfNew("t");
    Claimed replaced = at().claim(node);
    at().store().handBack(List.of(ref(replaced)), at().now());
    List<LogRow> late = List.of(line(replaced, 1, "late"));
    assertThat(at().store().journal(List.of(step(replaced, "a", 1, "1")), late, at().now()))
        .containsExactly(Applied.REFUSED);
    Claimed current = at().claim(node);
    assertThat(journal(step(replaced, "a", 1, "1"))).isEqualTo(Applied.REFUSED);
    assertThat(journal(step(current, "a", 1, "2"))).isEqualTo(Applied.APPLIED);
    assertThat(at().store().log(run, 10)).isEmpty();
    at().succeed(current);
    assertThat(journal(step(current, "b", 1, "3"))).isEqualTo(Applied.REFUSED);
    assertThat(at().store().steps(run)).hasSize(1);
  }

  @Test
  default void aBatchOfStepsIsAnsweredItemByItem() {
    NodeId node = at().node("a");
    at().runOfNew("t");
    at().submit("t");
    List<Claimed> both = at().claim(node, 2);
    at().succeed(both.get(0));
    assertThat(
            at().store()
                .journal(
                    List.of(
                        step(both.get(1), "x", 1, "1"),
                        step(both.get(0), "x", 1, "1"),
                        step(both.get(1), "y", 1, "1")),
                    List.of(),
                    at().now()))
        .containsExactly(Applied.APPLIED, Applied.REFUSED, Applied.APPLIED);
    assertThat(at().store().journal(List.of(), List.of(), at().now())).isEmpty();
  }

  @Test
  default void logLinesAreKeptInOrderAndOnce() {
    RunId run = at().runOfNew("t");
    Claimed claimed = at().claim(at().node("a"));
    LogRow first = line(claimed, 1, "one");
    LogRow second = line(claimed, 2, "two");
    at().store().journal(List.of(), List.of(first, second), at().now());
    at().store().journal(List.of(), List.of(first, second), at().now());
    assertThat(at().store().log(run, 10)).extracting(LogLine::text).containsExactly("one", "two");
    assertThat(at().store().log(run, 1)).extracting(LogLine::text).containsExactly("one");
  }

  @Test
  default void whatWasRecordedOutlivesALostNode() {
    at().runOfNew("t");
    Claimed lost = at().claim(at().node("a"));
    journal(step(lost, "paid", 1, "\"answer\""));
    at().loseAllNodes();
    Claimed again = at().claim(at().node("b"));
    List<StepRow> steps = at().store().background(again.run()).steps();
    assertThat(steps).extracting(StepRow::path).containsExactly("paid");
    assertThat(steps.get(0).claim()).isEqualTo(lost.claim());
  }
}
