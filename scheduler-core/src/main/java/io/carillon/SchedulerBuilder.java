package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.internal.action.JavaHandler;
import io.carillon.internal.engine.Engine;
import io.carillon.internal.engine.EventBus;
import io.carillon.internal.engine.Registry;
import io.carillon.internal.engine.SystemClock;
import io.carillon.internal.engine.TimeOrderedIds;
import io.carillon.internal.redact.SecretMemory;
import io.carillon.internal.store.memory.MemoryTables;
import io.carillon.spi.Channel;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.Executor;
import io.carillon.spi.IdSource;
import io.carillon.spi.Launcher;
import io.carillon.spi.OwnerZones;
import io.carillon.spi.PhraseReader;
import io.carillon.spi.SecretResolver;
import io.carillon.spi.Store;
import io.carillon.time.Calendars;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a scheduler. */
public final class SchedulerBuilder {

  private @Nullable Store store;
  private @Nullable ClusterClock clock;
  private @Nullable IdSource ids;
  private SchedulerSettings settings = SchedulerSettings.standard();
  private Calendars calendars = Calendars.none();
  private final List<Executor> executors = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final EventBus events = new EventBus();
  private SecretMemory secrets = new SecretMemory(SecretResolver.none());
  private EgressPolicy egress = EgressPolicy.publicOnly();
  private CommandPolicy commands = CommandPolicy.none();
  private Limits limits = Limits.NONE;
  private OwnerZones owners = OwnerZones.none();
  private @Nullable PhraseReader phraseReader;

  SchedulerBuilder() {}

  /** Where tasks and runs are kept; default: memory, bounded, gone with the process. */
  public SchedulerBuilder store(Store store) {
    this.store = Objects.requireNonNull(store);
    return this;
  }

  /** The clock of a memory store; a store given by {@link #store(Store)} has its own. */
  public SchedulerBuilder clock(ClusterClock clock) {
    this.clock = Objects.requireNonNull(clock);
    return this;
  }

  /** Where ids come from; default: time-ordered with secure random numbers. */
  public SchedulerBuilder ids(IdSource ids) {
    this.ids = Objects.requireNonNull(ids);
    return this;
  }

  public SchedulerBuilder settings(SchedulerSettings settings) {
    this.settings = Objects.requireNonNull(settings);
    return this;
  }

  /** Named calendars that exclusions refer to, for a memory store. */
  public SchedulerBuilder calendars(Calendars calendars) {
    this.calendars = Objects.requireNonNull(calendars);
    return this;
  }

  /** Adds an executor. */
  public SchedulerBuilder executor(Executor executor) {
    executors.add(executor);
    return this;
  }

  /** Adds a channel. */
  public SchedulerBuilder channel(Channel channel) {
    channels.add(channel);
    return this;
  }

  /**
   * Registers the host's own code under a name that tasks refer to.
   *
   * @param type what the payload is decoded to
   */
  public <T> SchedulerBuilder handler(String name, Class<T> type, Handler<T> handler) {
    return executor(new JavaHandler<>(name, type, handler));
  }

  /** Registers the host's own code, which takes no payload. */
  public SchedulerBuilder handler(String name, Handler<JsonNode> handler) {
    return handler(name, JsonNode.class, handler);
  }

  /**
   * Where secrets come from that actions and channels refer to by name; default: there are none.
   */
  public SchedulerBuilder secrets(SecretResolver resolver) {
    this.secrets = new SecretMemory(resolver);
    return this;
  }

  /** Which addresses outbound HTTP may go to; default: public ones only. */
  public SchedulerBuilder egress(EgressPolicy policy) {
    this.egress = Objects.requireNonNull(policy);
    return this;
  }

  /** Which commands of the operating system tasks may run; default: none. */
  public SchedulerBuilder commands(CommandPolicy policy) {
    this.commands = Objects.requireNonNull(policy);
    return this;
  }

  /** What definitions made while running are held to; default: nothing. */
  public SchedulerBuilder limits(Limits limits) {
    this.limits = Objects.requireNonNull(limits);
    return this;
  }

  /** Where the owners of tasks live that name no zone; default: in the scheduler's zone. */
  public SchedulerBuilder ownerZones(OwnerZones zones) {
    this.owners = Objects.requireNonNull(zones);
    return this;
  }

  /**
   * Who reads phrases that the grammar does not understand; default: nobody, they are refused.
   *
   * @see Scheduler#interpret
   */
  public SchedulerBuilder phraseReader(PhraseReader reader) {
    this.phraseReader = Objects.requireNonNull(reader);
    return this;
  }

  /** Adds a listener. */
  public SchedulerBuilder listener(SchedulerListener listener) {
    events.add(listener);
    return this;
  }

  /** A scheduler on threads of its own; {@link Scheduler#start()} sets it to work. */
  public Scheduler build() {
    Parts parts = parts();
    Engine engine = new Engine(parts.store(), parts.registry(), parts.ids(), nodeParts());
    Scheduler.Rules rules = new Scheduler.Rules(limits, new Interpreter(phraseReader));
    return new Scheduler(parts.store(), nodeParts(), parts.registry(), engine, rules);
  }

  /** A scheduler without threads: it works only while it is stepped, on the caller's thread. */
  public ManualScheduler buildManual() {
    return buildManual(Launcher.Work::run);
  }

  /**
   * A scheduler without threads, whose claimed runs go to {@code launcher}.
   *
   * @param launcher called within {@link ManualScheduler#step()}
   */
  public ManualScheduler buildManual(Launcher launcher) {
    Parts parts = parts();
    return new ManualScheduler(parts.store(), parts.registry(), launcher, parts.ids(), nodeParts());
  }

  private Engine.NodeParts nodeParts() {
    return new Engine.NodeParts(settings, events, secrets::redactor, owners);
  }

  private record Parts(Store store, Registry registry, IdSource ids) {}

  private Parts parts() {
    IdSource source = ids == null ? new TimeOrderedIds(new SecureRandom()) : ids;
    Store chosen = store;
    if (chosen == null) {
      ClusterClock time = clock == null ? SystemClock.INSTANCE : clock;
      chosen = Store.over(new MemoryTables(time, MemoryTables.DEFAULT_KEPT), source, calendars);
    }
    ClusterClock clusterClock = chosen.clock();
    return new Parts(
        chosen,
        new Registry(
            BuiltIns.executors(executors, secrets, egress, commands),
            BuiltIns.channels(channels, secrets, egress, clusterClock)),
        source);
  }
}
