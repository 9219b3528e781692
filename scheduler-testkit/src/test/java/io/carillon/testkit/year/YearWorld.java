package io.carillon.testkit.year;

import io.carillon.RunId;
import io.carillon.TaskId;
import io.carillon.spi.RunStore.PlanRequest;
import io.carillon.spi.RunStore.Planned;
import io.carillon.spi.Store;
import io.carillon.spi.Tables;
import io.carillon.testkit.SeededIds;
import io.carillon.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/** What everything in one year shares: a clock, a store, and what happens when. */
final class YearWorld {

  private static final Set<String> HANDLERS = Set.of("java/" + YearNode.HANDLER);
  private static final Duration MOST_PATIENCE = Duration.ofMinutes(5);

  private record Entry(Instant at, long order, Runnable what) {}

  final Random random;
  final VirtualClock clock;
  final SeededIds ids;
  final Tables tables;
  final Store store;
  final List<String> faults = new ArrayList<>();
  final List<YearNode> nodes = new ArrayList<>();

  /** Runs that somebody works on, by task. */
  final Map<TaskId, Map<RunId, YearNode>> working = new HashMap<>();

  /** When work on a run began first. */
  final Map<RunId, Instant> begun = new HashMap<>();

  /** From then on nothing breaks any more. */
  boolean calm;

  private final PriorityQueue<Entry> timeline =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
  private long order;
  private Instant notBefore = Instant.MIN;
  private Duration patience = Duration.ofSeconds(1);

  YearWorld(long seed, Instant start) {
    this.random = new Random(seed);
    this.clock = VirtualClock.startingAt(start);
    this.ids = new SeededIds(seed ^ 0x5DEECE66DL);
    this.tables = Tables.inMemory(clock, 10_000_000);
    this.store = Store.over(tables, ids);
  }

  Instant now() {
    return clock.now();
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Short ones as likely as long ones, in whole seconds. */
  Duration between(Duration least, Duration most) {
    double span = Math.log((double) most.toSeconds() / least.toSeconds());
    return Duration.ofSeconds((long) (least.toSeconds() * Math.exp(random.nextDouble() * span)));
  }

  void at(Instant at, Runnable what) {
    timeline.add(new Entry(at, order++, what));
  }

  void after(Duration delay, Runnable what) {
    at(now().plus(delay), what);
  }

  /** Plans all that is due by the true clock, unpaced, as a node would. */
  void plan() {
    Planned planned;
    do {
      planned = store.plan(new PlanRequest(1_000, now(), Duration.ZERO), now());
    } while (planned.next().filter(next -> !next.isAfter(now())).isPresent());
  }

  /** Lets time pass: what is due wakes a node, and everything else happens at its time. */
  void advance(Instant to) {
    while (true) {
      Instant next = timeline.isEmpty() ? Instant.MAX : timeline.peek().at();
      Instant due = due();
      if (due.isAfter(to) && next.isAfter(to)) {
        clock.set(to);
        return;
      }
      if (due.isBefore(next)) {
        clock.set(due.isAfter(now()) ? due : now());
        wake();
      } else {
        clock.set(next.isAfter(now()) ? next : now());
        timeline.remove().what().run();
        notBefore = Instant.MIN;
        patience = Duration.ofSeconds(1);
      }
    }
  }

  private Instant due() {
    if (nodes.stream().noneMatch(YearNode::isUp)) {
      return Instant.MAX;
    }
    Instant due = store.nextDue(HANDLERS, Set.of()).orElse(Instant.MAX);
    return due.isBefore(notBefore) ? notBefore : due;
  }

  /** One node looks; when what was due is still due after it, the next look is a little later. */
  private void wake() {
    List<YearNode> up = nodes.stream().filter(YearNode::isUp).toList();
    up.get(random.nextInt(up.size())).round();
    if (store.nextDue(HANDLERS, Set.of()).filter(due -> !due.isAfter(now())).isPresent()) {
      notBefore = now().plus(patience);
      patience = patience.compareTo(MOST_PATIENCE) < 0 ? patience.multipliedBy(2) : patience;
    } else {
      notBefore = Instant.MIN;
      patience = Duration.ofSeconds(1);
    }
  }
}
