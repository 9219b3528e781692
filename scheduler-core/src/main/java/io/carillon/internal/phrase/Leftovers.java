package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the words that are not the schedule. An instruction begins with a verb or a noun and may
 * then hold anything; words that touch the schedule and begin as a statement about time does ("at
 * the fair", "unless it rains", "of the term") are more likely a part of it that was not
 * understood, so they are asked about and never taken for an instruction.
 */
final class Leftovers {

  /** Words with nothing of the schedule between them. */
  private record Run(int from, int to, boolean touches, boolean last) {}

  private static final Set<Kind> SKIPPED =
      Set.of(Kind.FILLER, Kind.AND, Kind.THE, Kind.A, Kind.MY, Kind.ONLY);

  private final Sentence s;
  private final Chunker chunker;
  private final BitSet schedule;
  private final List<Chunk> chunks;
  private final List<Run> runs;

  /**
   * @param schedule the tokens of the schedule
   * @param chunks what they say
   */
  Leftovers(Sentence sentence, Chunker chunker, BitSet schedule, List<Chunk> chunks) {
    this.s = sentence;
    this.chunker = chunker;
    this.schedule = schedule;
    this.chunks = chunks;
    this.runs = runs();
  }

  private List<Run> runs() {
    List<Run> found = new ArrayList<>();
    for (int from = schedule.nextClearBit(0); from < s.size(); ) {
      int next = schedule.nextSetBit(from);
      int to = next < 0 ? s.size() : next;
      found.add(new Run(from, to, from > 0, next < 0));
      from = schedule.nextClearBit(to);
    }
    return found;
  }

  /** Asks when words that may limit or move the schedule were not understood. */
  void check() {
    for (Run run : runs) {
      checkEvery(run);
      checkStart(run);
      checkMoved(run);
      checkTakenBack(run);
      checkPossessive(run);
      checkEnd(run);
      checkSpelling(run);
    }
    checkNumbers();
    checkAssumedDay();
    new Openings(s, chunker, schedule, chunks).check();
  }

  /** "every payday at 9": a repetition that was not understood. */
  private void checkEvery(Run run) {
    boolean repeats = chunks.stream().anyMatch(Chunks::repeats);
    for (int i = run.from(); i < run.to(); i++) {
      boolean leads = i == run.from() || onlyGlue(run.from(), i);
      boolean before = !run.touches() && !repeats;
      if (s.is(i, Kind.EVERY) && !s.is(i, Kind.A) && (leads || before)) {
        throw Unclear.ask("Every what? \"{1}\" is not an interval.", s.text(i, run.to()));
      }
    }
  }

  private boolean onlyGlue(int from, int to) {
    for (int k = from; k < to; k++) {
      if (!chunker.isGlue(k) || s.is(k, Kind.TO)) {
        return false;
      }
    }
    return true;
  }

  /** Words right after the schedule that begin like a statement about time. */
  private void checkStart(Run run) {
    int at = s.skip(s.separators(run.from()), SKIPPED);
    if (at >= run.to() || s.han()) {
      checkHanLimit(run);
      return;
    }
    boolean condition = s.is(at, Kind.CONDITION) && (run.touches() || !hasComma(at, run.to()));
    boolean consequence = run.touches() && s.is(run.from(), ",") && hasComma(at, run.to());
    if (condition && !consequence && (s.is(run.from(), Kind.OR) || at == 0 || !otherWords(run))) {
      throw Unclear.ask(
          "\"{1}\": no schedule can depend on that. Is it part of the task?", text(at, run));
    }
    if (!run.touches()) {
      checkOpening(run, at);
      return;
    }
    boolean limit =
        s.is(at, Kind.EXCEPT, 1)
            || (s.is(at, Kind.UNTIL) && !s.is(at, Kind.TO))
            || s.is(at, Kind.REST_OF)
            || s.is(at, Kind.BEFORE)
            || s.is(at, Kind.AFTER)
            || s.is(at, Kind.BETWEEN)
            || (s.is(at, Kind.START) && s.skip(at, PREPOSITIONS) > at);
    boolean but = s.is(at, Kind.EXCEPT, 0) && saysWhen(at, run.to());
    if (limit || but) {
      throw Unclear.ask("What does \"{1}\" leave out or end?", text(at, run));
    }
    boolean article = s.is(run.from(), Kind.THE) || s.is(run.from(), Kind.A);
    boolean place = s.skip(run.from(), PREPOSITIONS) > run.from() && !article;
    boolean of = s.is(run.from(), Kind.OF) && s.lexicon().language().equals("en");
    boolean english = s.lexicon().language().equals("en");
    boolean asked = s.is(run.from(), Kind.OF) ? of : !otherWords(run) && (english || isShort(run));
    if (place && asked) {
      throw Unclear.ask("Does \"{1}\" say when, or is it part of the task?", text(run.from(), run));
    }
    if (s.is(run.from(), Kind.FOR) && saysTime(run) && !isLengthOfWork(run)) {
      throw Unclear.ask("What does \"{1}\" leave out or end?", text(run.from(), run));
    }
    bareNumber(at);
    if (s.is(run.from(), Kind.UNIT) && s.text(run.from(), run.from() + 1).length() > 2) {
      throw Unclear.ask("What does \"{1}\" mean here?", s.text(run.from(), run.from() + 1));
    }
    for (int k = at; k < Math.min(at + 3, run.to()); k++) {
      if (s.is(k, Kind.AMPM) && !s.is(k, "p")) {
        throw Unclear.ask("What does \"{1}\" mean here?", s.text(at, k + 1));
      }
    }
  }

  /** "late | every Friday": a word beside the schedule that moves it. */
  private void checkMoved(Run run) {
    int end = run.to() - 1;
    int start = s.skip(s.separators(run.from()), SKIPPED);
    start = s.isDash(start) && s.isGlued(start) ? start + 1 : start;
    boolean first = run.touches() && s.is(start, Kind.LIMIT_WORD);
    int last = -1;
    for (int k = Math.max(run.from(), end - 2); k <= end && !run.last(); k++) {
      last = last < 0 && s.after(k, Kind.LIMIT_WORD) == run.to() ? k : last;
    }
    if ((first || last >= 0) && !s.han()) {
      throw Unclear.ask(
          "Does \"{1}\" say when, or is it part of the task?",
          first ? text(start, run) : s.text(last, run.to()));
    }
  }

  /** "tomorrow at 9, no, 10 am". */
  private void checkTakenBack(Run run) {
    int at = s.separators(run.from());
    int after = s.after(at, Kind.CORRECTION);
    if (!run.touches() || after < 0) {
      return;
    }
    for (int k = after; k < Math.min(after + 3, s.size()); k++) {
      if (isTime(k) || s.is(k, Kind.RELDAY) || s.is(k, Kind.NOON)) {
        throw Unclear.ask("\"{1}\": which time holds?", s.text(run.from(), k + 1));
      }
    }
  }

  /** "monday's at 9": every Monday with a wrong apostrophe, or something of that day? */
  private void checkPossessive(Run run) {
    int end = run.to() - 1;
    int start = s.skip(run.from(), PREPOSITIONS);
    boolean first = run.touches() && s.is(start, Kind.POSSESSIVE) && start + 1 == run.to();
    boolean last = !run.last() && s.is(end, Kind.POSSESSIVE);
    if (first || last) {
      throw Unclear.ask(
          "Does \"{1}\" say when, or is it part of the task?",
          s.text(first ? start : end, run.to()));
    }
  }

  /** Where the verb comes last or has a preposition, only very few words look like a time. */
  private boolean isShort(Run run) {
    int words = 0;
    for (int k = run.from(); k < run.to(); k++) {
      Token token = s.token(k);
      words += token != null && token.isWord() && !chunker.isGlue(k) ? 1 : 0;
    }
    return words <= 2;
  }

  private static final Set<Kind> PREPOSITIONS =
      Set.of(Kind.ON, Kind.AT, Kind.IN, Kind.OF, Kind.FROM, Kind.THROUGH, Kind.PAST, Kind.START);

  private void checkHanLimit(Run run) {
    int at = run.from();
    while (at < run.to() && chunker.isGlue(at) && !s.is(at, Kind.EXCEPT) && !isUntil(at)) {
      at++;
    }
    if (run.touches() && (s.is(at, Kind.EXCEPT, 1) || isUntil(at))) {
      throw Unclear.ask("What does \"{1}\" leave out or end?", text(at, run));
    }
    if (s.han()) {
      new HanLeftovers(s, schedule).check(run.from(), run.to());
    }
  }

  private boolean isUntil(int at) {
    return s.is(at, Kind.UNTIL) && !s.is(at, Kind.TO);
  }

  /** "on my anniversary every year": the phrase opens with a statement about time. */
  private void checkOpening(Run run, int at) {
    if (s.is(at, Kind.NEGATION) && !s.is(at, Kind.LEADIN) && !s.is(at, Kind.PLAIN)) {
      throw Unclear.refuse("These words say what should not happen. Say what should, and when.");
    }
    boolean article = s.is(run.from(), Kind.THE) || s.is(run.from(), Kind.A);
    boolean place =
        s.skip(run.from(), PREPOSITIONS) > run.from() && !s.is(run.from(), Kind.START) && !article;
    boolean brief = run.to() - at <= 4 && !hasComma(at, run.to());
    int led = s.maybe(run.from(), Kind.LEADIN);
    Match<Numbers.Length> length = new Numbers(s).length(led);
    int from = length == null ? led : length.end();
    boolean moved = (s.is(from, Kind.BEFORE) || s.is(from, Kind.AFTER)) && from < run.to();
    boolean counted = s.is(run.from(), Kind.FOR) && saysHowMany(run);
    boolean started =
        s.is(run.from(), Kind.START) && s.text(run.from(), run.from() + 1).endsWith("ing");
    if (moved || counted || started) {
      throw Unclear.ask("Does \"{1}\" say when, or is it part of the task?", text(led, run));
    }
    if (place && brief && !s.is(run.from(), Kind.LEADIN)) {
      throw Unclear.ask("Does \"{1}\" say when, or is it part of the task?", text(run.from(), run));
    }
  }

  private boolean saysWhen(int from, int to) {
    for (int k = from; k < to; k++) {
      if (s.is(k, Kind.WEEKDAY) || s.is(k, Kind.WEEKDAYS) || s.is(k, Kind.GROUPS)) {
        return true;
      }
    }
    return false;
  }

  /** "for the next three", before the days. */
  private boolean saysHowMany(Run run) {
    for (int k = run.from() + 1; k < Math.min(run.to(), run.from() + 4); k++) {
      if (s.is(k, Kind.NEXT) || s.is(k, Kind.NUM) || isTime(k)) {
        return true;
      }
    }
    return false;
  }

  /** "every day 9 call Bob": where no time was said, the number may be one. */
  private void bareNumber(int at) {
    Token token = s.token(at);
    boolean hour = token != null && token.isNumber() && token.number() <= 24;
    boolean timed = chunks.stream().anyMatch(Chunks::saysTime);
    if (hour && !timed && token != null) {
      throw Unclear.ask("Is {1} the time of day, or part of the task?", token.text());
    }
  }

  /** "for the whole summer", "for the rest of the week". */
  private boolean saysTime(Run run) {
    for (int k = run.from() + 1; k < Math.min(run.to(), run.from() + 5); k++) {
      boolean unit = s.is(k, Kind.UNIT) && s.text(k, k + 1).length() > 1;
      if (unit || s.is(k, Kind.OPEN_TIME) || s.is(k, Kind.REST_OF) || s.is(k, Kind.VAGUE)) {
        return true;
      }
    }
    return false;
  }

  /** "practise piano every day at 5 pm for 30 minutes". */
  private boolean isLengthOfWork(Run run) {
    Token number = s.token(run.from() + 1);
    boolean counted =
        s.is(run.from() + 1, Kind.NUM)
            || s.is(run.from() + 1, Kind.A)
            || (number != null && number.isNumber());
    Sense unit = s.sense(run.from() + 2, Kind.UNIT);
    return counted && unit != null && Unit.of(unit.value()).isClock() && otherWords(run);
  }

  private boolean hasComma(int from, int to) {
    for (int k = from + 1; k < to - 1; k++) {
      if (s.is(k, ",")) {
        return true;
      }
    }
    return false;
  }

  /** True when other words hold the instruction, which these may complete. */
  private boolean otherWords(Run run) {
    for (Run other : runs) {
      for (int k = other.from(); other.from() != run.from() && k < other.to(); k++) {
        Token token = s.token(k);
        boolean word = token != null && token.isWord() && !s.is(k, Kind.LEADIN);
        if (word && !chunker.isGlue(k) && !s.is(k, Kind.CONNECT)) {
          return true;
        }
      }
    }
    return false;
  }

  /** "the middle | of each month": what stands before "of" is a part of the time. */
  private void checkEnd(Run run) {
    int next = run.to();
    if (run.last()) {
      Token last = s.token(run.to() - 1);
      Token before = s.token(run.to() - 2);
      boolean zone = last != null && s.is(run.to() - 1, Kind.TIMEWORD) && run.touches();
      boolean own = s.is(run.from(), Kind.POLITE);
      if (zone && !own && before != null && run.to() - run.from() == 2) {
        throw Unclear.refuse(
            "\"{1}\" is not a known time zone. Write one like Europe/Paris.",
            s.text(run.from(), run.to()));
      }
      return;
    }
    if (s.is(run.to() - 1, Kind.BEFORE) && !s.han()) {
      throw Unclear.ask("\"{1}\": which day or time?", s.text(run.to() - 1, next + 1));
    }
    if (isForWhen(run)) {
      throw Unclear.ask(
          "Does \"{1}\" say when, or is it part of the task?", s.text(run.to() - 1, next + 1));
    }
    boolean range = s.is(next, Kind.FROM) && chunks.stream().anyMatch(Leftovers::isRange);
    boolean of = s.is(next, Kind.OF) && !range && !s.han();
    boolean joined = of || s.is(run.to() - 1, Kind.OF);
    int noun = s.is(run.to() - 1, Kind.OF) ? run.to() - 2 : run.to() - 1;
    joined |= relates(run.to() - 1) && isTime(noun - 1);
    if (joined && !s.is(noun, Kind.TIMES) && !s.is(noun, ",")) {
      throw Unclear.ask(
          "\"{1}\": which day or time?", s.text(Math.max(run.from(), run.to() - 3), next + 1));
    }
  }

  /** "remind me to book the table | for Saturday at 8 pm". */
  private boolean isForWhen(Run run) {
    boolean task = false;
    for (int k = run.from(); k < run.to(); k++) {
      Token token = s.token(k);
      task |= token != null && token.isWord() && !s.hasSense(k);
    }
    boolean once = chunks.stream().noneMatch(Chunks::repeats);
    String text = s.text(run.from(), run.to());
    boolean led = s.is(run.to() - 1, Kind.FOR) || s.is(run.to(), Kind.FOR);
    return once && task && led && Reminders.asked(text, "");
  }

  /** German "von" is "of" before one day and "from" before a range. */
  private static boolean isRange(Chunk chunk) {
    return chunk instanceof Chunk.Weekdays days && Integer.bitCount(days.mask()) > 1;
  }

  /** "opening weekday to | the 1st", "the hour before | noon". */
  private boolean relates(int i) {
    return !s.han()
        && (s.is(i, Kind.TO)
            || s.is(i, Kind.BEFORE)
            || s.is(i, Kind.AFTER)
            || s.is(i, Kind.NEAREST));
  }

  /** A word beside the schedule that is two letters away from a word about time. */
  private void checkSpelling(Run run) {
    int first = s.skip(s.separators(run.from()), SKIPPED);
    int last = run.to() - 1;
    if (run.touches() && first < run.to()) {
      suspect(first);
    }
    if (!run.last() && last >= run.from()) {
      suspect(last);
    }
    boolean only = run.to() - run.from() == 1 && !otherWords(run);
    if (only && (run.touches() || !run.last())) {
      suspectOnly(run.from());
    }
  }

  /** "ever friday at 1 pm": one word and nothing else, which may be a misspelt key word. */
  private void suspectOnly(int i) {
    Token token = s.token(i);
    String meant = token == null ? null : s.lexicon().oneLetterFrom(token.text());
    if (meant != null) {
      throw Unclear.ask("Does \"{1}\" mean \"{2}\"?", s.text(i, i + 1), meant);
    }
  }

  private void suspect(int i) {
    Token token = s.token(i);
    String meant =
        token == null || s.hasSense(i) || !token.isWord() ? null : s.lexicon().near(token.text());
    if (meant != null) {
      throw Unclear.ask("Does \"{1}\" mean \"{2}\"?", s.text(i, i + 1), meant);
    }
  }

  /** Numbers and time words alone are no instruction: something was not understood. */
  private void checkNumbers() {
    boolean words = false;
    int odd = -1;
    for (int i = 0; i < s.size(); i++) {
      Token token = s.token(i);
      if (schedule.get(i) || token == null) {
        continue;
      }
      words |=
          (token.isWord() && !s.hasSense(i)) || (s.han() && !s.hasSense(i) && !token.isNumber());
      odd = odd < 0 && (isTime(i) || s.is(i, Kind.VAGUE)) ? i : odd;
    }
    if (odd >= 0 && !words) {
      throw Unclear.ask("What does \"{1}\" mean here?", s.text(odd, odd + 1));
    }
  }

  private boolean isTime(int i) {
    Token token = s.token(i);
    return token != null && (token.isNumber() || isTimeWord(i, token));
  }

  private boolean isTimeWord(int i, Token token) {
    return s.is(i, Kind.WEEKDAY)
        || s.is(i, Kind.WEEKDAYS)
        || s.is(i, Kind.GROUP)
        || s.is(i, Kind.GROUPS)
        || s.is(i, Kind.NEAREST)
        || s.is(i, Kind.MONTH)
        || (s.is(i, Kind.UNIT) && token.text().length() > 1)
        || s.is(i, Kind.ORD)
        || (s.is(i, Kind.NUM) && !s.is(i, Kind.A))
        || s.is(i, Kind.ADVERB)
        || s.is(i, Kind.EVERY)
        || s.is(i, Kind.OTHER)
        || s.is(i, Kind.BOUNDARY);
  }

  /** "every month pay the rent" leaves the day open; alone, "every month" is the first. */
  private void checkAssumedDay() {
    Chunk.@Nullable Every period = null;
    for (Chunk chunk : chunks) {
      if (chunk instanceof Chunk.Every every && every.unit().base().compareTo(Unit.MONTH) >= 0) {
        period = every;
      }
      if (Chunks.saysDay(chunk) || Chunks.clocked(chunk) || chunk instanceof Chunk.Months) {
        return;
      }
    }
    boolean words = !new Wording(s, schedule).instruction().isBlank();
    if (period == null || !words) {
      return;
    }
    if (period.unit().base() == Unit.YEAR) {
      throw Unclear.ask("On which day of the year? Name a date.");
    }
    throw Unclear.ask(
        "On which day of the month?", List.of(on("the first day", 1), on("the last day", -1)));
  }

  private Chunk.Alternative on(String label, int day) {
    List<Chunk> with = new ArrayList<>(chunks);
    with.add(new Chunk.MonthDays(List.of(day), true, false));
    return new Chunk.Alternative(label, with);
  }

  private String text(int from, Run run) {
    int to = Math.min(run.to(), from + 6);
    return s.text(from, to) + (to < run.to() ? " ..." : "");
  }
}
