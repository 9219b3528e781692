package io.carillon.time;

import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.internal.time.ZoneTexts;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads the names of time zones. */
public final class Zones {

  private Zones() {}

  /**
   * The zone of an IANA name ({@code Europe/Paris}) or an offset ({@code +05:45}).
   *
   * @throws InvalidDefinitionException when there is none, with the name that was probably meant;
   *     the problem's place is {@code zone}
   */
  public static ZoneId parse(String name) {
    return parse(name, "zone");
  }

  /**
   * The same for a zone that is part of something larger.
   *
   * @param where the place that the problem names
   * @throws InvalidDefinitionException when there is none, with the name that was probably meant
   */
  public static ZoneId parse(String name, String where) {
    Optional<ZoneId> zone = ZoneTexts.parse(name.strip());
    return zone.orElseThrow(
        () -> {
          Problem unknown = ZoneTexts.unknown(where, name);
          return new InvalidDefinitionException("The time zone", List.of(unknown));
        });
  }
}
