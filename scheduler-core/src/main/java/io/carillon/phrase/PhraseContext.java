package io.carillon.phrase;

import io.carillon.time.Calendars;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a phrase is said, and what the host has registered. Immutable.
 *
 * <p>Nothing is registered unless said, the language is found out, and a repeating phrase that
 * names no time of day runs at 09:00 (and the proposal says so).
 */
public final class PhraseContext {

  private static final LocalTime NINE = LocalTime.of(9, 0);

  private final ZoneId zone;
  private final LocalDateTime now;
  private final @Nullable String language;
  private final LocalTime usualTime;
  private final Registered registered;

  private record Registered(Set<String> tools, Set<String> channels, Calendars calendars) {}

  private PhraseContext(
      ZoneId zone,
      LocalDateTime now,
      @Nullable String language,
      LocalTime usualTime,
      Registered registered) {
    this.zone = Objects.requireNonNull(zone, "zone");
    this.now = Objects.requireNonNull(now, "now").withNano(0);
    this.language = language;
    this.usualTime = Objects.requireNonNull(usualTime, "usualTime");
    this.registered = registered;
  }

  /**
   * A context with nothing registered.
   *
   * @param now the moment the phrase is said, on the wall clock of the zone; "tomorrow" counts from
   *     it; fractions of a second are dropped
   * @param zone the zone of the person, used unless the words name another
   */
  public static PhraseContext at(LocalDateTime now, ZoneId zone) {
    Registered nothing = new Registered(Set.of(), Set.of(), Calendars.none());
    return new PhraseContext(zone, now, null, NINE, nothing);
  }

  /**
   * The same, with the language fixed instead of found out.
   *
   * @param tag {@code en}, {@code zh}, {@code fr}, {@code de} or {@code es}, perhaps with a region;
   *     with any other, the language is found out
   */
  public PhraseContext withLanguage(String tag) {
    return new PhraseContext(zone, now, Objects.requireNonNull(tag, "tag"), usualTime, registered);
  }

  /** The same, with another time of day for repeating phrases that name none. */
  public PhraseContext withUsualTime(LocalTime time) {
    return new PhraseContext(zone, now, language, time, registered);
  }

  /** The same, with these tools, which words may name. */
  public PhraseContext withTools(Collection<String> names) {
    Registered more = new Registered(sorted(names), registered.channels(), registered.calendars());
    return new PhraseContext(zone, now, language, usualTime, more);
  }

  /** The same, with these delivery channels, which words may name. */
  public PhraseContext withChannels(Collection<String> names) {
    Registered more = new Registered(registered.tools(), sorted(names), registered.calendars());
    return new PhraseContext(zone, now, language, usualTime, more);
  }

  /** The same, with these calendars; "except holidays" needs one. */
  public PhraseContext withCalendars(Calendars calendars) {
    Registered more = new Registered(registered.tools(), registered.channels(), calendars);
    return new PhraseContext(zone, now, language, usualTime, more);
  }

  private static Set<String> sorted(Collection<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }

  public ZoneId zone() {
    return zone;
  }

  /** The moment the phrase is said, on the wall clock of {@link #zone()}. */
  public LocalDateTime now() {
    return now;
  }

  /** The fixed language; empty when it is found out. */
  public Optional<String> language() {
    return Optional.ofNullable(language);
  }

  /** The time of day of a repeating phrase that names none. */
  public LocalTime usualTime() {
    return usualTime;
  }

  public Set<String> tools() {
    return registered.tools();
  }

  public Set<String> channels() {
    return registered.channels();
  }

  public Calendars calendars() {
    return registered.calendars();
  }
}
