package io.carillon.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SchedulerSettings;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.Task;
import io.carillon.internal.redact.Redactor;
import io.carillon.spi.Executor;
import io.carillon.spi.IdSource;
import io.carillon.spi.Launcher;
import io.carillon.spi.Rows.LogRow;
import io.carillon.spi.Rows.StepRow;
import io.carillon.spi.RunStore.Applied;
import io.carillon.spi.RunStore.Settled;
import io.carillon.spi.RunStore.Settlement;
import io.carillon.spi.Store;
import io.carillon.spi.Tables;
import io.carillon.spi.TaskStore.Change;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of work that ends while its node closes. */
@Timeout(20)
class ClosingTest {

  private static final Instant NOW = Instant.parse("2026-03-04T09:00:00Z");

  private final IdSource ids = IdSource.timeOrdered();
  private final Store store = Store.over(Tables.inMemory(() -> NOW, 100), ids);
  private final List<Launcher.Work> launched = new ArrayList<>();

  @AfterEach
  void close() {
    store.close();
  }

  /** A writer that has stopped: what it is handed is never written. */
  private static final class Stopped implements Writes {

    @Override
    public void settle(
        Settlement settlement, Consumer<Settled> answer, Consumer<RuntimeException> failed) {}

    @Override
    public Applied journal(StepRow step) {
      return Applied.REFUSED;
    }

    @Override
    public void log(LogRow line) {}

    @Override
    public <T> T ask(Callable<T> question) {
      throw new IllegalStateException("stopped");
    }
  }

  private static final class Work implements Executor {

    @Override
    public String handler() {
      return "java/work";
    }

    @Override
    public List<Problem> check(ObjectNode config) {
      return List.of();
    }

    @Override
    public Outcome execute(RunContext context) {
      return context.isCancelled() ? new Outcome.Cancelled("interrupted") : Outcome.success("done");
    }
  }

  private NodeLoop loop(Writes writes) {
    SchedulerSettings settings = SchedulerSettings.standard();
    Registry registry = new Registry(List.of(new Work()), List.of());
    Workshop shop =
        new Workshop(
            store, settings, writes, Timer.NEVER, Redactor::standard, event -> {}, () -> {});
    Lease lease = new Lease(store, settings, ids, registry.handlers());
    return new NodeLoop(shop, registry, launched::add, Runnable::run, lease);
  }

  /** A run that the node has claimed and launched. */
  private RunId launchedRun(NodeLoop loop) {
    Task task = Task.named("t").handler("work").build();
    store.save(task, new Change(null, "bob", StoredTask.Source.RUNTIME, ZoneOffset.UTC), NOW);
    store.submit(List.of(Submission.of("t")), NOW);
    loop.step();
    assertThat(launched).hasSize(1);
    return launched.get(0).claimed().id();
  }

  private RunStatus status(RunId run) {
    return store.run(run).orElseThrow().status();
  }

  @Test
  void anEndThatTheWriterDidNotTakeAnyMoreLeavesTheRunToOtherNodes() {
    NodeLoop loop = loop(new Stopped());
    RunId run = launchedRun(loop);
    launched.get(0).run();
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);
    loop.handBackAll();
    assertThat(status(run)).isEqualTo(RunStatus.PENDING);
  }

  @Test
  void aRunThatCouldNotBeGivenBackAloneIsGivenBackWithTheRest() {
    NodeLoop loop = loop(new Stopped());
    RunId run = launchedRun(loop);
    loop.interruptAll();
    launched.get(0).run();
    assertThat(loop.running()).isEqualTo(1);
    loop.handBackAll();
    assertThat(status(run)).isEqualTo(RunStatus.PENDING);
  }

  @Test
  void anEndThatWasWrittenStaysWhateverIsGivenBack() {
    NodeLoop loop = loop(new InlineWrites(store));
    RunId run = launchedRun(loop);
    launched.get(0).run();
    loop.handBackAll();
    assertThat(status(run)).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void nothingWaitsForAWriterThatHasStopped() throws Exception {
    WriterThread writer = new WriterThread(store, "writer");
    assertThat(writer.ask(() -> "asked")).isEqualTo("asked");
    writer.close();
    assertThatThrownBy(() -> writer.ask(() -> "never"))
        .hasMessage("The node has closed and asks its store nothing more.");
  }
}
