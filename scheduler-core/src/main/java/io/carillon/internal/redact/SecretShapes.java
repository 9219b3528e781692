package io.carillon.internal.redact;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by their looks. Every pattern begins with a fixed text that cannot begin inside a
 * run of its own characters (the look-behind) and goes on possessively or within a bound, so that
 * no text takes more than linear time.
 */
final class SecretShapes {

  private static final String EDGE = "(?<![A-Za-z0-9_-])";

  private static final Pattern KEYS =
      Pattern.compile(
          EDGE
              + "(?:gh[pousr]_[A-Za-z0-9]{16,}+"
              + "|github_pat_[A-Za-z0-9_]{16,}+"
              + "|glpat-[A-Za-z0-9_-]{16,}+"
              + "|xox[abeoprs]-[A-Za-z0-9-]{8,}+"
              + "|(?:AKIA|ASIA)[A-Z0-9]{16}+(?![A-Za-z0-9])"
              + "|AIza[A-Za-z0-9_-]{30,}+"
              + "|whsec_[A-Za-z0-9+/=]{16,}+"
              + "|eyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?+)");

  /** Prefixes that ordinary words have too: what follows must hold a digit. */
  private static final Pattern LIKELY_KEYS =
      Pattern.compile(EDGE + "(?:sk|rk|pk)[-_][A-Za-z0-9_-]{16,}+");

  private static final Pattern BEARER =
      Pattern.compile("(?i)(?<![a-z0-9])(bearer[ \\t]{1,4})([A-Za-z0-9._~+/=-]{8,}+)");

  private static final Pattern USER_INFO = Pattern.compile("(://)[^\\s/@?#\"'\\\\<>]{1,512}+(?=@)");

  private static final Pattern HOOK_URL =
      Pattern.compile("(hooks\\.slack\\.com/(?:services|workflows|triggers)/)[A-Za-z0-9/_-]{8,}+");

  private static final String PEM_BEGIN = "-----BEGIN ";
  private static final String PEM_END = "-----END ";
  private static final String PEM_DASHES = "-----";
  private static final int LONGEST_PEM_LABEL = 64;

  private SecretShapes() {}

  static String redact(String text) {
    String result = pem(text);
    result = replace(result, KEYS, match -> true, "");
    result = replace(result, LIKELY_KEYS, match -> hasDigit(match.group()), "");
    result = replace(result, BEARER, match -> isToken(match.group(2)), "$1");
    result = replace(result, USER_INFO, match -> true, "$1");
    return replace(result, HOOK_URL, match -> true, "$1");
  }

  private static String replace(
      String text, Pattern pattern, Predicate<MatchResult> isSecret, String keep) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    boolean changed = false;
    while (matcher.find()) {
      if (isSecret.test(matcher)) {
        matcher.appendReplacement(out, keep + Matcher.quoteReplacement(Redactor.MARKER));
        changed = true;
      }
    }
    return changed ? matcher.appendTail(out).toString() : text;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** A word of prose after "bearer" is short and has no digits. */
  private static boolean isToken(String text) {
    return text.length() >= 20 || hasDigit(text);
  }

  /** A private key block; one whose end is cut off goes to the end of the text. */
  private static String pem(String text) {
    int begin = privateKey(text, 0);
    if (begin < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    while (begin >= 0) {
      out.append(text, copied, begin).append(Redactor.MARKER);
      int end = text.indexOf(PEM_END, begin);
      int close = end < 0 ? -1 : text.indexOf(PEM_DASHES, end + PEM_END.length());
      copied = close < 0 ? text.length() : close + PEM_DASHES.length();
      begin = privateKey(text, copied);
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static int privateKey(String text, int from) {
    for (int at = text.indexOf(PEM_BEGIN, from); at >= 0; at = text.indexOf(PEM_BEGIN, at + 1)) {
      int label = at + PEM_BEGIN.length();
      String near = text.substring(label, Math.min(text.length(), label + LONGEST_PEM_LABEL));
      int dashes = near.indexOf(PEM_DASHES);
      if (dashes >= 0 && near.substring(0, dashes).contains("PRIVATE KEY")) {
        return at;
      }
    }
    return -1;
  }
}
