package io.carillon.internal.time;

import io.carillon.time.FireTimes;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws a month, Monday first: each day with fires has a disc and its number of fires; the first
 * times are in its tooltip. Colours follow {@code currentColor} and one accent, so that it fits
 * light and dark pages.
 */
public final class MonthSvg {

  private static final int CELL = 36;
  private static final int HEAD = 56;
  private static final int MOST_PER_DAY = 99;
  private static final int TIMES_IN_TOOLTIP = 5;

  private final FireTimes fires;
  private final ZoneId zone;
  private final Locale locale;

  public MonthSvg(FireTimes fires, ZoneId zone, Locale locale) {
    this.fires = fires;
    this.zone = zone;
    this.locale = locale;
  }

  /** The picture as one SVG element, without an XML header. */
  public String render(YearMonth month) {
    LocalDate first = month.atDay(1);
    int rows = (first.getDayOfWeek().getValue() - 1 + month.lengthOfMonth() + 6) / 7;
    int width = 7 * CELL;
    int height = HEAD + rows * CELL;
    String title = month.format(DateTimeFormatter.ofPattern("LLLL uuuu", locale));
    StringBuilder svg = new StringBuilder(4_000);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" font-family=\"system-ui, sans-serif\" fill=\"currentColor\">");
    svg.append("<title>").append(escape(title)).append("</title>");
    text(svg, width / 2, 20, 14, escape(title));
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.getDisplayName(TextStyle.SHORT_STANDALONE, locale);
      text(svg, (day.getValue() - 1) * CELL + CELL / 2, 44, 11, escape(name));
    }
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      day(svg, month.atDay(day));
    }
    return svg.append("</svg>").toString();
  }

  private void day(StringBuilder svg, LocalDate day) {
    int place = day.withDayOfMonth(1).getDayOfWeek().getValue() - 2 + day.getDayOfMonth();
    int x = place % 7 * CELL + CELL / 2;
    int y = HEAD + place / 7 * CELL + CELL / 2;
    List<LocalTime> times = timesOn(day);
    if (times.isEmpty()) {
      svg.append("<g opacity=\"0.55\">");
      text(svg, x, y + 4, 12, String.valueOf(day.getDayOfMonth()));
      svg.append("</g>");
      return;
    }
    svg.append("<g class=\"fires\"><title>").append(escape(tooltip(day, times))).append("</title>");
    svg.append("<circle cx=\"").append(x).append("\" cy=\"").append(y);
    svg.append("\" r=\"15\" fill=\"#2563eb\" fill-opacity=\"0.18\" stroke=\"#2563eb\"/>");
    if (times.size() == 1) {
      text(svg, x, y + 4, 12, String.valueOf(day.getDayOfMonth()));
      svg.append("</g>");
      return;
    }
    text(svg, x, y + 2, 12, String.valueOf(day.getDayOfMonth()));
    String count = times.size() > MOST_PER_DAY ? MOST_PER_DAY + "+" : String.valueOf(times.size());
    text(svg, x, y + 11, 7, "×" + count);
    svg.append("</g>");
  }

  private static void text(StringBuilder svg, int x, int y, int size, String text) {
    svg.append("<text x=\"").append(x).append("\" y=\"").append(y);
    svg.append("\" font-size=\"").append(size).append("\" text-anchor=\"middle\">");
    svg.append(text).append("</text>");
  }

  private static String tooltip(LocalDate day, List<LocalTime> times) {
    String first =
        String.join(", ", times.stream().limit(TIMES_IN_TOOLTIP).map(LocalTime::toString).toList());
    return day + ": " + first + (times.size() > TIMES_IN_TOOLTIP ? "..." : "");
  }

  /** The times of day with fires, at most one more than is shown. */
  private List<LocalTime> timesOn(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    Instant from = day.atStartOfDay(zone).toInstant();
    List<LocalTime> times = new ArrayList<>();
    Optional<Instant> fire = fires.next(from.minusNanos(1));
    while (fire.isPresent() && fire.get().isBefore(end) && times.size() <= MOST_PER_DAY) {
      times.add(LocalTime.ofInstant(fire.get(), zone));
      fire = fires.next(fire.get());
    }
    return times;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
