package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Looks at the words before a time of day that stands alone. "Call Bob at 5 pm" is once; in "boxing
 * day at 9 pm", "rehearsal 18:00" or a language that is not read here, the words in front may well
 * say on which days.
 */
final class Openings {

  /** What words in front may say of days. */
  private static final List<Kind> OF_TIME =
      List.of(
          Kind.UNIT,
          Kind.WEEKDAY,
          Kind.MONTH,
          Kind.ORD,
          Kind.EVERY,
          Kind.OTHER,
          Kind.NEXT,
          Kind.DAYPART,
          Kind.ADVERB,
          Kind.SKY,
          Kind.FEAST,
          Kind.OPEN_TIME,
          Kind.ONLY);

  private final Sentence s;
  private final Chunker chunker;
  private final BitSet schedule;
  private final List<Chunk> chunks;

  Openings(Sentence sentence, Chunker chunker, BitSet schedule, List<Chunk> chunks) {
    this.s = sentence;
    this.chunker = chunker;
    this.schedule = schedule;
    this.chunks = chunks;
  }

  /** Refuses "don't ...", and a time whose words in front are of another language. */
  void checkBefore() {
    boolean reminds = s.is(0, Kind.LEADIN) && s.after(0, Kind.LEADIN) >= s.after(0, Kind.NEGATION);
    boolean forget = reminds || s.is(0, Kind.PLAIN);
    if (s.is(0, Kind.NEGATION) && !forget && !schedule.get(0)) {
      throw Unclear.refuse("These words say what should not happen. Say what should, and when.");
    }
    checkManaged();
    boolean past = s.is(opening(), Kind.ASKS, 1);
    if (isAsking() && (past || chunks.stream().noneMatch(Chunks::saysTime))) {
      throw Unclear.refuse(
          "These words ask or tell something. For a task, say what to do and when: \"tell me tomorrow"
              + " at 9 ...\".");
    }
    int end = end();
    int words = 0;
    for (int k = 0; k < end; k++) {
      if (s.hasSense(k) && isWord(k)) {
        return;
      }
      words += isWord(k) ? 1 : 0;
    }
    if (words > 1 && isForeign(end)) {
      throw Unclear.notUnderstood(
          "\"{1}\" is not understood. Say when in English, Chinese, French, German or Spanish, such"
              + " as \"every Monday at 9\".",
          s.text(0, end));
    }
  }

  /** "cancel my Monday reminder", "move the 9 am alarm to 10": no new schedule is meant. */
  private void checkManaged() {
    int start = opening();
    if (!s.is(start, Kind.MANAGE)) {
      return;
    }
    int first = schedule.nextSetBit(0);
    if (s.is(start, Kind.MANAGE, 1) && first > start && s.is(first - 1, Kind.TO)) {
      throw Unclear.ask(
          "\"{1}\": only new schedules are made of words. Is this a task for that time?",
          s.text(start, first));
    }
    for (int k = s.maybe(start, Kind.MANAGE); k < s.size(); k++) {
      int end = s.after(k, Kind.MANAGED);
      if (end > 0
          && !schedule.get(k)
          && (end == s.size() || schedule.get(end) || s.is(end, Kind.FOR) || !isWord(end))) {
        throw Unclear.refuse(
            "These words change a schedule that exists. Only new schedules are made of words.");
      }
    }
  }

  /** "What's the weather tomorrow?" is about tomorrow; with "every day" it is a task. */
  private boolean isAsking() {
    int start = opening();
    boolean repeats = chunks.stream().anyMatch(Chunks::repeats);
    if (s.han() && isQuestion()) {
      return true;
    }
    boolean now = s.is(start, Kind.ASKS, 1);
    return s.is(start, Kind.ASKS) && !schedule.get(start) && (now || !repeats);
  }

