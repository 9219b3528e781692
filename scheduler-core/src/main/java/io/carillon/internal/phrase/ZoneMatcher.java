package io.carillon.internal.phrase;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a zone: "America/Los_Angeles", "UTC", "GMT+8", "Berlin time", "in Tokyo", 北京时间. */
final class ZoneMatcher {

  private static final Set<Kind> GLUE = Set.of(Kind.IN, Kind.THE, Kind.ON, Kind.AT, Kind.OF);
  private static final List<String> AREAS =
      List.of(
          "Europe/",
          "America/",
          "Asia/",
          "Africa/",
          "Australia/",
          "Pacific/",
          "Atlantic/",
          "Indian/");
  private static final Map<String, ZoneId> BY_NAME = byName();
  private static final Map<String, ZoneId> CITIES = cities();
  private static final Map<String, List<String>> UNSURE =
      Map.of(
          "cst", List.of("America/Chicago", "Asia/Shanghai"),
          "ist", List.of("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
          "bst", List.of("Europe/London", "Asia/Dhaka"));

  /** Places that are words or first names, too: only "Casey time" is a zone. */
  private static final Set<String> ORDINARY =
      Set.of(
          "casey",
          "center",
          "christmas",
          "davis",
          "dawson",
          "easter",
          "jersey",
          "knox",
          "male",
          "midway",
          "nome",
          "palmer",
          "regina",
          "resolute",
          "reunion",
          "troll",
          "wake");

  private final Sentence s;

  ZoneMatcher(Sentence sentence) {
    this.s = sentence;
  }

  @Nullable Match<Chunk> match(int i, boolean afterTime) {
    int start = s.is(i, "(") ? i + 1 : i;
    int at = s.skip(start, GLUE);
    Match<Chunk> found = id(at, afterTime);
    if (found == null) {
      found = offset(at);
    }
    if (found == null) {
      found = unsure(at, afterTime);
    }
    if (found == null) {
      found = city(start, at, afterTime);
    }
    if (found == null) {
      return null;
    }
    int end = s.is(found.end(), Kind.TIMEWORD) ? s.maybe(found.end(), Kind.TIMEWORD) : found.end();
    return new Match<>(found.value(), s.is(end, ")") ? end + 1 : end);
  }

  /**
   * A whole identifier, spelt in any case: letters, digits, "/", "_", "+" and "-" without space.
   */
  private @Nullable Match<Chunk> id(int i, boolean afterTime) {
    Token token = s.token(i);
    if (token == null || !token.isWord() || !s.is(i + 1, "/") || !s.isGlued(i + 1)) {
      return null;
    }
    int end = i + 1;
    while (s.isGlued(end) && !s.is(end, ",") && !s.is(end, ".") && !s.is(end, ")")) {
      end++;
    }
    String text = s.text(i, end);
    ZoneId zone = BY_NAME.get(text.toLowerCase(Locale.ROOT));
    Token second = s.token(i + 2);
    boolean capitals =
        afterTime
            && second != null
            && Character.isUpperCase(text.charAt(0))
            && Character.isUpperCase(s.text(i + 2, i + 3).charAt(0));
    if (zone == null && (capitals || isArea(text))) {
      throw Unclear.notUnderstood(
          "\"{1}\" is not a known time zone. Write one like Europe/Paris.", text);
    }
    return zone == null ? null : new Match<>(new Chunk.Zone(zone), end);
  }

  private static boolean isArea(String text) {
    return AREAS.stream().anyMatch(text::startsWith);
  }

  /** "UTC", "GMT+8", "UTC-03:30". */
  private @Nullable Match<Chunk> offset(int i) {
    if (!s.is(i, "utc") && !s.is(i, "gmt") && !(s.is(i, "z") && s.isGlued(i))) {
      return null;
    }
    int end = i + 1;
    boolean sign = (s.is(end, "+") || s.is(end, "-")) && s.isGlued(end);
    Token hours = s.token(end + 1);
    if (!sign || hours == null || !hours.isNumber()) {
      return new Match<>(new Chunk.Zone(ZoneId.of("UTC")), end);
    }
    String text = s.text(end, end + 2);
    int stop = end + 2;
    Token minutes = s.token(stop + 1);
    if (s.is(stop, ":") && minutes != null && minutes.isNumber()) {
      text = text.charAt(0) + pad(hours.text()) + ":" + minutes.text();
      stop += 2;
    }
    try {
      return new Match<>(new Chunk.Zone(ZoneId.of("UTC" + text)), stop);
    } catch (DateTimeException e) {
      throw Unclear.refuse("\"{1}\" is not an offset from UTC.", s.text(i, stop));
    }
  }

  private static String pad(String hours) {
    return hours.length() == 1 ? "0" + hours : hours;
  }

  private @Nullable Match<Chunk> unsure(int i, boolean afterTime) {
    Token token = s.token(i);
    List<String> zones = token == null ? null : UNSURE.get(token.text());
    if (zones == null || token == null || !afterTime) {
      return null;
    }
    List<Chunk.Alternative> readings =
        zones.stream()
            .map(z -> new Chunk.Alternative(z, List.<Chunk>of(new Chunk.Zone(ZoneId.of(z)))))
            .toList();
    String text = s.text(i, i + 1);
    return new Match<>(
        new Chunk.Doubtful(Message.of("Which zone is \"{1}\"?", text), readings), i + 1);
  }

  /** "Berlin time", "heure de Paris"; "in Berlin" only right after a time of day. */
  private @Nullable Match<Chunk> city(int start, int i, boolean afterTime) {
    int timeBefore = s.is(i, Kind.TIMEWORD) ? s.skip(s.maybe(i, Kind.TIMEWORD), GLUE) : -1;
    int from = timeBefore > 0 ? timeBefore : i;
    for (int words = 4; words >= 1; words--) {
      int end = from + words;
      if (end > s.size()) {
        continue;
      }
      ZoneId zone = CITIES.get(key(from, end));
      if (zone == null) {
        continue;
      }
      boolean said =
          timeBefore > 0
              || s.is(end, Kind.TIMEWORD)
              || (afterTime
                  && isName(from)
                  && !ORDINARY.contains(key(from, end))
                  && (i > start || isAbbreviation(from, end) || isLast(end)));
      return said ? new Match<>(new Chunk.Zone(zone), end) : null;
    }
    return null;
  }

  /** "9am Tokyo", "9am Eastern every weekday", but not "9am London office". */
  private boolean isLast(int end) {
    boolean of = s.is(end, Kind.OF) && !s.han();
    boolean goesOn = s.hasSense(end) && !of && !s.is(end, Kind.TO);
    return end == s.size() || goesOn || s.separators(end) > end || s.is(end, ")");
  }

  /** Outside English a short name is a word of the language ("et", "est") unless in capitals. */
  private boolean isName(int i) {
    String text = s.text(i, i + 1);
    return s.lexicon().language().equals("en")
        || s.han()
        || text.length() > 4
        || text.equals(text.toUpperCase(Locale.ROOT))
        || (Character.isUpperCase(text.charAt(0)) && !s.hasSense(i));
  }

  private boolean isAbbreviation(int from, int end) {
    return end == from + 1 && s.text(from, end).length() <= 4;
  }

  private String key(int from, int end) {
    if (end == from + 1) {
      Token only = s.token(from);
      return only == null ? "" : only.text();
    }
    StringBuilder key = new StringBuilder();
    for (int k = from; k < end; k++) {
      Token token = s.token(k);
      if (token != null) {
        key.append(k > from && !s.han() ? " " : "").append(token.text());
      }
    }
    return key.toString();
  }

  private static Map<String, ZoneId> byName() {
    Map<String, ZoneId> names = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      if (id.indexOf('/') > 0) {
        names.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id));
      }
    }
    return Map.copyOf(names);
  }

  private static Map<String, ZoneId> cities() {
    Map<String, ZoneId> cities = new HashMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .filter(ZoneMatcher::isArea)
        .sorted()
        .forEach(
            id -> {
              String city = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
              cities.put(city.toLowerCase(Locale.ROOT), ZoneId.of(id));
            });
    for (String line : NAMED.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        ZoneId zone = ZoneId.of(line.substring(0, equals));
        for (String name : line.substring(equals + 1).split(",", -1)) {
          cities.put(name, zone);
        }
      }
    }
    return Map.copyOf(cities);
  }

  /** Names that are not the last part of an identifier. */
  private static final String NAMED =
      """
      America/New_York=eastern,et,est,edt,washington,boston,miami,philadelphia,atlanta,nyc,us eastern,纽约,美东,美国东部,nueva york,new yorker
      America/Chicago=central,ct,cdt,houston,dallas,us central,芝加哥
      America/Denver=mountain,mt,mst,mdt,us mountain
      America/Los_Angeles=pacific,pt,pst,pdt,san francisco,seattle,san diego,las vegas,california,us pacific,洛杉矶,美西,美国西部
      Europe/London=london,uk,伦敦,londres,londoner
      Europe/Paris=cet,cest,central european,巴黎,pariser,mitteleuropaische
      Europe/Berlin=munich,frankfurt,hamburg,cologne,berliner,柏林
      Europe/Zurich=geneva,basel
      Europe/Rome=milan,naples,italy
      Europe/Madrid=barcelona,spain
      Europe/Amsterdam=rotterdam
      Europe/Athens=eet,eest
      Europe/Lisbon=wet,west,porto
      Pacific/Auckland=nzst,nzdt,nzt,new zealand
      Pacific/Honolulu=hst,hawaii
      America/Anchorage=akst,akdt,alaska
      Australia/Perth=awst
      Australia/Adelaide=acst,acdt
      Africa/Johannesburg=sast,cape town
      America/Sao_Paulo=brt,rio de janeiro,rio
      Asia/Karachi=pkt
      Asia/Manila=pht
      Asia/Jakarta=wib
      Asia/Dubai=abu dhabi
      Asia/Ho_Chi_Minh=saigon
      Europe/Moscow=msk,莫斯科,moscu,moscou,moskauer,moskau
      Asia/Shanghai=beijing,china,北京,上海,中国,peking,pekin
      Asia/Hong_Kong=hkt,香港
      Asia/Taipei=台北,台湾
      America/Mexico_City=ciudad de mexico,mexico
      Europe/Vienna=wien,wiener
      Europe/Rome=rom,roma
      Asia/Tokyo=jst,japan,东京,日本,tokio,tokioter
      Asia/Singapore=新加坡,sgt
      Asia/Kolkata=mumbai,delhi,new delhi,bangalore,india
      Australia/Sydney=aest,aedt,悉尼
      Asia/Seoul=kst,首尔
      """;
}
