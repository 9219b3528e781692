package io.carillon.time;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * One fire of a preview.
 *
 * @param at the instant
 * @param local the same on the wall clock of the zone in effect
 * @param note what a clock change does to this fire, in the language asked for
 */
public record PreviewFire(Instant at, ZonedDateTime local, Optional<String> note) {}
