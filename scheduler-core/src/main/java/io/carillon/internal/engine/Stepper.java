package io.carillon.internal.engine;

import io.carillon.RunId;
import io.carillon.spi.IdSource;
import io.carillon.spi.Launcher;
import io.carillon.spi.Store;
import java.time.Instant;

/** A node without threads: each step is one round on the caller's thread. */
public final class Stepper {

  private final NodeLoop loop;
  private final InlineWrites writes;
  private final Lease lease;

  /**
   * @param launcher where claimed runs go
   */
  public Stepper(
      Store store, Registry registry, Launcher launcher, IdSource ids, Engine.NodeParts parts) {
    this.lease = new Lease(store, parts.settings(), ids, registry.handlers());
    this.writes = new InlineWrites(store);
    Workshop shop =
        new Workshop(
            store,
            parts.settings(),
            writes,
            Timer.NEVER,
            parts.redaction(),
            parts.events(),
            () -> {});
    this.loop = new NodeLoop(shop, registry, launcher, Runnable::run, lease);
  }

  /** One round; answers when the next is due if nothing happens before. */
  public Instant step() {
    writes.resend();
    return loop.step();
  }

  /** Runs that were launched and have not ended. */
  public int running() {
    return loop.running();
  }

  /** Tells a launched run that it should end. */
  public void cancel(RunId run) {
    loop.cancel(run);
  }

  /** Writes what has ended, gives back what has not, and leaves the cluster. */
  public void leave() {
    loop.drain();
    writes.resend();
    loop.handBackAll();
    lease.leave();
  }
}
