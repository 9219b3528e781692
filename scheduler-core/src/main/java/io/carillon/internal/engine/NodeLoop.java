package io.carillon.internal.engine;

import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SchedulerEvent;
import io.carillon.spi.Executor;
import io.carillon.spi.Launcher;
import io.carillon.spi.NodeId;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.ClaimRef;
import io.carillon.spi.RunStore.ClaimRequest;
import io.carillon.spi.RunStore.Claimed;
import io.carillon.spi.RunStore.PlanRequest;
import io.carillon.spi.RunStore.Planned;
import io.carillon.spi.RunStore.Recovery;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's round of work: keep the lease, recover what dead nodes left, plan what is due, claim
 * what there is room for, hand out deliveries. One {@link #step()} is one round; who calls it, and
 * when, is somebody else's: a thread that sleeps until the returned instant, or a test.
 */
final class NodeLoop {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);
  private static final int MOST_CLAIMS = 200;
  private static final int MOST_ROUNDS = 100;
  private static final int MOST_RECOVERED = 100;
  private static final Duration SAFETY_POLL = Duration.ofSeconds(1);
  private static final int MOST_REMOVED = 1_000;
  private static final Duration SHORTEST_REST = Duration.ofMinutes(10);
  private static final Duration LONGEST_REST = Duration.ofDays(1);

  /** How long an attempt may ignore its interrupt before it is left behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Workshop shop;
  private final Store store;
  private final Registry registry;
  private final Launcher launcher;
  private final Postman postman;
  private final Lease lease;
  private final Map<RunId, Active> active = new ConcurrentHashMap<>();

  /** Claims whose end the store refuses to take; they stay claimed until this node goes. */
  private final Set<ClaimRef> unwritable = ConcurrentHashMap.newKeySet();

  private Instant catchUpFrom = Instant.MIN;
  private Instant nextRecovery = Instant.MIN;
  private Instant nextHousekeeping = Instant.MIN;
  private Instant nextReconciling = Instant.MAX;
  private int stalls;
  private volatile boolean draining;

  NodeLoop(
      Workshop shop,
      Registry registry,
      Launcher launcher,
      java.util.concurrent.Executor senders,
      Lease lease) {
    this.shop = shop;
    this.store = shop.store();
    this.registry = registry;
    this.launcher = launcher;
    this.postman = new Postman(shop, registry, senders);
    this.lease = lease;
  }

  /** How many runs are being worked on. */
  int running() {
    return active.size();
  }

  /** Starts nothing new from now on. */
  void drain() {
    draining = true;
  }

  /** Tells a run that it should end, if this node works on it. */
  void cancel(RunId run) {
    interrupt(run, Interruption.CANCEL);
  }

  private void interrupt(RunId run, Interruption why) {
    Active found = active.get(run);
    if (found != null) {
      found.interrupt(why);
    }
  }

  /** Keeps the lease and hears of runs to stop. */
  void beat() {
    lease.beat(store.clock().now()).forEach(this::cancel);
  }

  /**
   * One round.
   *
   * @return when there is something to do next, if nothing happens before
   */
  Instant step() {
    Instant now = store.clock().now();
    if (!now.isBefore(lease.nextBeat())) {
      beat();
    }
    recover(now);
    boolean did = plan(now);
    int room = shop.settings().workers() - active.size();
    Optional<NodeId> node = lease.held(now);
    node.ifPresent(id -> reconcile(id, now));
    if (node.isPresent() && !draining) {
      did |= claim(node.get(), room, now);
      did |= claiming(() -> postman.deliver(node.get(), MOST_CLAIMS, now));
    }
    housekeep(now);
    return next(now, did);
  }

  private Instant next(Instant now, boolean did) {
    boolean full = shop.settings().workers() <= active.size();
    Set<String> handlers = full || draining ? Set.of() : registry.handlers();
    Instant due = store.nextDue(handlers, registry.channels()).orElse(Instant.MAX);
    Instant housekeeping = earlier(lease.nextBeat(), nextHousekeeping);
    if (store.isShared()) {
      housekeeping = earlier(housekeeping, now.plus(SAFETY_POLL));
    }
    if (due.isAfter(now)) {
      stalls = 0;
    } else if (did) {
      stalls = 0;
    } else {
      // Due, and not to be had: somebody else is at it, or it cannot be started. Not in a hot loop.
      due = now.plusMillis(Math.min(1_000, 10L << Math.min(stalls, 7)));
      stalls++;
    }
    return earlier(due, housekeeping);
  }

  private static Instant earlier(Instant left, Instant right) {
    return left.isBefore(right) ? left : right;
  }

  private void recover(Instant now) {
    if (!store.isShared() || now.isBefore(nextRecovery)) {
      return;
    }
    nextRecovery = now.plus(shop.settings().lease().dividedBy(4));
    Recovery recovery = store.recover(now, MOST_RECOVERED);
    recovery
        .dead()
        .forEach(node -> LOG.warn("Node {} is gone; its runs are taken over.", node.name()));
    for (Settled settled : recovery.runs()) {
      tell(settled, "its node was lost");
    }
  }

  /**
   * Frees what the store believes this node works on and it does not: the answer to a claim was
   * lost. Due after a claim that failed, and from time to time, since a commit may come later than
   * the failure.
   */
  private void reconcile(NodeId node, Instant now) {
    if (now.isBefore(nextReconciling)) {
      return;
    }
    List<ClaimRef> unknown = store.held(node).stream().filter(claim -> !isMine(claim)).toList();
    if (!unknown.isEmpty()) {
      LOG.warn("{} claims got no answer and are free again.", unknown.size());
      store.handBack(unknown, now);
    }
    postman.reconcile(node);
    nextReconciling = store.isShared() ? now.plus(shop.settings().lease()) : Instant.MAX;
  }

  private boolean isMine(ClaimRef claim) {
    Active known = active.get(claim.run());
    return (known != null && known.claimed.claim() == claim.claim()) || unwritable.contains(claim);
  }

  /** Claims something; when no answer comes, what it may have taken is looked for. */
  private <T> T claiming(Supplier<T> claim) {
    try {
      return claim.get();
    } catch (RuntimeException e) {
      nextReconciling = Instant.MIN;
      throw e;
    }
  }

  private boolean plan(Instant now) {
    if (draining) {
      return false;
    }
    Duration gap = Duration.ofMinutes(1).dividedBy(shop.settings().catchUpPerMinute());
    boolean did = false;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Planned planned = store.plan(new PlanRequest(MOST_CLAIMS, catchUpFrom, gap), now);
      catchUpFrom = planned.catchUpFrom();
      for (String task : planned.parked()) {
        LOG.error("Task {} cannot be planned by this version and was parked.", task);
      }
      did |= planned.runs() > 0 || planned.skipped() > 0;
      if (planned.next().isEmpty() || planned.next().get().isAfter(now)) {
        return did;
      }
    }
    return did;
  }

  private boolean claim(NodeId node, int room, Instant now) {
    if (room <= 0) {
      return false;
    }
    ClaimRequest request =
        new ClaimRequest(
            node, shop.settings().node(), registry.handlers(), Math.min(room, MOST_CLAIMS));
    List<Claimed> claimed = claiming(() -> store.claim(request, now));
    for (Claimed one : claimed) {
      Active work = new Active(one);
      Active replaced = active.put(one.id(), work);
      if (replaced != null) {
        replaced.interrupt(Interruption.FENCED);
      }
      shop.tell(SchedulerEvent.Kind.RUN_STARTED, one.run(), "");
      try {
        launcher.launch(work);
      } catch (RuntimeException e) {
        LOG.error("Run {} could not be started here and is handed back.", one.id(), e);
        active.remove(one.id());
        store.handBack(List.of(new ClaimRef(one.id(), one.claim())), now);
      }
    }
    return !claimed.isEmpty();
  }

  private void housekeep(Instant now) {
    if (now.isBefore(nextHousekeeping)) {
      return;
    }
    Duration retention = shop.settings().retention();
    int removed = store.deleteRunsBefore(now.minus(retention), MOST_REMOVED);
    Duration rest = retention.dividedBy(100);
    rest = rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    // With more to remove it goes on soon, a part at a time.
    nextHousekeeping = now.plus(removed == MOST_REMOVED ? Duration.ofSeconds(1) : rest);
  }

  // ---- ending

  private void tell(Settled settled, String text) {
    RunStatus status = settled.status();
    store
        .run(settled.run())
        .ifPresent(
            run ->
                shop.events()
                    .on(
                        new SchedulerEvent(
                            settled.due() == null
                                ? SchedulerEvent.Kind.RUN_ENDED
                                : SchedulerEvent.Kind.RUN_CONTINUES,
                            store.clock().now(),
                            run.task(),
                            run.id(),
                            status,
                            text)));
  }

  /** Interrupts everything that still runs, because the node closes. */
  void interruptAll() {
    active.values().forEach(work -> work.interrupt(Interruption.SHUTDOWN));
  }

  /**
   * Gives back what still runs, and what has ended and was not written; executors are left behind.
   * Nothing may be written any more: an end that is written later would find its claim gone.
   */
  void handBackAll() {
    active.values().forEach(Active::close);
    List<ClaimRef> claims =
        active.values().stream()
            .map(work -> new ClaimRef(work.claimed.id(), work.claimed.claim()))
            .toList();
    active.clear();
    if (!claims.isEmpty()) {
      LOG.warn("{} runs had not ended in time and are free for other nodes.", claims.size());
      store.handBack(claims, store.clock().now());
    }
  }

  /** A run this node works on. */
  private final class Active implements Launcher.Work {

    private final Claimed claimed;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Optional<AttemptContext> context = Optional.empty();
    private volatile Optional<Interruption> early = Optional.empty();

    Active(Claimed claimed) {
      this.claimed = claimed;
    }

    @Override
    public Claimed claimed() {
      return claimed;
    }

    /** The first to end it is the one who settles it. */
    boolean close() {
      return ended.compareAndSet(false, true);
    }

    void interrupt(Interruption why) {
      early = Optional.of(why);
      context.ifPresent(
          attempt -> {
            if (attempt.interrupt(why)) {
              shop.timer().after(PATIENCE, () -> leaveBehind(attempt, why));
            }
          });
    }

    @Override
    public void run() {
      AttemptContext attempt = new AttemptContext(claimed, shop, Thread.currentThread());
      context = Optional.of(attempt);
      early.ifPresent(attempt::interrupt);
      Timer.Call limit =
          shop.timer()
              .after(claimed.task().policies().timeout(), () -> interrupt(Interruption.TIMEOUT));
      Optional<Outcome> outcome;
      try {
        Optional<Executor> executor = registry.executor(claimed.run().handler());
        outcome =
            executor.isPresent()
                ? AttemptWork.execute(executor.get(), attempt, shop.redactor())
                : Optional.of(
                    Outcome.failure(FailureKind.INVALID, "This node has no such executor."));
      } finally {
        limit.off();
        attempt.close();
        // An interrupt that came too late was meant for this run, not for the thread's next one.
        Thread.interrupted();
      }
      if (outcome.isPresent()) {
        settle(attempt, outcome.get());
      } else if (attempt.interruption().filter(Interruption.SHUTDOWN::equals).isPresent()) {
        giveBack();
      } else if (close()) {
        active.remove(claimed.id(), this);
        shop.wake().run();
      }
    }

    @Override
    public void end(Outcome outcome) {
      settle(new AttemptContext(claimed, shop, Thread.currentThread()), outcome);
    }

    private void giveBack() {
      if (!close()) {
        return;
      }
      List<ClaimRef> mine = List.of(new ClaimRef(claimed.id(), claimed.claim()));
      try {
        shop.writes()
            .ask(
                () -> {
                  store.handBack(mine, store.clock().now());
                  return mine;
                });
        // Only now: a node that closes waits for its active runs before it stops the writer, and
        // gives back itself what is active then.
        active.remove(claimed.id(), this);
        shop.wake().run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("Run {} could not be given back yet. {}", claimed.id(), e.toString());
      }
    }

    /** It was interrupted and did not end: its run ends without it, its thread is left alone. */
    private void leaveBehind(AttemptContext attempt, Interruption why) {
      if (ended.get() || why == Interruption.SHUTDOWN) {
        return;
      }
      LOG.warn(
          "Run {} of task {} ignores its interrupt ({}); its thread is left behind.",
          claimed.id(),
          claimed.run().task(),
          why);
      settle(
          attempt,
          why == Interruption.TIMEOUT
              ? AttemptWork.timedOut(attempt)
              : new Outcome.Cancelled("cancelled; it did not react to its interrupt"));
    }

    private void settle(AttemptContext attempt, Outcome outcome) {
      if (!close()) {
        return;
      }
      shop.writes()
          .settle(
              AttemptWork.settlement(attempt, outcome, shop.settings().node()),
              settled -> {
                active.remove(claimed.id(), this);
                if (settled.applied() == Applied.REFUSED) {
                  LOG.warn("The result of run {} came too late and was not kept.", claimed.id());
                } else if (settled.status() != null) {
                  shop.tell(
                      settled.due() == null
                          ? SchedulerEvent.Kind.RUN_ENDED
                          : SchedulerEvent.Kind.RUN_CONTINUES,
                      claimed.run(),
                      settled.status(),
                      "");
                }
                shop.wake().run();
              },
              this::unwritable);
    }

    /** The run stays claimed until this node goes, and is then counted as lost: never for ever. */
    private void unwritable(RuntimeException why) {
      unwritable.add(new ClaimRef(claimed.id(), claimed.claim()));
      active.remove(claimed.id(), this);
      LOG.error(
          "The end of run {} of task {} cannot be stored.",
          claimed.id(),
          claimed.run().task(),
          why);
      shop.wake().run();
    }
  }
}
