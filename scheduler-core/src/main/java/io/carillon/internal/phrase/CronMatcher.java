package io.carillon.internal.phrase;

import io.carillon.InvalidDefinitionException;
import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cron expression that stands in a phrase as it is: {@code 0 9 * * 1-5}, {@code @daily}.
 */
final class CronMatcher {

  private static final Pattern FIELD =
      Pattern.compile(
          "(?:[\\d*?/,#LW-]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
              + "|dec)+",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> NICKNAMES =
      List.of(
          "yearly",
          "annually",
          "monthly",
          "weekly",
          "daily",
          "hourly",
          "midnight",
          "noon",
          "reboot");
  private static final int MOST_FIELDS = 7;

  private final Sentence s;
  private final boolean likely;

  CronMatcher(Sentence sentence) {
    this.s = sentence;
    this.likely = isLikely(sentence.phrase());
  }

  /** Saves the search where the phrase has a letter and no sign of cron. */
  private static boolean isLikely(String phrase) {
    boolean letters = false;
    for (int k = 0; k < phrase.length(); k++) {
      char c = phrase.charAt(k);
      if (c == '*' || c == '?' || c == '@') {
        return true;
      }
      letters |= Character.isLetter(c);
    }
    return !letters || phrase.toLowerCase(Locale.ROOT).contains("cron");
  }

  @Nullable Match<Chunk> match(int i) {
    if (!likely) {
      return null;
    }
    boolean named = s.is(i, "cron") || s.is(i, "crontab");
    int at = named ? i + 1 : i;
    at = named && (s.is(at, "expression") || s.is(at, "schedule")) ? at + 1 : at;
    at = named && (s.is(at, ":") || s.is(at, "=")) ? at + 1 : at;
    at = s.is(at, "\"") || s.is(at, "'") || s.is(at, "`") ? at + 1 : at;
    if (s.is(at, "@")) {
      return nickname(at);
    }
    Token first = s.token(at);
    boolean begins = first != null && (first.isNumber() || s.is(at, "*"));
    boolean apart = at > i || !s.isGlued(at);
    return begins && apart && first != null ? expression(at, first.start(), named) : null;
  }

  private @Nullable Match<Chunk> nickname(int at) {
    Token name = s.token(at + 1);
    boolean known = name != null && name.glued() && NICKNAMES.contains(name.text());
    if (!known || name == null) {
      return null;
    }
    if (name.is("reboot")) {
      throw Unclear.refuse("\"@reboot\" is an event of the machine, not a time.");
    }
    Trigger trigger = Trigger.cron("@" + name.text(), CronDialect.NICKNAME);
    return new Match<>(new Chunk.Written(trigger), at + 2);
  }

  private @Nullable Match<Chunk> expression(int at, int start, boolean named) {
    List<String> fields = new ArrayList<>();
    int end = start;
    for (String word : s.phrase().substring(start).split("(?<=\\s)(?=\\S)", -1)) {
      String field = word.strip().replaceAll("[\"'`.;)]+$", "");
      if (fields.size() > MOST_FIELDS || !FIELD.matcher(field).matches()) {
        break;
      }
      fields.add(field);
      end += word.length();
    }
    boolean star = fields.stream().filter(f -> f.startsWith("*") || f.equals("?")).count() >= 2;
    boolean whole = at == 0 && end >= s.phrase().length();
    if (fields.size() < 5 || fields.size() > MOST_FIELDS || !(star || whole || named)) {
      return null;
    }
    return new Match<>(written(fields), tokenAt(at, end));
  }

  private int tokenAt(int from, int offset) {
    int k = from;
    for (Token token = s.token(k); token != null && token.start() < offset; token = s.token(k)) {
      k++;
    }
    return k;
  }

  private static Chunk written(List<String> fields) {
    String text = String.join(" ", fields);
    boolean quartz = fields.contains("?");
    if (fields.size() > 5 && !quartz) {
      List<Chunk.Alternative> readings =
          fields.size() == 6
              ? List.of(
                  new Chunk.Alternative(
                      "with the seconds first",
                      List.of(new Chunk.Written(trigger(text, CronDialect.SECONDS6)))))
              : List.of();
      return new Chunk.Doubtful(
          Message.of(
              "\"{1}\" has {2} fields: in which dialect of cron is it?", text, fields.size()),
          readings);
    }
    CronDialect dialect = quartz && fields.size() > 5 ? CronDialect.QUARTZ : CronDialect.UNIX5;
    return new Chunk.Written(trigger(text, dialect));
  }

  private static Trigger trigger(String text, CronDialect dialect) {
    try {
      return Trigger.cron(text.toUpperCase(Locale.ROOT), dialect);
    } catch (InvalidDefinitionException invalid) {
      throw Unclear.refuse("This is no cron expression. {1}", invalid.problems().get(0).toString());
    }
  }
}
