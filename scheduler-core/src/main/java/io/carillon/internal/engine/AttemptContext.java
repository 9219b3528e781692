package io.carillon.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.RunCause;
import io.carillon.RunContext;
import io.carillon.RunId;
import io.carillon.SchedulerEvent;
import io.carillon.Step;
import io.carillon.TaskControl;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskState;
import io.carillon.Usage;
import io.carillon.internal.json.Json;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.StateRow;
import io.carillon.spi.RunStore.Background;
import io.carillon.spi.RunStore.Claimed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One attempt as its executor sees it. */
final class AttemptContext implements RunContext, Surroundings {

  private static final int MOST_LINES = 10_000;
  private static final int LONGEST_LINE = 8_000;

  private final Claimed claimed;
  private final Workshop shop;
  private final Thread thread;
  private final AtomicReference<@Nullable Interruption> interruption = new AtomicReference<>();
  private final AtomicInteger lines = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();

  /** Apart from the other, which is held while the store is asked. */
  private final ReentrantLock ending = new ReentrantLock();

  private volatile boolean over;
  private @Nullable Background background;
  private @Nullable StepJournal journal;
  private @Nullable StateDraft state;

  AttemptContext(Claimed claimed, Workshop shop, Thread thread) {
    this.claimed = claimed;
    this.shop = shop;
    this.thread = thread;
  }

  // ---- for the engine

  Claimed claimed() {
    return claimed;
  }

  /** Asks the attempt to end, once: the first reason stays. */
  boolean interrupt(Interruption why) {
    ending.lock();
    try {
      if (over || !interruption.compareAndSet(null, why)) {
        return false;
      }
      thread.interrupt();
      return true;
    } finally {
      ending.unlock();
    }
  }

  Optional<Interruption> interruption() {
    return Optional.ofNullable(interruption.get());
  }

  /** From here on the thread belongs to somebody else and must not be interrupted. */
  void close() {
    ending.lock();
    try {
      over = true;
    } finally {
      ending.unlock();
    }
  }

  Usage spent() {
    lock.lock();
    try {
      return journal == null ? Usage.NONE : journal.spent();
    } finally {
      lock.unlock();
    }
  }

  Optional<StateRow> changedState() {
    lock.lock();
    try {
      return state == null ? Optional.empty() : state.row();
    } finally {
      lock.unlock();
    }
  }

  // ---- what the executor knows

  @Override
  public RunId runId() {
    return claimed.id();
  }

  @Override
  public TaskId taskId() {
    return claimed.run().taskId();
  }

  @Override
  public TaskKey task() {
    return claimed.run().task();
  }

  @Override
  public int taskVersion() {
    return claimed.run().taskVersion();
  }

  @Override
  public RunCause cause() {
    return claimed.run().cause();
  }

  @Override
  public int attempt() {
    return claimed.ready().failures() + 1;
  }

  @Override
  public Optional<Instant> nominal() {
    return claimed.run().occurrence().nominal();
  }

  @Override
  public Instant due() {
    return claimed.run().due();
  }

  @Override
  public Instant startedAt() {
    Instant started = claimed.ready().startedAt();
    return started == null ? claimed.run().due() : started;
  }

  @Override
  public Instant now() {
    return shop.store().clock().now();
  }

  @Override
  public ZoneId zone() {
    return claimed.task().zone().or(() -> background().zone()).orElse(shop.settings().zone());
  }

  @Override
  public Optional<Instant> previousSuccess() {
    return background().previousSuccess();
  }

  @Override
  public ObjectNode config() {
    return claimed.task().action().config();
  }

  @Override
  public JsonNode payload() {
    return Json.read(claimed.run().payload());
  }

  @Override
  public <T> T payload(Class<T> type) {
    return Json.decode(payload(), type, "The payload of task \"" + task() + "\"");
  }

  @Override
  public Map<String, JsonNode> parents() {
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    background().parents().forEach((task, json) -> outputs.put(task, Json.read(json)));
    return outputs;
  }

  @Override
  public boolean isCancelled() {
    return interruption.get() != null;
  }

  @Override
  public TaskState state() {
    Background known = background();
    lock.lock();
    try {
      if (state == null) {
        state = new StateDraft(taskId(), known.state());
      }
      return state;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TaskControl tasks() {
    return shop.control(task().namespace(), "task " + task());
  }

  private Background background() {
    lock.lock();
    try {
      if (background == null) {
        background = shop.writes().ask(() -> shop.store().background(claimed.run()));
      }
      return background;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunAbandonedException("Run " + runId() + " was asked to end.");
    } finally {
      lock.unlock();
    }
  }

  // ---- what the executor does

  @Override
  public void log(String line) {
    int number = lines.incrementAndGet();
    if (number > MOST_LINES || over) {
      return;
    }
    String text = number == MOST_LINES ? "… more lines were not kept" : shop.redactor().text(line);
    if (text.length() > LONGEST_LINE) {
      text = text.substring(0, LONGEST_LINE) + " … (cut)";
    }
    shop.writes().log(new LogRow(runId(), claimed.claim(), number, now(), text));
    shop.tell(SchedulerEvent.Kind.RUN_PROGRESS, claimed.run(), "");
  }

  @Override
  public <T> T step(String name, Class<T> type, Callable<T> body) throws Exception {
    AtomicReference<@Nullable T> made = new AtomicReference<>();
    Step.Result result =
        step(
            Step.named(name),
            () -> {
              T value = body.call();
              made.set(value);
              return Step.Result.of(Json.tree(value, "The result of step \"" + name + "\""));
            });
    T fresh = made.get();
    return fresh != null
        ? fresh
        : Json.decode(result.response(), type, "The recorded result of step \"" + name + "\"");
  }

  @Override
  public Step.Result step(Step step, Step.Body body) throws Exception {
    if (isCancelled() || over) {
      throw new RunAbandonedException("Run " + runId() + " was asked to end.");
    }
    Step.Result result = journal().step(step, body);
    shop.tell(SchedulerEvent.Kind.RUN_PROGRESS, claimed.run(), step.path());
    return result;
  }

  @Override
  public void reject(String path) {
    try {
      journal().reject(path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunAbandonedException("Run " + runId() + " was asked to end.");
    }
  }

  private StepJournal journal() {
    Background known = background();
    lock.lock();
    try {
      if (journal == null) {
        journal = new StepJournal(claimed, this, known.steps(), known.signals());
      }
      return journal;
    } finally {
      lock.unlock();
    }
  }

  // ---- surroundings of the journal

  @Override
  public Writes writes() {
    return shop.writes();
  }

  @Override
  public JsonNode redact(JsonNode json) {
    return shop.redactor().json(json);
  }

  @Override
  public String message(Throwable e) {
    return Faults.message(e, shop.redactor());
  }

  @Override
  public Step.Result timed(Step step, Step.Body body) throws Exception {
    Thread worker = Thread.currentThread();
    StepLimit limit = new StepLimit(worker);
    Timer.Call call = shop.timer().after(claimed.task().policies().stepTimeout(), limit::reached);
    try {
      return body.call();
    } catch (Exception e) {
      if (limit.wasReached() && interruption.get() == null) {
        throw new StepTimeoutException(
            "Step \""
                + step.path()
                + "\" took longer than "
                + claimed.task().policies().stepTimeout()
                + ".");
      }
      throw e;
    } finally {
      call.off();
      if (limit.end() && interruption.get() == null) {
        // The interrupt was meant for the step alone, and the step is over.
        Thread.interrupted();
      }
    }
  }
}
