package io.carillon.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.RunId;
import io.carillon.Trigger;
import io.carillon.TriggerKind;
import io.carillon.TriggerSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far each trigger of a task has been accounted for, in the order of the definition.
 *
 * @param zone of triggers that name none: the task's, else its owner's or the scheduler's when it
 *     was saved
 * @param marks one for each trigger
 */
public record Cursor(ZoneId zone, List<Mark> marks) {

  public Cursor {
    marks = List.copyOf(marks);
  }

  /**
   * How far one trigger has come.
   *
   * @param anchor when the trigger was defined
   * @param after every fire up to and including this instant is accounted for
   * @param fired how many of its fires made a run
   * @param delayDue fixed delays only: when it fires; null while the run it waits for has not ended
   * @param previous fixed delays only: the run it counts from; null before the first
   */
  public record Mark(
      Instant anchor,
      Instant after,
      int fired,
      @Nullable Instant delayDue,
      @Nullable RunId previous) {

    static Mark start(Trigger trigger, Instant now) {
      boolean delay = trigger.spec().kind() == TriggerKind.FIXED_DELAY;
      return new Mark(now, now, 0, delay ? now : null, null);
    }

    Mark seen(Instant upTo) {
      return upTo.isAfter(after) ? new Mark(anchor, upTo, fired, delayDue, previous) : this;
    }

    /** One more of its fires made a run. */
    public Mark firedOnce() {
      return new Mark(anchor, after, fired + 1, delayDue, previous);
    }

    Mark firedOnceLess() {
      return new Mark(anchor, after, fired - 1, delayDue, previous);
    }

    Mark armed(@Nullable Instant due, @Nullable RunId run) {
      return new Mark(anchor, after, fired, due, run);
    }
  }

  /** Nothing accounted for but the past: every trigger starts at {@code now}. */
  public static Cursor start(ZoneId zone, List<Trigger> triggers, Instant now) {
    return new Cursor(zone, triggers.stream().map(trigger -> Mark.start(trigger, now)).toList());
  }

  /**
   * After an edit: triggers that stayed the same keep their place, the others start at now. Those
   * that follow another zone's wall clock from now on have nothing to make up for on it.
   */
  public Cursor edited(ZoneId newZone, List<Trigger> before, List<Trigger> after, Instant now) {
    List<Trigger> left = new ArrayList<>(before);
    List<Mark> kept = new ArrayList<>(marks);
    List<Mark> edited = new ArrayList<>();
    // A node whose clock is a little ahead may have accounted for slots that are still to come.
    // Shifted ones may be further, where another trigger had their slot before.
    Instant accounted =
        IntStream.range(0, Math.min(before.size(), marks.size()))
            .filter(i -> before.get(i).spread().isEmpty() && before.get(i).jitter().isEmpty())
            .mapToObj(i -> marks.get(i).after())
            .max(Instant::compareTo)
            .orElse(now);
    for (Trigger trigger : after) {
      int at = left.indexOf(trigger);
      if (at >= 0 && at < kept.size()) {
        left.remove(at);
        Mark mark = kept.remove(at);
        edited.add(followsZone(trigger) && !newZone.equals(zone) ? mark.seen(now) : mark);
      } else {
        edited.add(Mark.start(trigger, now).seen(accounted));
      }
    }
    return new Cursor(newZone, edited);
  }

  /** Whether an edit of the task's zone moves the fires of a trigger. */
  public static boolean followsZone(Trigger trigger) {
    boolean wall =
        switch (trigger.kind()) {
          case CRON, CALENDAR, RRULE -> true;
          case ONCE -> trigger.spec() instanceof TriggerSpec.OnceLocal;
          case INTERVAL, FIXED_DELAY, EVENT, MANUAL, PHRASE -> false;
        };
    boolean excludes = trigger.kind().isTimed() && !trigger.exclusions().isEmpty();
    return trigger.zone().isEmpty() && (wall || excludes);
  }

  /**
   * Fixed delays that wait for a run to end start counting from its end.
   *
   * @return the same cursor when there are none
   */
  public Cursor ended(List<Trigger> triggers, RunId run, Instant end) {
    Cursor armed = this;
    for (int i = 0; i < triggers.size(); i++) {
      if (triggers.get(i).spec() instanceof TriggerSpec.FixedDelay fixed
          && marks.get(i).delayDue() == null) {
        armed = armed.with(i, marks.get(i).armed(end.plus(fixed.delay()), run));
      }
    }
    return armed;
  }

  /** The same, with one mark replaced. */
  public Cursor with(int index, Mark mark) {
    List<Mark> changed = new ArrayList<>(marks);
    changed.set(index, mark);
    return new Cursor(zone, changed);
  }

  /** As JSON, for the store. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("zone", zone.getId());
    ArrayNode array = json.putArray("marks");
    for (Mark mark : marks) {
      ObjectNode node = array.addObject();
      node.put("anchor", mark.anchor().toString());
      node.put("after", mark.after().toString());
      node.put("fired", mark.fired());
      if (mark.delayDue() != null) {
        node.put("delayDue", mark.delayDue().toString());
      }
      if (mark.previous() != null) {
        node.put("previous", mark.previous().toString());
      }
    }
    return json.toString();
  }

  /** From what {@link #toJson()} wrote. */
  public static Cursor from(JsonNode json) {
    List<Mark> marks = new ArrayList<>();
    for (JsonNode node : json.path("marks")) {
      marks.add(
          new Mark(
              Instant.parse(node.path("anchor").asText()),
              Instant.parse(node.path("after").asText()),
              node.path("fired").asInt(),
              node.hasNonNull("delayDue") ? Instant.parse(node.path("delayDue").asText()) : null,
              node.hasNonNull("previous") ? RunId.of(node.path("previous").asText()) : null));
    }
    return new Cursor(ZoneId.of(json.path("zone").asText()), marks);
  }
}