  /** A Chinese question that orders nothing. */
  private boolean isQuestion() {
    boolean asks = s.is(s.size() - 1, "?") || s.is(s.size() - 1, "\uff1f");
    boolean word = false;
    for (int k = 0; k < s.size(); k++) {
      asks &= !s.is(k, Kind.LEADIN);
      word |= s.is(k, Kind.ASKS) && !schedule.get(k);
    }
    return asks && word;
  }

  /** The first word that is no politeness. */
  private int opening() {
    int at = 0;
    while (at < s.size() && (isPlain(at) || s.is(at, ",") || s.is(at, Kind.LEADIN))) {
      at = Math.max(at + 1, s.maybe(at, Kind.LEADIN));
    }
    return at;
  }

  /** Asks whether a lone time is once or every day where words in front may say it. */
  void check() {
    if (isAsking()) {
      throw Unclear.ask(
          "Should this be asked at that time, or is the time part of what is asked?",
          List.of(new Chunk.Alternative("at that time", chunks)));
    }
    int end = end();
    boolean reminder = false;
    int words = 0;
    for (int k = 0; k < end; k++) {
      if (s.is(k, Kind.CONDITION) && !s.is(k, Kind.LEADIN) && words == 0) {
        throw Unclear.ask(
            "\"{1}\": no schedule can depend on that. Is it part of the task?", s.text(k, end));
      }
      int lead = s.after(k, Kind.LEADIN);
      reminder |= lead > 0 || Reminders.asked(s.text(k, k + 1), "");
      if (lead > 0) {
        k = lead - 1;
      } else {
        words += isWord(k) ? 1 : 0;
      }
    }
    boolean few = words == 1 || !isIntroduced(end);
    if (words > 0 && !reminder && (few || speaksOfTime(end))) {
      throw Unclear.ask("Once, or every day?", readings());
    }
  }

  /** "at 5 pm", "@ noon": a word of the same language leads from the task to the time. */
  private boolean isIntroduced(int end) {
    return !s.han() && (s.is(end, Kind.AT) || s.is(end - 1, Kind.AT));
  }

  private boolean speaksOfTime(int end) {
    for (int k = 0; k < end; k++) {
      for (Kind kind : OF_TIME) {
        if (s.is(k, kind) && !isPlain(k)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The words in front end here; 0 where the time does not stand alone. */
  private int end() {
    boolean alone = chunks.stream().allMatch(Openings::isTime);
    return alone ? Math.max(0, schedule.nextSetBit(0)) : 0;
  }

  private boolean isWord(int k) {
    Token token = s.token(k);
    boolean word = s.han() || (token != null && token.isWord());
    boolean glue = chunker.isGlue(k) && !s.is(k, Kind.ONLY);
    return word && !glue && !isPlain(k);
  }

  private static boolean isTime(Chunk chunk) {
    return (chunk instanceof Chunk.Clock clock && clock.windows().isEmpty())
        || chunk instanceof Chunk.Part
        || chunk instanceof Chunk.Zone
        || chunk instanceof Chunk.Joint;
  }

  private boolean isPlain(int i) {
    return s.is(i, Kind.POLITE) || s.is(i, Kind.CONNECT) || s.is(i, Kind.TRAILER);
  }

  /** English has no letters but a to z; the other languages have no script but Latin and Han. */
  private boolean isForeign(int end) {
    boolean english = s.lexicon().language().equals("en");
    return s.text(0, end)
        .codePoints()
        .filter(Character::isLetter)
        .anyMatch(c -> english ? c > 0x7f : !isRead(c));
  }

  private static boolean isRead(int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return script == Character.UnicodeScript.LATIN || script == Character.UnicodeScript.HAN;
  }

  private List<Chunk.Alternative> readings() {
    List<Chunk> daily = new ArrayList<>(chunks);
    daily.add(new Chunk.Every(1, Unit.DAY, false));
    return List.of(
        new Chunk.Alternative("once", chunks), new Chunk.Alternative("every day", daily));
  }
}
