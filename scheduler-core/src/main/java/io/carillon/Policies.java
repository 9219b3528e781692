package io.carillon;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a task behaves when things go wrong, pile up or come late. Immutable; start from {@link
 * #standard()} and change what differs.
 */
public final class Policies {

  /** The priority of tasks that name none; 1 is lowest, 9 highest. */
  public static final int NORMAL_PRIORITY = 5;

  private static final Policies STANDARD = new Policies(new Draft());

  private final Retry retry;
  private final Duration timeout;
  private final Duration stepTimeout;
  private final @Nullable CatchUp catchUp;
  private final @Nullable Overlap overlap;
  private final Duration grace;
  private final int priority;

  private Policies(Draft draft) {
    this.retry = draft.retry;
    this.timeout = positive("timeout", draft.timeout, Duration.ofDays(30));
    this.stepTimeout = positive("stepTimeout", draft.stepTimeout, Duration.ofDays(30));
    this.catchUp = draft.catchUp;
    this.overlap = draft.overlap;
    this.grace = positive("grace", draft.grace, Duration.ofDays(30));
    this.priority = draft.priority;
    if (priority < 1 || priority > 9) {
      throw new IllegalArgumentException(
          "Priority is " + priority + ": write 1 (lowest) to 9 (highest); 5 is normal.");
    }
  }

  /**
   * 3 retries, 300 s for an attempt, 120 s for a step, 60 s of grace, normal priority, catch-up and
   * overlap by the kind of trigger.
   */
  public static Policies standard() {
    return STANDARD;
  }

  public Retry retry() {
    return retry;
  }

  /** The running time of one attempt after which it is interrupted and failed. Default 300 s. */
  public Duration timeout() {
    return timeout;
  }

  /** The time one journaled step may take. Default 120 s. */
  public Duration stepTimeout() {
    return stepTimeout;
  }

  /** Empty: by the kind of trigger (one-off and calendar times once, intervals not). */
  public Optional<CatchUp> catchUp() {
    return Optional.ofNullable(catchUp);
  }

  /**
   * Empty: for slots in time {@link Overlap#skip()}, or {@link Overlap#queueAll} of {@link
   * CatchUp#max()} where {@link CatchUp.Mode#RUN_ALL} is set; {@link Overlap#allowAll()} for the
   * rest.
   */
  public Optional<Overlap> overlap() {
    return Optional.ofNullable(overlap);
  }

  /**
   * How late a slot may be planned and still count as on time, unless the slot after it has come by
   * then. Default 60 s.
   */
  public Duration grace() {
    return grace;
  }

  /** 1 to 9; runs of a higher one start up to some minutes before those due at the same time. */
  public int priority() {
    return priority;
  }

  public Policies withRetry(Retry other) {
    Draft draft = new Draft(this);
    draft.retry = Objects.requireNonNull(other, "retry");
    return new Policies(draft);
  }

  public Policies withTimeout(Duration other) {
    Draft draft = new Draft(this);
    draft.timeout = other;
    return new Policies(draft);
  }

  public Policies withStepTimeout(Duration other) {
    Draft draft = new Draft(this);
    draft.stepTimeout = other;
    return new Policies(draft);
  }

  public Policies withCatchUp(CatchUp other) {
    Draft draft = new Draft(this);
    draft.catchUp = Objects.requireNonNull(other, "catchUp");
    return new Policies(draft);
  }

  public Policies withOverlap(Overlap other) {
    Draft draft = new Draft(this);
    draft.overlap = Objects.requireNonNull(other, "overlap");
    return new Policies(draft);
  }

  public Policies withGrace(Duration other) {
    Draft draft = new Draft(this);
    draft.grace = other;
    return new Policies(draft);
  }

  public Policies withPriority(int other) {
    Draft draft = new Draft(this);
    draft.priority = other;
    return new Policies(draft);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Policies that
        && retry.equals(that.retry)
        && timeout.equals(that.timeout)
        && stepTimeout.equals(that.stepTimeout)
        && Objects.equals(catchUp, that.catchUp)
        && Objects.equals(overlap, that.overlap)
        && grace.equals(that.grace)
        && priority == that.priority;
  }

  @Override
  public int hashCode() {
    return Objects.hash(retry, timeout, stepTimeout, catchUp, overlap, grace, priority);
  }

  private static Duration positive(String what, Duration found, Duration most) {
    if (found.isNegative() || found.isZero() || found.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "Policy " + what + " is " + found + ": write a positive duration up to " + most + ".");
    }
    return found;
  }

  private static final class Draft {
    private Retry retry = Retry.standard();
    private Duration timeout = Duration.ofMinutes(5);
    private Duration stepTimeout = Duration.ofMinutes(2);
    private @Nullable CatchUp catchUp;
    private @Nullable Overlap overlap;
    private Duration grace = Duration.ofSeconds(60);
    private int priority = NORMAL_PRIORITY;

    Draft() {}

    Draft(Policies from) {
      retry = from.retry;
      timeout = from.timeout;
      stepTimeout = from.stepTimeout;
      catchUp = from.catchUp;
      overlap = from.overlap;
      grace = from.grace;
      priority = from.priority;
    }
  }
}
