package io.carillon.testkit.simulation;

import io.carillon.spi.Store;
import io.carillon.spi.Tables;
import io.carillon.testkit.SeededIds;
import io.carillon.testkit.VirtualClock;
import java.time.Duration;
import java.util.Random;

/** What everything in one simulation shares. */
final class World {

  final Random random;
  final VirtualClock clock;
  final SeededIds ids;
  final Tables tables;
  final Store store;
  final Ledger ledger = new Ledger();
  final Timeline timeline = new Timeline();

  /** From then on nothing fails any more, and work that was begun comes to its end. */
  boolean calm;

  World(long seed, VirtualClock clock, Tables tables) {
    this.random = new Random(seed);
    this.clock = clock;
    this.tables = tables;
    this.ids = new SeededIds(seed ^ 0x5DEECE66DL);
    this.store = Store.over(tables, ids);
  }

  /** True once in so many questions; never when it is calm. */
  boolean oneIn(int times) {
    return !calm && random.nextInt(times) == 0;
  }

  Duration between(Duration least, Duration most) {
    long span = most.minus(least).toMillis();
    return least.plusMillis(span <= 0 ? 0 : Math.floorMod(random.nextLong(), span));
  }

  Duration seconds(int least, int most) {
    return between(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }
}
