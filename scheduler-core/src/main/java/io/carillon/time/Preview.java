package io.carillon.time;

import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.internal.time.ClockNotes;
import io.carillon.internal.time.Describer;
import io.carillon.internal.time.GapSurvey;
import io.carillon.internal.time.MonthSvg;
import io.carillon.internal.time.TriggerTimes;
import io.carillon.internal.time.TriggerWarnings;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the triggers of a task will do, for a person who is about to confirm it: the next fires in
 * the zone in effect with what clock changes do to them, a description, how close the fires are,
 * and warnings about what such triggers are often mistaken for. Immutable, safe for many threads.
 */
public final class Preview {

  /** The most fires that are listed. */
  public static final int MOST_FIRES = 1_000;

  private final List<TriggerTimes> parts;
  private final ZoneId zone;
  private final Instant anchor;
  private final Instant from;
  private final List<PreviewFire> fires;

  /** Looked at when asked for: a schedule by the second has many fires. */
  private volatile @Nullable GapStatistics gaps;

  private Preview(List<TriggerTimes> parts, FireTimes.Setting setting, Instant from, int n) {
    this.parts = parts;
    this.zone = shown(parts, setting.zone());
    this.anchor = setting.anchor();
    this.from = from;
    this.fires = List.copyOf(listed(n));
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
    return of(List.of(trigger), new FireTimes.Setting(zone, from, "", Calendars.none()), from, n);
  }

  /**
   * Previews all triggers of a task together: one fire per instant. Triggers without times (events,
   * by hand) and fixed delays, which count from the ends of runs, list no fires and are described.
   *
   * @param triggers any number; none: only by hand
   * @param from the fires listed are after this instant
   * @param n how many fires are listed at most, 0 to {@value #MOST_FIRES}
   * @throws io.carillon.InvalidDefinitionException if a trigger names an unknown calendar
   */
  public static Preview of(List<Trigger> triggers, FireTimes.Setting setting, Instant from, int n) {
    if (n < 0 || n > MOST_FIRES) {
      throw new IllegalArgumentException(
          "A preview lists 0 to " + MOST_FIRES + " fires, not " + n + ".");
    }
    return new Preview(TriggerTimes.of(triggers, setting, from), setting, from, n);
  }

  /** The zone of all triggers on a clock where it is one, else the task's. */
  private static ZoneId shown(List<TriggerTimes> parts, ZoneId otherwise) {
    Set<ZoneId> zones =
        parts.stream()
            .filter(TriggerTimes::isTimed)
            .map(TriggerTimes::zone)
            .collect(Collectors.toSet());
    return zones.size() == 1 ? zones.iterator().next() : otherwise;
  }

  private FireTimes union(Predicate<TriggerTimes> some) {
    return FireTimes.union(parts.stream().filter(some).map(TriggerTimes::fires).toList());
  }

  private List<PreviewFire> listed(int n) {
    FireTimes union = union(TriggerTimes::isTimed);
    List<PreviewFire> listed = new ArrayList<>();
    Optional<Instant> at = n == 0 ? Optional.empty() : union.next(from);
    while (at.isPresent()) {
      Instant fire = at.get();
      listed.add(new PreviewFire(fire, fire.atZone(zone), note(fire, Locale.ENGLISH)));
      at = listed.size() < n ? union.next(fire) : Optional.empty();
    }
    return listed;
  }

  /** What a clock change does to a fire, on the clock of the triggers that fire then. */
  private Optional<String> note(Instant fire, Locale language) {
    Map<ZoneId, List<Trigger>> firing =
        parts.stream()
            .filter(part -> part.firesAt(fire))
            .collect(
                Collectors.groupingBy(
                    TriggerTimes::zone,
                    LinkedHashMap::new,
                    Collectors.mapping(TriggerTimes::trigger, Collectors.toList())));
    List<String> notes = new ArrayList<>();
    firing.forEach(
        (in, triggers) ->
            new ClockNotes(triggers, in, anchor, language)
                .of(fire)
                .map(note -> in.equals(zone) ? note : in.getId() + ": " + note)
                .ifPresent(notes::add));
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", notes));
  }

  /** The triggers, in the order of the definition. */
  public List<Trigger> triggers() {
    return parts.stream().map(TriggerTimes::trigger).toList();
  }

  /** The zone in effect, in which the fires are shown. */
  public ZoneId zone() {
    return zone;
  }

  /** The next fires, in order, with notes in English. */
  public List<PreviewFire> fires() {
    return fires;
  }

  /** The next fires, in order, with notes in Chinese, or in English for any other language. */
  public List<PreviewFire> fires(Locale language) {
    return fires.stream()
        .map(fire -> new PreviewFire(fire.at(), fire.local(), note(fire.at(), language)))
        .toList();
  }

  /**
   * How close the fires of all triggers are, looked at around the clock changes of all their zones.
   * A fixed delay counts as if its runs took no time.
   */
  public GapStatistics gaps() {
    GapStatistics known = gaps;
    if (known == null) {
      Set<ZoneId> clocks = new LinkedHashSet<>(Set.of(zone));
      parts.stream().filter(TriggerTimes::isTimed).map(TriggerTimes::zone).forEach(clocks::add);
      known = new GapSurvey(union(part -> true), zone, clocks).run(from);
      gaps = known;
    }
    return known;
  }

  /**
   * What is wrong with triggers that are to fire by themselves and never do after the instant of
   * the preview: a one-off that is past, a range that is over.
   *
   * @param looked at which triggers to look
   */
  public List<Problem> silent(Predicate<Trigger> looked) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (looked.test(parts.get(i).trigger())) {
        parts.get(i).silentAfter(from, i).ifPresent(problems::add);
      }
    }
    return problems;
  }

  /**
   * One sentence for each trigger; without triggers, that it runs by hand only. English and Chinese
   * say everything; other languages are used for cron expressions where cron-utils has the words,
   * and English else.
   */
  public String description(Locale language) {
    Describer describer = new Describer(language);
    if (parts.isEmpty()) {
      return describer.describe(Trigger.manual(), zone);
    }
    String between = language.getLanguage().equals("zh") ? "\uff1b" : "; ";
    return parts.stream()
        .map(part -> describer.describe(part.trigger(), part.zone()))
        .collect(Collectors.joining(between));
  }

  /** What may surprise, in English, most important first; empty if nothing. */
  public List<String> warnings() {
    return warnings(Locale.ENGLISH);
  }

  /**
   * What may surprise, most important first; empty if nothing.
   *
   * @param language Chinese has its own words; any other language is answered in English
   */
  public List<String> warnings(Locale language) {
    List<String> warnings = new ArrayList<>();
    boolean timed = parts.stream().anyMatch(TriggerTimes::isTimed);
    if (timed && union(TriggerTimes::isTimed).next(from).isEmpty()) {
      warnings.add(TriggerWarnings.neverFires(language));
    }
    parts.forEach(part -> warnings.addAll(TriggerWarnings.of(part.trigger(), language)));
    return warnings.stream().distinct().toList();
  }

  /** The cron expression that fires alike, where there is one trigger and one such expression. */
  public Optional<CronExpression> derivedCron() {
    return parts.size() == 1 ? parts.get(0).trigger().derivedCron() : Optional.empty();
  }

  /** A small calendar of a month as SVG, with the days that have fires marked. */
  public String monthAsSvg(YearMonth month, Locale language) {
    return new MonthSvg(union(TriggerTimes::isTimed), zone, language).render(month);
  }
}
