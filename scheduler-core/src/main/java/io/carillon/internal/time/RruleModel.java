package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recurrence rule as it was read: its parts and the dates beside them. */
public record RruleModel(
    RruleParts parts,
    Optional<RruleTime> start,
    List<RruleTime> excluded,
    List<RruleTime> added,
    @Nullable ZoneId zone) {

  /**
   * Reads and checks it.
   *
   * @throws io.carillon.InvalidDefinitionException with every fault
   */
  public static RruleModel parse(String rfc5545) {
    RruleParser parser = new RruleParser(rfc5545);
    return of(parser.parse(), parser);
  }

  /** Reads a rule again that was checked when it was made. */
  static RruleModel checked(String rfc5545) {
    RruleParser parser = new RruleParser(rfc5545);
    return of(parser.read(), parser);
  }

  private static RruleModel of(RruleParts parts, RruleParser parser) {
    return new RruleModel(parts, parser.start(), parser.excluded(), parser.added(), parser.zone());
  }

  public RruleModel withoutZone() {
    return new RruleModel(parts, start, excluded, added, null);
  }

  public FireTimes fires(ZoneId in, Instant anchor) {
    return new RruleCompiler(this, in, anchor).fires();
  }

  /** iCalendar lines; the bare rule where it has no dates and no zone is asked for. */
  public String lines(@Nullable ZoneId in) {
    if (start.isEmpty() && excluded.isEmpty() && added.isEmpty()) {
      return in == null ? parts.toString() : "RRULE:" + parts;
    }
    StringBuilder lines = new StringBuilder();
    start.ifPresent(at -> lines.append(RruleTime.line("DTSTART", List.of(at), in)).append('\n'));
    lines.append("RRULE:").append(parts);
    if (!added.isEmpty()) {
      lines.append('\n').append(RruleTime.line("RDATE", added, in));
    }
    if (!excluded.isEmpty()) {
      lines.append('\n').append(RruleTime.line("EXDATE", excluded, in));
    }
    return lines.toString();
  }
}
