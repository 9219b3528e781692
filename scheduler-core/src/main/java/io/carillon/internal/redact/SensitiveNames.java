package io.carillon.internal.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by a field's name whether its value is a secret: {@code password}, {@code X-Api-Key},
 * {@code refreshToken}; but not {@code max_tokens}, {@code nextPageToken} or {@code secretName}.
 */
final class SensitiveNames {

  /** Longer names are looked at from their end. */
  static final int LONGEST = 64;

  private static final Set<String> ALONE =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "secret",
          "secrets",
          "token",
          "authorization",
          "cookie",
          "cookies",
          "credential",
          "credentials",
          "apikey",
          "authkey",
          "authtoken",
          "sessiontoken",
          "idtoken",
          "accesskey",
          "privatekey",
          "secretkey",
          "accesstoken",
          "refreshtoken",
          "clientsecret");

  private static final Set<String> BEFORE_KEY =
      Set.of("api", "access", "private", "secret", "signing", "encryption", "auth", "master");

  /** Tokens that are places in a list or words of a model, not keys. */
  private static final Set<String> HARMLESS_BEFORE_TOKEN =
      Set.of(
          "page",
          "next",
          "continuation",
          "cursor",
          "sync",
          "stop",
          "start",
          "end",
          "eos",
          "bos",
          "pad",
          "sep",
          "mask",
          "cls",
          "unk",
          "per",
          "first",
          "last");

  private static final Set<String> SAYS_NOTHING =
      Set.of("value", "hash", "plain", "raw", "encoded", "base64", "header", "text");

  private SensitiveNames() {}

  static boolean isSensitive(String name) {
    List<String> words = words(name);
    int end = words.size();
    while (end > 1 && SAYS_NOTHING.contains(words.get(end - 1))) {
      end--;
    }
    if (end == 0) {
      return false;
    }
    String last = words.get(end - 1);
    String before = end > 1 ? words.get(end - 2) : "";
    if (last.equals("token")) {
      return !HARMLESS_BEFORE_TOKEN.contains(before);
    }
    return ALONE.contains(last)
        || last.endsWith("password")
        || last.endsWith("passwd")
        || last.endsWith("apikey")
        || (last.matches("keys?") && BEFORE_KEY.contains(before));
  }

  /** Whether a value under this name is secret even when it looks like a plain word. */
  static boolean isAlwaysSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("pass")
        || lower.contains("pwd")
        || lower.contains("authorization")
        || lower.contains("cookie");
  }

  /** Whether the value goes on to the end of the line: schemes, parameters, several cookies. */
  static boolean isWholeLine(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("authorization") || lower.endsWith("cookie");
  }

  private static List<String> words(String name) {
    String end = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char previous = ' ';
    for (int i = 0; i < end.length(); i++) {
      char c = end.charAt(i);
      boolean begins =
          !Character.isLetter(c) || (Character.isUpperCase(c) && Character.isLowerCase(previous));
      if (begins && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (Character.isLetter(c)) {
        word.append(Character.toLowerCase(c));
      } else if (word.length() == 0 && Character.isDigit(c) && !words.isEmpty()) {
        // base64, key2: digits belong to the word before.
        String joined = words.remove(words.size() - 1) + c;
        words.add(joined.equals("base6") || joined.equals("base64") ? joined : strip(joined));
      }
      previous = c;
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static String strip(String word) {
    return word.replaceAll("\\d", "");
  }
}
