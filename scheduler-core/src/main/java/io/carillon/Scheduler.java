package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.internal.engine.Engine;
import io.carillon.internal.engine.Engine.NodeParts;
import io.carillon.internal.engine.EventBus;
import io.carillon.internal.engine.Registry;
import io.carillon.internal.engine.ZonesInEffect;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.spi.RunStore.Published;
import io.carillon.spi.RunStore.Submitted;
import io.carillon.spi.Store;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler: plans tasks, runs them on this node's threads, keeps their history. Made by {@link
 * #builder()}, set to work by {@link #start()}, ended by {@link #close()}. Thread-safe.
 *
 * <p>Several nodes may share one store; each occurrence of a task runs on one of them.
 */
public final class Scheduler implements AutoCloseable {

  private final Store store;
  private final SchedulerSettings settings;
  private final ZonesInEffect zones;
  private final EventBus events;
  private final Engine engine;
  private final Registry registry;
  private final Tasks tasks;
  private final Runs runs;
  private final Interpreter interpreter;
  private boolean started;

  /** What definitions are held to, and who reads those in words. */
  record Rules(Limits limits, Interpreter interpreter) {}

  Scheduler(Store store, NodeParts parts, Registry registry, Engine engine, Rules rules) {
    this.store = store;
    this.settings = parts.settings();
    this.zones = parts.zones();
    this.events = parts.events();
    this.engine = engine;
    this.registry = registry;
    this.tasks =
        new Tasks(
            store,
            zones,
            definition -> registry.check(definition, this::handlersElsewhere),
            event -> {
              events.on(event);
              engine.wake();
            },
            rules.limits());
    this.interpreter = rules.interpreter();
    this.runs = new Runs(store, events, engine::wake, engine::cancel);
  }

  /** Starts a scheduler with a memory store, the standard settings and the built-in executors. */
  public static SchedulerBuilder builder() {
    return new SchedulerBuilder();
  }

  private Set<String> handlersElsewhere() {
    return store.nodes().stream()
        .filter(node -> node.until().isAfter(store.clock().now()))
        .flatMap(node -> node.handlers().stream())
        .collect(Collectors.toSet());
  }

  /**
   * Sets the node to work; does nothing when it is disabled or was started.
   *
   * @return this
   */
  public synchronized Scheduler start() {
    if (settings.enabled() && !started) {
      started = true;
      engine.start();
    }
    return this;
  }

  /**
   * Saves what the host's code declares. All or none: every fault of all definitions is told at
   * once.
   *
   * @throws InvalidDefinitionException with every fault
   */
  public void declare(Definition... definitions) {
    declare(List.of(definitions));
  }

