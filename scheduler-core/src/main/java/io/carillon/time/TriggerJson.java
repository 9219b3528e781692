package io.carillon.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.internal.time.TriggerReader;
import io.carillon.internal.time.TriggerWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Triggers as JSON values. A text is a cron expression or a nickname; an object has one field that
 * names the kind and may have bounds beside it. {@code docs/time.md} lists all shapes.
 *
 * <p>{@code read(write(trigger))} equals the trigger. Reading is lenient (a picker, a preset, a
 * duration as {@code 45m}), writing has one form for each trigger. No type is ever named.
 */
public final class TriggerJson {

  private TriggerJson() {}

  /**
   * Reads one trigger.
   *
   * @throws InvalidDefinitionException with every fault and its path
   */
  public static Trigger read(JsonNode json) {
    List<Problem> problems = new ArrayList<>();
    Optional<Trigger> trigger = read(json, "", problems);
    return trigger.orElseThrow(() -> new InvalidDefinitionException("Trigger", problems));
  }

  /**
   * Reads one trigger as part of a larger definition. Faults are added to the list; the answer is
   * empty if there was any.
   *
   * @param path where the trigger is, for the problems: {@code triggers[0]}
   */
  public static Optional<Trigger> read(JsonNode json, String path, List<Problem> problems) {
    return new TriggerReader(path, problems).read(json);
  }

  /** Reads a list of triggers, or a single one; faulty ones are left out and told. */
  public static List<Trigger> readAll(JsonNode json, String path, List<Problem> problems) {
    List<Trigger> triggers = new ArrayList<>();
    if (!json.isArray()) {
      read(json, path, problems).ifPresent(triggers::add);
      return triggers;
    }
    for (int i = 0; i < json.size(); i++) {
      read(json.get(i), path + "[" + i + "]", problems).ifPresent(triggers::add);
    }
    return triggers;
  }

  /** Writes a trigger in its one form. */
  public static ObjectNode write(Trigger trigger) {
    return TriggerWriter.write(trigger);
  }
}
