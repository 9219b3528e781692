package io.carillon.internal.phrase;

import java.util.List;

/** A part of the day that settles whether an hour is before or after noon. */
enum DayPart {
  EARLY(0),
  MORNING(1),
  MIDDAY(2),
  AFTERNOON(3),
  EVENING(4),
  NIGHT(5);

  private static final List<DayPart> ALL = List.of(values());

  private final int code;

  DayPart(int code) {
    this.code = code;
  }

  /** The number of this part in a {@link Sense}. */
  int code() {
    return code;
  }

  static DayPart of(int code) {
    return ALL.get(code);
  }

  /**
   * The hour of the day that a spoken hour (0-12) means in this part, or -1 where people disagree
   * ("two at night").
   */
  int hour(int spoken) {
    return switch (this) {
      case EARLY -> spoken == 12 ? 0 : spoken <= 7 ? spoken : -1;
      case MORNING -> spoken == 12 ? -1 : spoken;
      case MIDDAY -> spoken >= 10 ? spoken : spoken <= 2 ? spoken + 12 : -1;
      case AFTERNOON -> spoken == 12 ? 12 : spoken == 0 ? -1 : spoken + 12;
      case EVENING -> spoken >= 4 && spoken <= 11 ? spoken + 12 : -1;
      case NIGHT -> spoken >= 6 && spoken <= 11 ? spoken + 12 : -1;
    };
  }

  /** Whether an hour (0-23) may be said with this part: "tonight at 1 am" and 17:00 may. */
  boolean holds(int hour) {
    return switch (this) {
      case EARLY, MORNING -> hour <= 12;
      case MIDDAY -> hour >= 10 && hour <= 15;
      case AFTERNOON -> hour >= 12 && hour <= 19;
      case EVENING -> hour >= 15 || hour == 0;
      case NIGHT -> hour >= 17 || hour <= 6;
    };
  }

  /** Times to offer when only the part of the day was said. */
  int[] suggestions() {
    return switch (this) {
      case EARLY -> new int[] {5, 6};
      case MORNING -> new int[] {8, 9};
      case MIDDAY -> new int[] {12};
      case AFTERNOON -> new int[] {14, 15};
      case EVENING -> new int[] {18, 19};
      case NIGHT -> new int[] {20, 22};
    };
  }
}