  /**
   * Saves what the host's code declares. All or none: every fault of all definitions is told at
   * once.
   *
   * @throws InvalidDefinitionException with every fault
   */
  public void declare(List<? extends Definition> definitions) {
    List<Problem> problems = new ArrayList<>();
    Set<TaskKey> seen = new java.util.HashSet<>();
    for (Definition definition : definitions) {
      String name = "\"" + definition.key() + "\"";
      tasks.declarationProblems(definition).forEach(problem -> problems.add(problem.under(name)));
      if (!seen.add(definition.key())) {
        problems.add(Problem.of(name, "is declared twice.", "Give each task a name of its own."));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("The declaration", problems);
    }
    definitions.forEach(tasks::declare);
  }

  /** The tasks and flows. */
  public Tasks tasks() {
    return tasks;
  }

  /** The runs. */
  public Runs runs() {
    return runs;
  }

  /**
   * Runs a task of the default namespace now.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public RunId run(String task) {
    return submit(Submission.of(task));
  }

  /**
   * Runs a task of the default namespace now, with this payload.
   *
   * @throws UnknownTaskException when there is no such task
   */
  public RunId run(String task, JsonNode payload) {
    return submit(Submission.of(task).withPayload(payload));
  }

  /**
   * Makes one run.
   *
   * @return the run; the known one when the submission's key was used before
   * @throws UnknownTaskException when there is no such task
   */
  public RunId submit(Submission submission) {
    RunId run = submit(List.of(submission)).get(0).run();
    if (run == null) {
      throw UnknownTaskException.named(submission.task());
    }
    return run;
  }

  /** Makes runs, in one transaction. Answers in the same order; unknown tasks are answered so. */
  public List<Submitted> submit(List<Submission> submissions) {
    List<Submitted> answers = store.submit(submissions, store.clock().now());
    for (Submitted answer : answers) {
      if (answer.made()) {
        events.on(
            new SchedulerEvent(
                SchedulerEvent.Kind.RUN_SUBMITTED,
                store.clock().now(),
                answer.submission().task(),
                answer.run(),
                RunStatus.PENDING,
                ""));
      }
    }
    engine.wake();
    return answers;
  }

  /** Publishes an event; every task that listens to its topic gets a run. */
  public Published publish(Event event) {
    Published published = store.publish(List.of(event), store.clock().now()).get(0);
    engine.wake();
    return published;
  }

  /**
   * Reads a schedule in words, as if said now: a proposal to confirm, a question or a refusal.
   * Makes nothing. What the grammar does not understand goes to the {@link
   * SchedulerBuilder#phraseReader}, if there is one: this method then blocks until it answers, and
   * the answer says where it comes from ({@link io.carillon.phrase.Source}).
   *
   * @param zone of the person who says it: {@link #zone} knows it
   */
  public PhraseResult interpret(String words, ZoneId zone) {
    return interpret(words, zone, false);
  }

  PhraseResult interpret(String words, ZoneId zone, boolean grammarOnly) {
    return interpreter.read(words, phraseContext(zone), grammarOnly);
  }

  /** Whether words that the grammar does not understand are given to a reader. */
  public boolean hasPhraseReader() {
    return interpreter.hasReader();
  }

  PhraseContext phraseContext(ZoneId zone) {
    LocalDateTime now = LocalDateTime.ofInstant(store.clock().now(), zone);
    return interpreter.widened(
        PhraseContext.at(now, zone)
            .withChannels(registry.channels())
            .withTools(registry.tools())
            .withCalendars(store.calendars()));
  }

  /**
   * Drafts a task of words, as if said now. Saves nothing: show the draft, and save its definition
   * once a person confirms it.
   *
   * @param zone of the person who says it
   */
  public Draft draft(String words, ZoneId zone) {
    return draft(DraftRequest.of(words).withZone(zone));
  }

  /**
   * Drafts a task of words, as if said now. Saves nothing.
   *
   * @throws InvalidDefinitionException when the request names a reading that there is not, or what
   *     cannot be an owner or a namespace
   */
  public Draft draft(DraftRequest request) {
    return new Drafts(this, registry)
        .of(
            request,
            request
                .zone()
                .orElseGet(() -> zone(request.namespace(), request.owner().orElse(null))));
  }

  /**
   * Shows when triggers would fire if they were a task's now: their union, with this scheduler's
   * calendars.
   *
   * @param triggers of any kinds, any number
   * @param zone of triggers that name none
   * @param n how many fires, 0 to {@value Preview#MOST_FIRES}
   * @throws InvalidDefinitionException when a trigger names an unknown calendar
   */
  public Preview preview(List<Trigger> triggers, ZoneId zone, int n) {
    Instant now = store.clock().now();
    return Preview.of(triggers, new FireTimes.Setting(zone, now, "", store.calendars()), now, n);
  }

  /**
   * Shows when a definition would fire if it were saved now, spread and zone in effect included.
   *
   * @param n how many fires, 0 to {@value Preview#MOST_FIRES}
   * @throws InvalidDefinitionException when a trigger names an unknown calendar, or a schedule in
   *     words is not certain
   */
  public Preview preview(Definition definition, int n) {
    return tasks.preview(definition, n);
  }

  /**
   * The zone in effect for tasks that name none: their owner's, else the scheduler's.
   *
   * @param owner null: nobody's
   * @throws IllegalStateException when the owner's zone cannot be found out
   */
  public ZoneId zone(String namespace, @Nullable String owner) {
    return zones.of(namespace, owner);
  }

  /** The names of this node's channels. */
  public Set<String> channels() {
    return registry.channels();
  }

  /** What this node can run: types of actions, and Java handlers as {@code java/name}. */
  public Set<String> handlers() {
    return registry.handlers();
  }

  /** Looks for work at once: for runs that reached the store by another way than this object. */
  public void wake() {
    engine.wake();
  }

  /** Adds a listener; what is returned takes it off again. */
  public Runnable listen(SchedulerListener listener) {
    return events.add(listener);
  }

  /** How this node is. */
  public Health health() {
    Health health = engine.health();
    return settings.enabled()
        ? health
        : new Health(
            Health.State.DISABLED,
            health.node(),
            health.problems(),
            0,
            health.capacity(),
            null,
            0,
            health.clockOffsetMicros());
  }

  public SchedulerSettings settings() {
    return settings;
  }

  /** The store, for what this class does not offer. */
  public Store store() {
    return store;
  }

  /**
   * Starts nothing new, waits for what runs as long as the settings say, then interrupts it and
   * frees it for other nodes. Closes the store.
   */
  @Override
  public void close() {
    engine.close();
    store.close();
  }
}
