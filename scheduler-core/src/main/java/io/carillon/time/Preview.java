package io.carillon.time;

import io.carillon.Trigger;
import io.carillon.internal.time.ClockNotes;
import io.carillon.internal.time.Describer;
import io.carillon.internal.time.MonthSvg;
import io.carillon.internal.time.TriggerWarnings;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a trigger will do, for a person who is about to confirm it: the next fires in the zone in
 * effect with what clock changes do to them, a description, how close the fires are, and warnings
 * about what such triggers are often mistaken for. Immutable.
 */
public final class Preview {

  /** The most fires that are listed. */
  public static final int MOST_FIRES = 1_000;

  private final List<Trigger> triggers;
  private final ZoneId zone;
  private final FireTimes fireTimes;
  private final List<PreviewFire> fires;
  private final GapStatistics gaps;

  private Preview(List<Trigger> triggers, ZoneId zone, FireTimes fireTimes, Instant from, int n) {
    this.triggers = List.copyOf(triggers);
    this.zone = zone;
    this.fireTimes = fireTimes;
    this.fires = List.copyOf(fires(from, n));
    this.gaps = GapStatistics.of(fireTimes, zone, from);
  }

  /**
   * Previews one trigger for a task without a name, defined at {@code from}, without named
   * calendars.
   *
   * @param zone the zone in effect where the trigger names none
   * @param from the fires listed are after this instant
   * @param n how many fires are listed at most, 0 to {@value #MOST_FIRES}; fewer where the trigger
   *     is limited to fewer runs or never fires again
   */
  public static Preview of(Trigger trigger, ZoneId zone, Instant from, int n) {
    FireTimes fires = FireTimes.of(trigger, zone, from, "", Calendars.none());
    return of(List.of(trigger), fires, zone, from, n);
  }

  /**
   * Previews triggers that are compiled already, as {@link FireTimes#union} of them.
   *
   * @param fires the fires of all triggers together
   */
  public static Preview of(
      List<Trigger> triggers, FireTimes fires, ZoneId zone, Instant from, int n) {
    if (n < 0 || n > MOST_FIRES) {
      throw new IllegalArgumentException(
          "A preview lists 0 to " + MOST_FIRES + " fires, not " + n + ".");
    }
    ZoneId shown = triggers.size() == 1 ? triggers.get(0).zone().orElse(zone) : zone;
    return new Preview(triggers, shown, fires, from, n);
  }

  private List<PreviewFire> fires(Instant from, int n) {
    int most = n;
    if (triggers.size() == 1) {
      most = Math.min(n, triggers.get(0).maxRuns().orElse(n));
    }
    List<PreviewFire> listed = new ArrayList<>();
    Optional<Instant> at = most == 0 ? Optional.empty() : fireTimes.next(from);
    while (at.isPresent()) {
      Instant fire = at.get();
      Optional<String> note = ClockNotes.of(triggers, zone, from, fire);
      listed.add(new PreviewFire(fire, fire.atZone(zone), note));
      at = listed.size() < most ? fireTimes.next(fire) : Optional.empty();
    }
    return listed;
  }

  /** The zone in effect, in which the fires are shown. */
  public ZoneId zone() {
    return zone;
  }

  /** The next fires, in order. */
  public List<PreviewFire> fires() {
    return fires;
  }

  /** How close the fires are. */
  public GapStatistics gaps() {
    return gaps;
  }

  /**
   * One sentence for each trigger. English and Chinese say everything; other languages are used for
   * cron expressions where cron-utils has the words, and English else.
   */
  public String description(Locale language) {
    Describer describer = new Describer(language);
    return String.join(
        "; ", triggers.stream().map(trigger -> describer.describe(trigger, zone)).toList());
  }

  /** What may surprise, in English, most important first; empty if nothing. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    triggers.forEach(trigger -> warnings.addAll(TriggerWarnings.of(trigger)));
    return warnings.stream().distinct().toList();
  }

  /** The cron expression that fires alike, where there is one trigger and one such expression. */
  public Optional<CronExpression> derivedCron() {
    return triggers.size() == 1 ? triggers.get(0).derivedCron() : Optional.empty();
  }

  /** A small calendar of a month as SVG, with the days that have fires marked. */
  public String monthAsSvg(YearMonth month, Locale language) {
    return new MonthSvg(fireTimes, zone, language).render(month);
  }
}
