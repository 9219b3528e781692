package io.carillon.spring.web;

import io.carillon.Scheduler;
import io.carillon.StoredTask;
import io.carillon.TaskId;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the task that a path names. */
record TaskLookup(Scheduler scheduler) {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** By id, or by its name in the default namespace or the one that {@code namespace} names. */
  StoredTask task(Call call) {
    String name = call.path("id");
    Optional<StoredTask> found;
    if (UUID_TEXT.matcher(name).matches()) {
      found = scheduler.tasks().find(TaskId.of(name));
    } else {
      String namespace = call.query("namespace").orElse(TaskKey.DEFAULT_NAMESPACE);
      found =
          TaskKey.isName(name) && TaskKey.isNamespace(namespace)
              ? scheduler.tasks().find(new TaskKey(namespace, name))
              : Optional.empty();
    }
    return found.orElseThrow(() -> Fault.notFound("There is no task \"" + name + "\"."));
  }

  /** A task that is not deleted. */
  StoredTask live(Call call) {
    StoredTask task = task(call);
    if (task.status() == TaskStatus.DELETED) {
      throw Fault.notFound("Task \"" + task.key() + "\" is deleted.");
    }
    return task;
  }
}
