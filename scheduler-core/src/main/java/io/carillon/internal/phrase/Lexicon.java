package io.carillon.internal.phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of one language and what each can mean, read once from its table. */
final class Lexicon {

  /** Conventions that differ between languages. */
  enum Trait {
    /** 5/1 is the fifth of January, not the first of May. */
    DAYFIRST,
    /** Written without spaces, with Chinese numerals. */
    HAN,
    /** "5." is an ordinal. */
    ORDDOT,
    /** A weekday and a part of the day in one word: "Freitagabend". */
    COMPOUND,
    /** A number alone may be a day of the month: "le 5", "viernes 13". */
    DAYNUMBER
  }

  private record Entry(List<String> words, Kind kind, int value) {}

  private static final Set<Kind> REPAIRABLE =
      EnumSet.of(
          Kind.EVERY,
          Kind.ADVERB,
          Kind.UNIT,
          Kind.WEEKDAY,
          Kind.WEEKDAYS,
          Kind.GROUP,
          Kind.GROUPS,
          Kind.MONTH,
          Kind.RELDAY,
          Kind.DAYPART,
          Kind.NOON,
          Kind.MIDNIGHT,
          Kind.EXCEPT,
          Kind.START,
          Kind.BETWEEN,
          Kind.UNTIL);

  private static final int SHORTEST_REPAIRED = 4;
  private static final Map<String, Lexicon> ALL = load();

  private final String language;
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
  private final Map<Character, List<Entry>> repairable = new HashMap<>();
  private @Nullable Compounds compounds;

  private Lexicon(String language) {
    this.language = language;
  }

  /** The languages with a table, English first. */
  static List<String> languages() {
    return List.copyOf(ALL.keySet());
  }

  /** The table of a language tag such as {@code en} or {@code zh-CN}; null when there is none. */
  static @Nullable Lexicon of(String tag) {
    int dash = tag.indexOf('-');
    String main = dash < 0 ? tag : tag.substring(0, dash);
    return ALL.get(main.toLowerCase(Locale.ROOT));
  }

  String language() {
    return language;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Every meaning of the words that start at a token, longest first. */
  List<Sense> senses(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    List<Entry> entries = byFirstWord.get(token.text());
    if (entries == null) {
      return token.isWord() ? repaired(token.text()) : List.of();
    }
    List<Sense> found = new ArrayList<>(4);
    for (Entry entry : entries) {
      if (matches(entry.words, tokens, at)) {
        found.add(new Sense(entry.kind, entry.value, entry.words.size(), false));
      }
    }
    return found;
  }

  private static boolean matches(List<String> words, List<Token> tokens, int at) {
    if (at + words.size() > tokens.size()) {
      return false;
    }
    for (int i = 1; i < words.size(); i++) {
      if (!tokens.get(at + i).is(words.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** One wrong, missing, extra or swapped letter, if exactly one key word is that near. */
  private List<Sense> repaired(String word) {
    if (word.length() < SHORTEST_REPAIRED || has(Trait.HAN)) {
      return List.of();
    }
    Entry best = null;
    for (Entry entry : repairable.getOrDefault(word.charAt(0), List.of())) {
      if (Spelling.oneLetterApart(word, entry.words.get(0))) {
        if (best != null && (best.kind != entry.kind || best.value != entry.value)) {
          return List.of();
        }
        best = entry;
      }
    }
    return best == null ? List.of() : List.of(new Sense(best.kind, best.value, 1, true));
  }

  /** The key word two letters away, or null: near enough to doubt, too far to repair. */
  @Nullable String near(String word) {
    int shortest = language.equals("en") ? SHORTEST_REPAIRED + 1 : SHORTEST_REPAIRED + 3;
    if (word.length() < shortest || has(Trait.HAN)) {
      return null;
    }
    for (Entry entry : repairable.getOrDefault(word.charAt(0), List.of())) {
      String meant = entry.words.get(0);
      boolean enough = meant.length() > SHORTEST_REPAIRED + 1 && meant.length() >= shortest;
      if (enough && Spelling.atMostTwoLettersApart(word, meant)) {
        return meant;
      }
    }
    return null;
  }

  /**
   * A key word one letter away, also of a word that is none by itself ("ever"); null for others.
   */
  @Nullable String oneLetterFrom(String word) {
    if (word.length() < SHORTEST_REPAIRED || has(Trait.HAN)) {
      return null;
    }
    for (Entry entry : repairable.getOrDefault(word.charAt(0), List.of())) {
      if (Spelling.oneLetterApart(word, entry.words.get(0))) {
        return entry.words.get(0);
      }
    }
    return null;
  }

  /** The tokens with the compounds of this language cut. */
  List<Token> cut(List<Token> tokens) {
    return compounds == null ? tokens : compounds.cut(tokens);
  }

  private List<String> singleWords(Kind kind) {
    return byFirstWord.values().stream()
        .flatMap(List::stream)
        .filter(entry -> entry.kind == kind && entry.words.size() == 1)
        .map(entry -> entry.words.get(0))
        .distinct()
        .toList();
  }

  private void add(List<String> words, Kind kind, int value) {
    Entry entry = new Entry(words, kind, value);
    List<Entry> entries = byFirstWord.computeIfAbsent(words.get(0), key -> new ArrayList<>(2));
    int place = 0;
    while (place < entries.size() && entries.get(place).words.size() >= words.size()) {
      place++;
    }
    entries.add(place, entry);
    if (words.size() == 1
        && words.get(0).length() > SHORTEST_REPAIRED
        && REPAIRABLE.contains(kind)) {
      repairable.computeIfAbsent(words.get(0).charAt(0), key -> new ArrayList<>()).add(entry);
    }
  }

  private static Map<String, Lexicon> load() {
    Map<String, Lexicon> all = new LinkedHashMap<>();
    for (String language : List.of("en", "zh", "fr", "de", "es")) {
      all.put(language, read(language));
    }
    return all;
  }

  private static Lexicon read(String language) {
    String name = language + ".words";
    Lexicon lexicon = new Lexicon(language);
    try (InputStream in = Lexicon.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The word table " + name + " is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lexicon.addLine(line.strip());
      }
      if (lexicon.has(Trait.COMPOUND)) {
        lexicon.compounds =
            new Compounds(lexicon.singleWords(Kind.WEEKDAY), lexicon.singleWords(Kind.DAYPART));
      }
      return lexicon;
    } catch (IOException e) {
      throw new UncheckedIOException("The word table " + name + " cannot be read", e);
    }
  }

  private void addLine(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int equals = line.indexOf(" = ");
    if (equals < 0) {
      traits.add(Trait.valueOf(line));
      return;
    }
    String head = line.substring(0, equals).strip();
    int space = head.indexOf(' ');
    Kind kind = Kind.valueOf(space < 0 ? head : head.substring(0, space));
    int value = space < 0 ? 0 : value(kind, head.substring(space + 1).strip());
    for (String words : line.substring(equals + 3).split("\\|", -1)) {
      List<Token> tokens = Lexer.tokens(words);
      add(tokens.stream().map(Token::text).toList(), kind, value);
    }
  }

  private static int value(Kind kind, String text) {
    return switch (kind) {
      case UNIT, ADVERB -> Unit.valueOf(text).code();
      case DAYPART -> DayPart.valueOf(text).code();
      case AMBIGUOUS -> Ambiguity.valueOf(text).code();
      case BOUNDARY -> text.equals("LAST") ? -1 : 1;
      default -> Integer.parseInt(text);
    };
  }
}
