package io.carillon.testkit.contract;

import static io.carillon.testkit.contract.StoreFixture.json;
import static io.carillon.testkit.contract.StoreFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.Delivery;
import io.carillon.DeliveryTarget;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spi.Channel.Answer;
import io.carillon.spi.DeliveryStore.Dispatch;
import io.carillon.spi.DeliveryStore.Try;
import io.carillon.spi.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Results on their way to channels, with retries of their own. */
public interface DeliveryContract extends StorePart {

  private RunId ended(Outcome outcome, DeliveryTarget... targets) {
    at().save(
            task("t")
                .policies(Policies.standard().withRetry(Retry.never()))
                .deliveries(List.of(targets))
                .build());
    RunId run = at().submit("t");
    at().settle(at().claim(at().node("worker")), outcome);
    return run;
  }

  private List<Dispatch> take(NodeId node) {
    return at().store().claimDeliveries(node, Set.of("inbox"), 10, at().now());
  }

  private void answer(Dispatch dispatch, Answer answer) {
    at().store()
        .settleDeliveries(
            List.of(new Try(dispatch.delivery().id(), dispatch.claim(), answer)), at().now());
  }

  private Delivery only(RunId run) {
    List<Delivery> deliveries = at().store().deliveries(run);
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }

  @Test
  default void anEndMakesOneDeliveryForEachTargetThatWantsIt() {
    RunId done =
        ended(
            Outcome.success(json("title", "Monday")),
            DeliveryTarget.to("inbox"),
            DeliveryTarget.to("mail").on(DeliveryTarget.When.SUCCESS),
            DeliveryTarget.to("pager").on(DeliveryTarget.When.FAILURE));
    assertThat(at().store().deliveries(done))
        .extracting(Delivery::channel)
        .containsExactlyInAnyOrder("inbox", "mail");
    Delivery delivery = at().store().deliveries(done).get(0);
    assertThat(delivery.title()).isEqualTo("Monday");
    assertThat(delivery.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
    RunId failed =
        ended(
            StoreFixture.failure(),
            DeliveryTarget.to("inbox"),
            DeliveryTarget.to("mail").on(DeliveryTarget.When.SUCCESS),
            DeliveryTarget.to("pager").on(DeliveryTarget.When.FAILURE));
    assertThat(at().store().deliveries(failed))
        .extracting(Delivery::channel)
        .containsExactlyInAnyOrder("inbox", "pager");
    assertThat(at().store().deliveries(failed).get(0).content().path("error").asText())
        .isEqualTo("It broke.");
    RunId skipped = ended(new Outcome.Skipped("nothing new"), DeliveryTarget.to("inbox"));
    assertThat(at().store().deliveries(skipped)).isEmpty();
  }

  @Test
  default void anEndThatIsSentTwiceIsDeliveredOnce() {
    at().save(task("t").deliver(DeliveryTarget.to("inbox")).build());
    RunId run = at().submit("t");
    var claimed = at().claim(at().node("worker"));
    at().succeed(claimed);
    at().succeed(claimed);
    only(run);
  }

  @Test
  default void aDeliveryIsTakenOnceWithItsSettings() {
    DeliveryTarget target =
        DeliveryTarget.to("inbox", JsonNodeFactory.instance.objectNode().put("folder", "news"));
    ended(Outcome.success("hello"), target);
    NodeId node = at().node("a");
    List<Dispatch> taken = take(node);
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).config().path("folder").asText()).isEqualTo("news");
    assertThat(taken.get(0).delivery().content().asText()).isEqualTo("hello");
    assertThat(take(node)).isEmpty();
    assertThat(take(at().node("b"))).isEmpty();
    assertThat(at().store().claimDeliveries(node, Set.of("mail"), 10, at().now())).isEmpty();
    assertThat(at().store().claimDeliveries(node, Set.of(), 10, at().now())).isEmpty();
  }

  @Test
  default void whatWasDeliveredIsShownNewestFirst() {
    for (int i = 1; i <= 3; i++) {
      ended(Outcome.success("n" + i), DeliveryTarget.to("inbox"));
      at().later(Duration.ofMillis(10));
    }
    assertThat(at().store().delivered("inbox", null, null, 10)).isEmpty();
    take(at().node("a")).forEach(dispatch -> answer(dispatch, Answer.delivered()));
    List<Delivery> shown = at().store().delivered("inbox", null, null, 2);
    assertThat(shown).extracting(one -> one.content().asText()).containsExactly("n3", "n2");
    assertThat(shown.get(0).deliveredAt()).isEqualTo(at().now());
    assertThat(at().store().delivered("inbox", "default", shown.get(1).id(), 10))
        .extracting(one -> one.content().asText())
        .containsExactly("n1");
    assertThat(at().store().delivered("inbox", "other", null, 10)).isEmpty();
    assertThat(at().store().delivered("mail", null, null, 10)).isEmpty();
    assertThat(take(at().node("b"))).isEmpty();
  }

  @Test
  default void aFailedTryWaitsAndNeverRunsTheTaskAgain() {
    RunId run = ended(Outcome.success("x"), DeliveryTarget.to("inbox"));
    NodeId node = at().node("a");
    answer(take(node).get(0), Answer.later("mailbox full", null));
    Delivery waiting = only(run);
    assertThat(waiting.state()).isEqualTo(Delivery.State.PENDING);
    assertThat(waiting.tries()).isEqualTo(1);
    assertThat(waiting.error()).isEqualTo("mailbox full");
    assertThat(waiting.due()).isAfter(at().now());
    assertThat(take(node)).isEmpty();
    assertThat(at().store().nextDue(Set.of(), Set.of("inbox"))).contains(waiting.due());
    at().clock().set(waiting.due());
    answer(take(at().node("b")).get(0), Answer.delivered());
    assertThat(only(run).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(at().runs("t")).hasSize(1);
    assertThat(at().store().attempts(run)).hasSize(1);
  }

  @Test
  default void aChannelThatNamesAWaitIsNotAskedBefore() {
    RunId run = ended(Outcome.success("x"), DeliveryTarget.to("inbox"));
    answer(take(at().node("a")).get(0), Answer.later("429", Duration.ofHours(3)));
    assertThat(only(run).due()).isEqualTo(at().now().plus(Duration.ofHours(3)));
  }

  @Test
  default void aDeliveryIsGivenUpInTheEndOrWhenRefused() {
    RunId refused = ended(Outcome.success("x"), DeliveryTarget.to("inbox"));
    answer(take(at().node("a")).get(0), Answer.refused("no such folder"));
    assertThat(only(refused).state()).isEqualTo(Delivery.State.FAILED);
    RunId failing = ended(Outcome.success("x"), DeliveryTarget.to("inbox"));
    for (int i = 0; i < 10; i++) {
      at().clock().set(only(failing).due());
      answer(take(at().node("n" + i)).get(0), Answer.later("down", null));
    }
    assertThat(only(failing).state()).isEqualTo(Delivery.State.FAILED);
    assertThat(only(failing).tries()).isEqualTo(10);
    assertThat(at().store().nextDue(Set.of(), Set.of("inbox"))).isEmpty();
  }

  @Test
  default void theDeliveryOfALostNodeIsSentByAnother() {
    RunId run = ended(Outcome.success("x"), DeliveryTarget.to("inbox"));
    Dispatch lost = take(at().node("a")).get(0);
    at().loseAllNodes();
    Dispatch again = take(at().node("b")).get(0);
    assertThat(again.delivery().id()).isEqualTo(lost.delivery().id());
    answer(lost, Answer.refused("late"));
    assertThat(only(run).state()).isEqualTo(Delivery.State.PENDING);
    answer(again, Answer.delivered());
    answer(again, Answer.delivered());
    assertThat(only(run).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(only(run).tries()).isEqualTo(1);
  }

  @Test
  default void aDeadNodeTakesNoDelivery() {
    ended(Outcome.success("x"), DeliveryTarget.to("inbox"));
    NodeId node = at().node("a");
    at().loseAllNodes();
    assertThat(take(node)).isEmpty();
  }
}
