package io.carillon.internal.rules;

import io.carillon.RunState;

/** Every way a run moves from one state to another, and the event that moves it. */
public enum Transition {
  RELEASED(RunState.WAITING, RunState.PENDING, "all it waits for ended as its edges ask"),
  BLOCKED(RunState.WAITING, RunState.BLOCKED, "a dependency failed and the member asks a person"),
  NOT_NEEDED(RunState.WAITING, RunState.SKIPPED, "a dependency failed and the member is skipped"),
  WAITING_CANCELLED(RunState.WAITING, RunState.CANCELLED, "it, or its flow run, is cancelled"),
  UNBLOCKED(RunState.BLOCKED, RunState.PENDING, "a person releases it"),
  GIVEN_UP(RunState.BLOCKED, RunState.SKIPPED, "a person skips it"),
  BLOCKED_CANCELLED(RunState.BLOCKED, RunState.CANCELLED, "it, or its flow run, is cancelled"),
  CLAIMED(RunState.PENDING, RunState.RUNNING, "a node claims it: claim + 1"),
  GONE(RunState.PENDING, RunState.SKIPPED, "its task was deleted meanwhile"),
  PENDING_CANCELLED(RunState.PENDING, RunState.CANCELLED, "it is cancelled, or a newer slot is"),
  KEPT(RunState.PENDING, RunState.COMPLETED, "the success of a claim that was given up comes late"),
  SUCCEEDED(RunState.RUNNING, RunState.COMPLETED, "the executor returned a success"),
  RETRIED(RunState.RUNNING, RunState.PENDING, "it failed and may be tried again: failures + 1"),
  FAILED(RunState.RUNNING, RunState.FAILED, "it failed for the last time, or can never work"),
  SNOOZED(RunState.RUNNING, RunState.PENDING, "it asks to be tried later; nothing is counted"),
  SUSPENDED(RunState.RUNNING, RunState.SUSPENDED, "it waits for a signal"),
  HANDED_BACK(RunState.RUNNING, RunState.PENDING, "its node closes; nothing is counted"),
  LOST(RunState.RUNNING, RunState.PENDING, "its node died: lost + 1"),
  LOST_FOR_GOOD(RunState.RUNNING, RunState.FAILED, "its node died once too often"),
  STOPPED(RunState.RUNNING, RunState.CANCELLED, "it was asked to stop, or was replaced"),
  NOTHING_TO_DO(RunState.RUNNING, RunState.SKIPPED, "the executor found nothing to do"),
  SIGNALLED(RunState.SUSPENDED, RunState.PENDING, "its signal came"),
  DEADLINE(RunState.SUSPENDED, RunState.RUNNING, "its deadline passed and a node claims it"),
  SUSPENDED_CANCELLED(RunState.SUSPENDED, RunState.CANCELLED, "it is cancelled");

  private final RunState from;
  private final RunState to;
  private final String event;

  Transition(RunState from, RunState to, String event) {
    this.from = from;
    this.to = to;
    this.event = event;
  }

  public RunState from() {
    return from;
  }

  public RunState to() {
    return to;
  }

  /** What moves the run, for people. */
  public String event() {
    return event;
  }
}
