package io.carillon;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is stored, with its state.
 *
 * @param version raised by every change of the definition; what an edit names to be safe
 * @param source who owns the definition: code, YAML or run time
 * @param reason why it is paused, exhausted or parked; empty when active
 * @param statusBy who paused or resumed it last; null when nobody did
 * @param zone in effect for triggers that name none: the definition's, else the one found when it
 *     was saved
 * @param nextFire the next time a trigger fires; null while it is not active, or when none will
 */
public record StoredTask(
    TaskId id,
    Definition definition,
    int version,
    Source source,
    TaskStatus status,
    String reason,
    @Nullable String statusBy,
    Audit audit,
    ZoneId zone,
    @Nullable Instant nextFire) {

  /** Who declares a definition. */
  public enum Source {
    /** The host's code or configuration; brought up to date when it starts. */
    DECLARED,
    /** A user, a model or another system, while running. */
    RUNTIME
  }

  /** Who made it and changed it last. */
  public record Audit(String createdBy, Instant createdAt, String modifiedBy, Instant modifiedAt) {}

  public TaskKey key() {
    return definition.key();
  }

  public boolean isFlow() {
    return definition instanceof Flow;
  }

  public Optional<Instant> next() {
    return Optional.ofNullable(nextFire);
  }
}
