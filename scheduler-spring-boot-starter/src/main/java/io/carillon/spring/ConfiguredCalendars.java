package io.carillon.spring;

import io.carillon.InvalidDefinitionException;
import io.carillon.time.Calendars;
import io.carillon.time.HolidayCalendar;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ClassPathResource;

/** The named calendars of {@code carillon.calendars}. */
final class ConfiguredCalendars {

  private static final String CLASSPATH = "classpath:";
  private static final String FILE = "file:";

  private ConfiguredCalendars() {}

  /**
   * Reads them all. Files can be read again with {@link Calendars#reload}.
   *
   * @param places where each calendar is: a path, or {@code classpath:} and a path
   * @throws InvalidConfigurationPropertyValueException when one cannot be read
   */
  static Calendars read(Map<String, String> places) {
    Calendars calendars = Calendars.none();
    places.forEach(
        (name, place) -> {
          try {
            add(calendars, name, place);
          } catch (IOException | InvalidPathException | InvalidDefinitionException e) {
            throw new InvalidConfigurationPropertyValueException(
                "carillon.calendars." + name,
                place,
                why(e) + " Write the path of an .ics file, or classpath: and its path.");
          }
        });
    return calendars;
  }

  private static String why(Exception fault) {
    if (fault instanceof NoSuchFileException || fault instanceof FileNotFoundException) {
      return "There is no such file.";
    }
    if (fault instanceof InvalidDefinitionException invalid) {
      return "It is no iCalendar file. " + invalid.problems().get(0);
    }
    return "It cannot be read: " + fault + ".";
  }

  private static void add(Calendars calendars, String name, String place) throws IOException {
    if (place.startsWith(CLASSPATH)) {
      ClassPathResource resource = new ClassPathResource(place.substring(CLASSPATH.length()));
      String text = resource.getContentAsString(StandardCharsets.UTF_8);
      calendars.put(name, HolidayCalendar.fromICalendar(text));
    } else {
      String path = place.startsWith(FILE) ? place.substring(FILE.length()) : place;
      calendars.load(name, Path.of(path));
    }
  }
}
