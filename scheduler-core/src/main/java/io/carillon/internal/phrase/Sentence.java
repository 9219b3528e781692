package io.carillon.internal.phrase;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A phrase with every meaning of every word in one language; what the matchers look at. */
final class Sentence {

  private final String phrase;
  private final Lexicon lexicon;
  private final LocalDateTime now;
  private final List<Token> tokens;
  private final List<List<Sense>> senses;

  /** For every token the kinds it may have. */
  private final List<EnumSet<Kind>> kinds;

  Sentence(String phrase, List<Token> tokens, Lexicon lexicon, LocalDateTime now) {
    this.phrase = phrase;
    this.lexicon = lexicon;
    this.now = now;
    this.tokens = tokens;
    this.senses = new ArrayList<>(tokens.size());
    this.kinds = new ArrayList<>(tokens.size());
    EnumSet<Kind> none = EnumSet.noneOf(Kind.class);
    for (int i = 0; i < tokens.size(); i++) {
      List<Sense> here = lexicon.senses(tokens, i);
      senses.add(here);
      EnumSet<Kind> all = here.isEmpty() ? none : EnumSet.noneOf(Kind.class);
      for (Sense sense : here) {
        all.add(sense.kind());
      }
      kinds.add(all);
    }
  }

  Lexicon lexicon() {
    return lexicon;
  }

  boolean han() {
    return lexicon.has(Lexicon.Trait.HAN);
  }

  LocalDateTime now() {
    return now;
  }

  String phrase() {
    return phrase;
  }

  int size() {
    return tokens.size();
  }

  /** The token, or null past the end. */
  @Nullable Token token(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : null;
  }

  boolean is(int i, String text) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
  }

  boolean isGlued(int i) {
    return i >= 0 && i < tokens.size() && tokens.get(i).glued();
  }

  boolean hasSense(int i) {
    return i >= 0 && i < tokens.size() && !senses.get(i).isEmpty();
  }

  /** True when "hour" or "hourly" is said anywhere. */
  boolean hasHours() {
    for (int k = 0; k < tokens.size(); k++) {
      if (isUnit(k, Unit.HOUR) || is(k, Kind.ADVERB, Unit.HOUR.code())) {
        return true;
      }
    }
    return false;
  }

  /** True when a word anywhere can mean this. */
  boolean has(Kind kind) {
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, kind)) {
        return true;
      }
    }
    return false;
  }

  /** The longest meaning of this kind that starts here; null when there is none. */
  @Nullable Sense sense(int i, Kind kind) {
    if (!is(i, kind)) {
      return null;
    }
    List<Sense> here = senses.get(i);
    for (int k = 0; k < here.size(); k++) {
      Sense sense = here.get(k);
      if (sense.kind() == kind) {
        return sense;
      }
    }
    return null;
  }

  boolean is(int i, Kind kind) {
    return i >= 0 && i < tokens.size() && kinds.get(i).contains(kind);
  }

  /** How many of the tokens have a meaning. */
  int known() {
    int known = 0;
    for (List<Sense> here : senses) {
      known += here.isEmpty() ? 0 : 1;
    }
    return known;
  }

  boolean is(int i, Kind kind, int value) {
    if (!is(i, kind)) {
      return false;
    }
    for (Sense sense : senses.get(i)) {
      if (sense.kind() == kind && sense.value() == value) {
        return true;
      }
    }
    return false;
  }

  boolean isUnit(int i, Unit unit) {
    return is(i, Kind.UNIT, unit.code());
  }

  /** The index after the longest meaning of this kind, or -1. */
  int after(int i, Kind kind) {
    Sense sense = sense(i, kind);
    return sense == null ? -1 : i + sense.length();
  }

  /** The index after an optional meaning of this kind. */
  int maybe(int i, Kind kind) {
    Sense sense = sense(i, kind);
    return sense == null ? i : i + sense.length();
  }

  /** The index after any number of words of these kinds. */
  int skip(int i, Set<Kind> kinds) {
    int at = i;
    while (at < tokens.size()) {
      int longest = 0;
      for (Sense sense : senses.get(at)) {
        if (kinds.contains(sense.kind())) {
          longest = Math.max(longest, sense.length());
        }
      }
      if (longest == 0) {
        return at;
      }
      at += longest;
    }
    return at;
  }

  /** The index after commas and words like "and", or the same index. */
  int separators(int i) {
    int at = i;
    while (at < tokens.size()) {
      if (is(at, ",") || is(at, "\u3001") || is(at, ";")) {
        at++;
      } else if (is(at, Kind.AND) || is(at, Kind.OR)) {
        at = Math.max(maybe(at, Kind.AND), maybe(at, Kind.OR));
      } else {
        return at;
      }
    }
    return at;
  }

  boolean isDash(int i) {
    return is(i, "-") || is(i, "~");
  }

  List<Sense> sensesAt(int i) {
    return senses.get(i);
  }

  /** The original text from one token to before another. */
  String text(int from, int to) {
    return from >= to ? "" : phrase.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }
}
