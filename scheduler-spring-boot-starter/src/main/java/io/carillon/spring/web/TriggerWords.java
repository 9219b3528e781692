package io.carillon.spring.web;

import io.carillon.Trigger;
import io.carillon.spi.Store;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Triggers in words, remembered: a list of tasks is drawn again and again, and a description looks
 * at more of a trigger than its words.
 */
final class TriggerWords {

  private static final int MOST = 1000;

  private record Key(Trigger trigger, ZoneId zone) {}

  private final Map<Key, String> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > MOST;
        }
      };

  /** What the trigger does, in one English sentence. */
  synchronized String of(Trigger trigger, ZoneId zone, Store store) {
    return known.computeIfAbsent(new Key(trigger, zone), key -> describe(key, store));
  }

  private static String describe(Key key, Store store) {
    Instant now = store.clock().now();
    FireTimes.Setting setting = new FireTimes.Setting(key.zone(), now, "", store.calendars());
    return Preview.of(List.of(key.trigger()), setting, now, 0).description(Locale.ENGLISH);
  }
}
