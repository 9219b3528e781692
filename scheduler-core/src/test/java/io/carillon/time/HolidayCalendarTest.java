package io.carillon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carillon.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolidayCalendarTest {

  private static final String FILE =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Example//Holidays//EN
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:1
      SUMMARY:New Year\\, first
        day
      DTSTART;VALUE=DATE:20240101
      DTEND;VALUE=DATE:20240102
      RRULE:FREQ=YEARLY
      BEGIN:VALARM
      DTSTART;VALUE=DATE:20240601
      END:VALARM
      END:VEVENT
      BEGIN:VEVENT
      SUMMARY:Closing days
      DTSTART;VALUE=DATE:20261224
      DTEND;VALUE=DATE:20261228
      END:VEVENT
      BEGIN:VEVENT
      SUMMARY:Meeting
      DTSTART;TZID="Europe/Berlin":20260504T090000
      DTEND;TZID=Europe/Berlin:20260504T100000
      RDATE;VALUE=DATE:20260511
      END:VEVENT
      BEGIN:VEVENT
      SUMMARY:Not this one
      DTSTART;VALUE=DATE:20260601
      STATUS:CANCELLED
      END:VEVENT
      END:VCALENDAR
      """;

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  @Test
  void eventsBecomeDays() {
    HolidayCalendar calendar = HolidayCalendar.fromICalendar(FILE.replace("\n", "\r\n"));
    assertThat(calendar.nameOf(day("2031-01-01"))).contains("New Year, first day");
    assertThat(calendar.contains(day("2023-01-01"))).isFalse();
    assertThat(calendar.contains(day("2024-06-01"))).isFalse();
    assertThat(calendar.contains(day("2026-12-23"))).isFalse();
    assertThat(calendar.contains(day("2026-12-24"))).isTrue();
    assertThat(calendar.contains(day("2026-12-27"))).isTrue();
    assertThat(calendar.contains(day("2026-12-28"))).isFalse();
    assertThat(calendar.contains(day("2026-05-04"))).isTrue();
    assertThat(calendar.contains(day("2026-05-05"))).isFalse();
    assertThat(calendar.contains(day("2026-05-11"))).isTrue();
    assertThat(calendar.contains(day("2026-06-01"))).isFalse();
  }

  @Test
  void faultyLinesAreToldByNumber() {
    String faulty =
        FILE.replace("DTSTART;VALUE=DATE:20261224", "DTSTART:Christmas")
            .replace("RRULE:FREQ=YEARLY", "RRULE:FREQ=ALWAYS");
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> HolidayCalendar.fromICalendar(faulty))
        .withMessageContaining("line 7.FREQ: \"ALWAYS\" is not a frequency.")
        .withMessageContaining("line 20: \"Christmas\" is not a time.");
    assertThatExceptionOfType(InvalidDefinitionException.class)
        .isThrownBy(() -> HolidayCalendar.fromICalendar("holidays"))
        .withMessageContaining("It has no BEGIN:VCALENDAR.");
  }

  @Test
  void filesAreReloadedAndAFaultyOneKeepsWhatWasThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("de.ics");
    Files.writeString(file, FILE);
    Calendars calendars = Calendars.none();
    calendars.load("de", file);
    assertThat(calendars.names()).containsExactly("de");
    Files.writeString(file, FILE.replace("20261224", "20261223"));
    calendars.reload();
    assertThat(calendars.find("de").orElseThrow().contains(day("2026-12-23"))).isTrue();
    Files.writeString(file, "broken");
    assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(calendars::reload);
    assertThat(calendars.find("de").orElseThrow().contains(day("2026-12-23"))).isTrue();
  }
}
