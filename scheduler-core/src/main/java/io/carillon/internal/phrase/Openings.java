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
    boolean forget = s.is(0, Kind.LEADIN) || s.is(0, Kind.PLAIN);
    if (s.is(0, Kind.NEGATION) && !forget && !schedule.get(0)) {
      throw Unclear.refuse("These words say what should not happen. Say what should, and when.");
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

  /** Asks whether a lone time is once or every day where words in front may say it. */
  void check() {
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
    if (words > 0 && !reminder && (!isIntroduced(end) || speaksOfTime(end))) {
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
