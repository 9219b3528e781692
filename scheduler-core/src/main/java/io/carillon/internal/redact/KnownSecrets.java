package io.carillon.internal.redact;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds secrets whose values are known, in the ways they show up: as they are, escaped in JSON,
 * encoded in a URL, and in base64 at any alignment (as in {@code Basic} credentials). One pass over
 * the text: four characters are looked up at each place, and only then whole values compared.
 */
final class KnownSecrets {

  /** Shorter values are not looked for: they would tear ordinary words apart. */
  static final int SHORTEST = 4;

  private static final int SHORTEST_BASE64 = 8;

  private final Map<Long, List<String>> byStart = new HashMap<>();

  KnownSecrets(Collection<String> values) {
    Set<String> forms = new HashSet<>();
    for (String value : values) {
      addForms(value, forms);
      addForms(value.strip(), forms);
    }
    for (String form : forms) {
      byStart.computeIfAbsent(start(form, 0), ignored -> new ArrayList<>()).add(form);
    }
    byStart.values().forEach(list -> list.sort(Comparator.comparingInt(String::length).reversed()));
  }

  boolean isEmpty() {
    return byStart.isEmpty();
  }

  private static void addForms(String value, Set<String> forms) {
    if (value.length() < SHORTEST) {
      return;
    }
    forms.add(value);
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    forms.add(escaped);
    forms.add(escaped.replace("/", "\\/"));
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    for (String encoded : List.of(url, url.replace("+", "%20"))) {
      forms.add(encoded);
      forms.add(lowerCaseEscapes(encoded));
    }
    for (int shift = 0; shift < 3; shift++) {
      String core = base64Core(value, shift);
      if (core.length() >= SHORTEST_BASE64) {
        forms.add(core);
        forms.add(core.replace('+', '-').replace('/', '_'));
      }
    }
  }

  /** The characters of base64 that depend on the value alone, {@code shift} bytes into a group. */
  private static String base64Core(String value, int shift) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[bytes.length + shift];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = (shift * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return from < to ? encoded.substring(from, to) : "";
  }

  private static String lowerCaseEscapes(String encoded) {
    StringBuilder text = new StringBuilder(encoded);
    for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 3)) {
      text.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  private static long start(String text, int at) {
    return (long) text.charAt(at) << 48
        | (long) text.charAt(at + 1) << 32
        | (long) text.charAt(at + 2) << 16
        | text.charAt(at + 3);
  }

  /** The text with every known value replaced. */
  String redact(String text) {
    if (byStart.isEmpty() || text.length() < SHORTEST) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at + SHORTEST <= text.length()) {
      int length = matchAt(text, at);
      if (length == 0) {
        at++;
        continue;
      }
      out.append(text, copied, at).append(Redactor.MARKER);
      at += length;
      copied = at;
    }
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }

  private int matchAt(String text, int at) {
    for (String form : byStart.getOrDefault(start(text, at), List.of())) {
      if (text.startsWith(form, at)) {
        return form.length();
      }
    }
    return 0;
  }
}
