package io.carillon;

import java.time.Instant;

/**
 * Slots that one decision skipped: recorded, so that every slot is accounted for.
 *
 * @param from the earliest of their nominal times; an event's is when it was published
 * @param to the latest of their nominal times; slots in between may have run
 * @param count how many
 * @param expired whether they were too old to run, rather than skipped by policy
 * @param reason for people
 * @param at when it was decided
 */
public record SkippedSlots(
    TaskId taskId,
    Instant from,
    Instant to,
    int count,
    boolean expired,
    String reason,
    Instant at) {}
