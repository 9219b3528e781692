package io.carillon.phrase;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Bounds that words say, and bounds that stand beside the words. */
final class PhraseBounds {

  private PhraseBounds() {}

  /**
   * What the words mean, with the bounds that were set beside them.
   *
   * @throws InvalidDefinitionException when the words say one of them too
   */
  static Trigger both(Trigger meant, Trigger beside) {
    List<Problem> twice = new ArrayList<>();
    check("zone", meant.zone().isPresent() && beside.zone().isPresent(), twice);
    check("start", meant.start().isPresent() && beside.start().isPresent(), twice);
    check("end", meant.end().isPresent() && beside.end().isPresent(), twice);
    check("maxRuns", meant.maxRuns().isPresent() && beside.maxRuns().isPresent(), twice);
    check("anchor", meant.anchor().isPresent() && beside.anchor().isPresent(), twice);
    check("exclude", !meant.exclusions().isEmpty() && !beside.exclusions().isEmpty(), twice);
    if (!twice.isEmpty()) {
      throw new InvalidDefinitionException("Trigger", twice);
    }
    Trigger bounded = copy(meant, beside);
    Trigger zoned = beside.zone().map(bounded::withZone).orElse(bounded);
    return beside.anchor().map(zoned::anchoredAt).orElse(zoned);
  }

  private static void check(String field, boolean twice, List<Problem> problems) {
    if (twice) {
      problems.add(Problem.of(field, "The phrase says this too.", "Say it in one place."));
    }
  }

  /** The first, with the bounds that the second sets; zone and anchor are left as they are. */
  static Trigger copy(Trigger trigger, Trigger bounds) {
    Trigger copy = bounds.start().map(trigger::startingAt).orElse(trigger);
    copy = bounds.end().map(copy::endingAt).orElse(copy);
    copy = bounds.maxRuns().isPresent() ? copy.withMaxRuns(bounds.maxRuns().getAsInt()) : copy;
    copy = bounds.exclusions().isEmpty() ? copy : copy.withExclusions(bounds.exclusions());
    copy = bounds.spread().map(copy::withSpread).orElse(copy);
    copy = bounds.jitter().map(copy::withJitter).orElse(copy);
    return bounds.deadline().map(copy::withDeadline).orElse(copy);
  }
}
