package io.carillon.time;

import io.carillon.internal.time.RruleModel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 5545 recurrence: a rule with an optional start, excluded and added dates. Immutable; equal
 * if the rules say the same in any order of their parts.
 *
 * <p>Where it goes beyond or beside the RFC: without DTSTART the trigger's anchor is the start;
 * COUNT is at most 100,000; the start fires only if the rule selects it; a time that a clock change
 * skips fires at the first valid instant after it (the RFC moves it by the length of the gap), like
 * every trigger here. A rule by hours, minutes or seconds without BY parts is true elapsed time;
 * with BY parts it follows the wall clock's rhythm.
 */
public final class RecurrenceRule {

  private final RruleModel model;

  private RecurrenceRule(RruleModel model) {
    this.model = model;
  }

  /**
   * Reads a rule ({@code FREQ=WEEKLY;BYDAY=MO}) or iCalendar lines of DTSTART, RRULE, EXDATE and
   * RDATE.
   *
   * @throws io.carillon.InvalidDefinitionException with every fault
   */
  public static RecurrenceRule parse(String rfc5545) {
    return new RecurrenceRule(RruleModel.parse(rfc5545));
  }

  /** The zone of DTSTART, if it names one. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(model.zone());
  }

  /** The same rule without its zone. */
  public RecurrenceRule withoutZone() {
    return new RecurrenceRule(model.withoutZone());
  }

  /** True if the rule has a DTSTART of its own. */
  public boolean hasStart() {
    return model.start().isPresent();
  }

  /** True for a rule by hours, minutes or seconds. */
  public boolean isSubDaily() {
    return model.parts().frequency().isSubDaily();
  }

  /**
   * The fires on the wall clock of a zone.
   *
   * @param anchor the start where the rule has none
   */
  public FireTimes fireTimes(ZoneId inZone, Instant anchor) {
    return model.fires(inZone, anchor);
  }

  /** The text without a zone, as {@link #parse} reads it; one line where only a rule is given. */
  public String text() {
    return model.lines(null);
  }

  /** iCalendar lines with the start and dates on the wall clock of a zone. */
  public String toICalendar(ZoneId inZone) {
    return model.lines(inZone);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecurrenceRule that
        && text().equals(that.text())
        && zone().equals(that.zone());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /** The text as it can be parsed again, with its zone. */
  @Override
  public String toString() {
    ZoneId zone = model.zone();
    return zone == null ? text() : toICalendar(zone);
  }
}
