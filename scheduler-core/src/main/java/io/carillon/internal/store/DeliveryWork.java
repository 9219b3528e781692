package io.carillon.internal.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Retry;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.Backoff;
import io.carillon.spi.Channel.Answer;
import io.carillon.spi.DeliveryStore.Dispatch;
import io.carillon.spi.DeliveryStore.Try;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.DeliveryRow;
import io.carillon.spi.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands deliveries to nodes and records how their tries ended. */
final class DeliveryWork {

  /** Nine retries, from 10 s up to an hour apart: about five hours in all. */
  static final Retry RETRY =
      Retry.upTo(9)
          .withFirst(Duration.ofSeconds(10))
          .withFactor(3)
          .withLongest(Duration.ofHours(1))
          .withJitter(Retry.Jitter.NONE);

  private final Tables tables;

  DeliveryWork(Tables tables) {
    this.tables = tables;
  }

  List<Dispatch> claim(NodeId node, Set<String> channels, int limit, Instant now) {
    return tables.inTransaction(
        tx -> {
          if (!tx.lockNode(node)) {
            return List.<Dispatch>of();
          }
          List<DeliveryRow> taken = new ArrayList<>();
          List<Dispatch> dispatches = new ArrayList<>();
          for (DeliveryRow row : tx.lockDueDeliveries(now, channels, limit)) {
            DeliveryRow mine = with(row, row.state(), row.tries(), row.due(), node, null, null);
            taken.add(mine);
            ObjectNode config = (ObjectNode) Json.read(row.config());
            dispatches.add(new Dispatch(Views.delivery(mine), config, mine.claim()));
          }
          tx.updateDeliveries(taken);
          return dispatches;
        });
  }

  void handBack(NodeId node, Set<UUID> sending) {
    tables.inTransaction(
        tx -> {
          List<UUID> lost =
              tx.sendingOf(node).stream()
                  .map(DeliveryRow::id)
                  .filter(id -> !sending.contains(id))
                  .toList();
          List<DeliveryRow> free =
              tx.lockDeliveries(lost).values().stream()
                  .filter(row -> node.equals(row.node()))
                  .map(
                      row ->
                          with(row, row.state(), row.tries(), row.due(), null, null, row.error()))
                  .toList();
          tx.updateDeliveries(free);
          return free.size();
        });
  }

  void settle(List<Try> tries, Instant now) {
    Map<UUID, Try> byId =
        tries.stream().collect(Collectors.toMap(Try::id, Function.identity(), (a, b) -> b));
    tables.inTransaction(
        tx -> {
          List<DeliveryRow> changed = new ArrayList<>();
          for (DeliveryRow row : tx.lockDeliveries(byId.keySet()).values()) {
            Try made = byId.get(row.id());
            if (made != null
                && made.claim() == row.claim()
                && row.state() == Delivery.State.PENDING) {
              changed.add(after(row, made.answer(), now));
            }
          }
          tx.updateDeliveries(changed);
          return changed.size();
        });
  }

  private static DeliveryRow after(DeliveryRow row, Answer answer, Instant now) {
    int tries = row.tries() + 1;
    return switch (answer.kind()) {
      case DELIVERED -> with(row, Delivery.State.DELIVERED, tries, row.due(), null, now, null);
      case REFUSED ->
          with(row, Delivery.State.FAILED, tries, row.due(), null, null, answer.message());
      case LATER -> {
        if (tries > RETRY.retries()) {
          yield with(row, Delivery.State.FAILED, tries, row.due(), null, null, answer.message());
        }
        Duration wait = Backoff.before(RETRY, row.id(), tries);
        Duration asked = answer.retryAfter();
        Instant due = now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
        yield with(row, Delivery.State.PENDING, tries, due, null, null, answer.message());
      }
    };
  }

  private static DeliveryRow with(
      DeliveryRow row,
      Delivery.State state,
      int tries,
      Instant due,
      @Nullable NodeId node,
      @Nullable Instant deliveredAt,
      @Nullable String error) {
    return new DeliveryRow(
        row.id(),
        row.runId(),
        row.taskId(),
        row.task(),
        row.channel(),
        row.config(),
        row.status(),
        row.title(),
        row.content(),
        state,
        tries,
        due,
        node == null ? row.claim() : row.claim() + 1,
        node,
        row.createdAt(),
        deliveredAt,
        error);
  }
}
