package io.carillon.internal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The subscriptions that match a topic. A topic's parts are divided by dots, slashes or colons; in
 * a subscription {@code *} as a whole part stands for any part.
 */
final class Topics {

  /** With more parts than this only the exact topic is matched: the patterns double with each. */
  private static final int MOST_PARTS = 6;

  private Topics() {}

  static List<String> patternsFor(String topic) {
    List<String> pieces = new ArrayList<>(List.of(topic.split("(?<=[./:])|(?=[./:])")));
    long parts = pieces.stream().filter(piece -> !isDivider(piece)).count();
    if (parts > MOST_PARTS) {
      return List.of(topic);
    }
    List<String> patterns = new ArrayList<>(List.of(""));
    for (String piece : pieces) {
      List<String> longer = new ArrayList<>();
      for (String pattern : patterns) {
        longer.add(pattern + piece);
        if (!isDivider(piece)) {
          longer.add(pattern + "*");
        }
      }
      patterns = longer;
    }
    return patterns;
  }

  private static boolean isDivider(String piece) {
    return piece.equals(".") || piece.equals("/") || piece.equals(":");
  }
}
