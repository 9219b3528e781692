package io.carillon;

import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Reading;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What words would make: nothing is saved. For a {@link Proposal} there is a task to show with its
 * next fires and, once a person confirms it, to save as any other. Immutable.
 */
public final class Draft {

  private final PhraseResult result;
  private final FireTimes.Setting setting;
  private final @Nullable Task task;
  private final List<Problem> problems;
  private final List<String> remarks;

  Draft(
      PhraseResult result,
      FireTimes.Setting setting,
      @Nullable Task task,
      List<Problem> problems,
      List<String> remarks) {
    this.result = result;
    this.setting = setting;
    this.task = task;
    this.problems = List.copyOf(problems);
    this.remarks = List.copyOf(remarks);
  }

  /** How the words were read: a proposal, a question or a refusal. */
  public PhraseResult result() {
    return result;
  }

  /**
   * The task to confirm, its zone written out; empty for a question or a refusal. Its name was free
   * when the draft was made.
   */
  public Optional<Task> definition() {
    return Optional.ofNullable(task);
  }

  /** Why the task could not be saved as it is: limits, a channel that wants settings. */
  public List<Problem> problems() {
    return problems;
  }

  /** What was filled in beyond the words, one sentence each, in English. */
  public List<String> remarks() {
    return remarks;
  }

  /** When the words were read; the first fires of {@link #preview(int)} come after it. */
  public Instant readAt() {
    return setting.anchor();
  }

  /**
   * The next fires and what else there is to know of the task's schedule; empty for a question or a
   * refusal.
   *
   * @param n how many fires, 0 to {@value Preview#MOST_FIRES}
   */
  public Optional<Preview> preview(int n) {
    return preview(readAt(), n);
  }

  /** The same for the fires after an instant. */
  public Optional<Preview> preview(Instant from, int n) {
    return definition().map(made -> Preview.of(made.triggers(), setting, from, n));
  }

  /** The same for one reading of a question, so that a person can choose by the fires. */
  public Preview preview(Reading reading, Instant from, int n) {
    return Preview.of(reading.triggers(), setting, from, n);
  }
}
