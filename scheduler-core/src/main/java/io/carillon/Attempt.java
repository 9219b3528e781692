package io.carillon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One ended attempt of a run.
 *
 * @param claim the claim number it was made under
 * @param status how it ended; {@link RunStatus#RETRYING} when another attempt followed
 * @param startedAt null when the run ended without an attempt
 * @param retryAt when the next attempt was set to start; null when none followed
 */
public record Attempt(
    int claim,
    RunStatus status,
    @Nullable FailureKind failure,
    @Nullable Instant startedAt,
    Instant endedAt,
    @Nullable String node,
    @Nullable String error,
    String reason,
    Usage usage,
    @Nullable Instant retryAt) {}
