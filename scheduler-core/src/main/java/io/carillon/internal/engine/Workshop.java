package io.carillon.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.RunCause;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerListener;
import io.carillon.SchedulerSettings;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.TaskControl;
import io.carillon.TaskKey;
import io.carillon.UnknownTaskException;
import io.carillon.internal.redact.Redactor;
import io.carillon.spi.Rows.RunRow;
import io.carillon.spi.RunStore.Submitted;
import io.carillon.spi.Store;
import io.carillon.spi.TaskStore.ResumeFrom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What attempts work with: the store, the ways to it, and the node's settings. */
record Workshop(
    Store store,
    SchedulerSettings settings,
    Writes writes,
    Timer timer,
    Supplier<Redactor> redaction,
    SchedulerListener events,
    Runnable wake) {

  /** What takes secrets out; ask again for each write, it learns new ones. */
  Redactor redactor() {
    return redaction.get();
  }

  void tell(SchedulerEvent.Kind kind, RunRow run, String text) {
    tell(kind, run, RunStatus.RUNNING, text);
  }

  void tell(SchedulerEvent.Kind kind, RunRow run, RunStatus status, String text) {
    events.on(new SchedulerEvent(kind, store.clock().now(), run.task(), run.id(), status, text));
  }

  /** Tasks of one namespace, for a run. */
  TaskControl control(String namespace, String actor) {
    return new TaskControl() {
      @Override
      public RunId run(String task, JsonNode payload) {
        Submission submission =
            Submission.of(new TaskKey(namespace, task))
                .withPayload(payload)
                .by(RunCause.API, actor);
        Submitted answer = ask(() -> store.submit(List.of(submission), store.clock().now()).get(0));
        if (answer.run() == null) {
          throw UnknownTaskException.named(submission.task());
        }
        wake.run();
        return answer.run();
      }

      @Override
      public void pause(String task, String reason) {
        StoredTask stored = find(task);
        ask(() -> store.pause(stored.id(), reason, actor, store.clock().now()));
      }

      @Override
      public void resume(String task) {
        StoredTask stored = find(task);
        ask(() -> store.resume(stored.id(), ResumeFrom.NOW, actor, store.clock().now()));
        wake.run();
      }

      private StoredTask find(String task) {
        TaskKey key = new TaskKey(namespace, task);
        return ask(() -> store.find(key)).orElseThrow(() -> UnknownTaskException.named(key));
      }
    };
  }

  private <T> T ask(Callable<T> question) {
    try {
      return writes.ask(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunAbandonedException("The run was asked to end.");
    }
  }
}
