package io.carillon.internal.store;

import io.carillon.RunState;
import io.carillon.spi.NodeId;
import io.carillon.spi.Rows.Hold;
import io.carillon.spi.Rows.ReadyRow;
import java.time.Instant;

/** Copies of ready rows with something changed. */
final class Rewrite {

  private Rewrite() {}

  static ReadyRow hold(ReadyRow row, Hold hold, String reason) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        row.state(),
        row.due(),
        row.rank(),
        row.handler(),
        hold,
        reason,
        row.claim(),
        row.failures(),
        row.lost(),
        row.node(),
        row.startedAt(),
        row.cancelRequested(),
        row.joined(),
        row.signal());
  }

  /** A due run of a paused task. A suspension that has reached its deadline is over with it. */
  static ReadyRow paused(ReadyRow row) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        RunState.PENDING,
        row.due(),
        row.rank(),
        row.handler(),
        Hold.PAUSED,
        row.reason(),
        row.claim(),
        row.failures(),
        row.lost(),
        null,
        null,
        false,
        row.joined(),
        null);
  }

  static ReadyRow claimed(ReadyRow row, NodeId node, Instant now) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        RunState.RUNNING,
        row.due(),
        row.rank(),
        row.handler(),
        Hold.NONE,
        "",
        row.claim() + 1,
        row.failures(),
        row.lost(),
        node,
        now,
        false,
        row.joined(),
        null);
  }

  /** Free again, due as before, under a new claim number: whoever had it no longer does. */
  static ReadyRow handedBack(ReadyRow row) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        RunState.PENDING,
        row.due(),
        row.rank(),
        row.handler(),
        Hold.NONE,
        "",
        row.claim() + 1,
        row.failures(),
        row.lost(),
        null,
        null,
        false,
        row.joined(),
        null);
  }

  /** As if it had never been started. */
  static ReadyRow idle(ReadyRow row) {
    return row.startedAt() == null ? row : handedBack(row);
  }

  static ReadyRow cancelRequested(ReadyRow row, String reason) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        row.state(),
        row.due(),
        row.rank(),
        row.handler(),
        row.hold(),
        reason,
        row.claim(),
        row.failures(),
        row.lost(),
        row.node(),
        row.startedAt(),
        true,
        row.joined(),
        row.signal());
  }

  /** One whose end is decided under the locks from now on. */
  static ReadyRow joined(ReadyRow row) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        row.state(),
        row.due(),
        row.rank(),
        row.handler(),
        row.hold(),
        row.reason(),
        row.claim(),
        row.failures(),
        row.lost(),
        row.node(),
        row.startedAt(),
        row.cancelRequested(),
        true,
        row.signal());
  }

  /** A suspended run whose signal has come. */
  static ReadyRow woken(ReadyRow row, Instant now, long rank) {
    return new ReadyRow(
        row.id(),
        row.taskId(),
        RunState.PENDING,
        now,
        rank,
        row.handler(),
        row.hold(),
        "its signal has come",
        row.claim(),
        row.failures(),
        row.lost(),
        null,
        null,
        false,
        row.joined(),
        null);
  }
}
