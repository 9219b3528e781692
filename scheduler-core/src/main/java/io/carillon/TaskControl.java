package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;

/** What one task may do to others of its namespace. */
public interface TaskControl {

  /**
   * Makes a run of a task, due now.
   *
   * @throws UnknownTaskException when there is no such task
   */
  RunId run(String task, JsonNode payload);

  /**
   * Stops planning a task.
   *
   * @throws UnknownTaskException when there is no such task
   */
  void pause(String task, String reason);

  /**
   * Plans a task again from now on.
   *
   * @throws UnknownTaskException when there is no such task
   */
  void resume(String task);
}
