package io.carillon.internal.engine;

import io.carillon.Delivery;
import io.carillon.SchedulerEvent;
import io.carillon.spi.Channel;
import io.carillon.spi.DeliveryStore.Dispatch;
import io.carillon.spi.DeliveryStore.Try;
import io.carillon.spi.NodeId;
import io.carillon.spi.Store;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes due deliveries and hands them to their channels. What a channel does harms nobody else. */
final class Postman {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private final Workshop shop;
  private final Store store;
  private final Registry registry;
  private final Executor senders;
  private final Set<UUID> sending = ConcurrentHashMap.newKeySet();

  Postman(Workshop shop, Registry registry, Executor senders) {
    this.shop = shop;
    this.store = shop.store();
    this.registry = registry;
    this.senders = senders;
  }

  /** Takes what is due and has it sent; false when there was nothing. */
  boolean deliver(NodeId node, int limit, Instant now) {
    List<Dispatch> dispatches = store.claimDeliveries(node, registry.channels(), limit, now);
    dispatches.forEach(dispatch -> sending.add(dispatch.delivery().id()));
    dispatches.forEach(dispatch -> senders.execute(() -> send(dispatch)));
    return !dispatches.isEmpty();
  }

  /** Frees what the store believes this node sends and it does not. */
  void reconcile(NodeId node) {
    store.handBackDeliveries(node, Set.copyOf(sending));
  }

  private void send(Dispatch dispatch) {
    Channel.Answer answer;
    try {
      Channel channel = registry.channel(dispatch.delivery().channel()).orElseThrow();
      answer =
          Objects.requireNonNull(
              channel.deliver(dispatch.delivery(), dispatch.config()),
              "The channel returned no answer (null). Return Answer.delivered().");
    } catch (Throwable e) {
      answer = Channel.Answer.later(Faults.message(e, shop.redactor()), null);
    }
    try {
      record(dispatch, answer);
      if (answer.kind() == Channel.Answer.Kind.DELIVERED) {
        tell(dispatch.delivery());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The end of delivery {} could not be stored.", dispatch.delivery().id(), e);
    } finally {
      sending.remove(dispatch.delivery().id());
    }
    shop.wake().run();
  }

  private void record(Dispatch dispatch, Channel.Answer answer) throws InterruptedException {
    Channel.Answer redacted =
        new Channel.Answer(
            answer.kind(), shop.redactor().text(answer.message()), answer.retryAfter());
    Try made = new Try(dispatch.delivery().id(), dispatch.claim(), redacted);
    shop.writes()
        .ask(
            () -> {
              store.settleDeliveries(List.of(made), store.clock().now());
              return made;
            });
  }

  private void tell(Delivery delivery) {
    shop.events()
        .on(
            new SchedulerEvent(
                SchedulerEvent.Kind.DELIVERED,
                store.clock().now(),
                delivery.task(),
                delivery.runId(),
                delivery.status(),
                delivery.channel()));
  }
}
