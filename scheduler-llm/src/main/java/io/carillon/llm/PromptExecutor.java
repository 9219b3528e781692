package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.Effect;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.RunContext;
import io.carillon.Step;
import io.carillon.StepKind;
import io.carillon.spi.Executor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does actions of type {@code prompt}: puts values into a prompt, asks a model, calls the tools it
 * asks for, and gives its text, or its JSON when a schema is set. The prompt as sent, every answer
 * and every tool's result are journaled steps, so a retry pays for nothing that was recorded.
 *
 * <p>Settings: {@code model}, {@code system}, {@code prompt} or {@code messages} ({@code role},
 * {@code text}), {@code variables}, {@code temperature} (0 to 2), {@code maxTokens} of one answer,
 * {@code tools} (names; none unless listed), {@code output} ({@code name}, {@code schema}), {@code
 * maxRounds} (default 8), {@code maxCost} (dollars), {@code maxTokensTotal} (of the whole run).
 */
public final class PromptExecutor implements Executor {

  /** The type of the actions it does. */
  public static final String HANDLER = "prompt";

  private final Models models;
  private final Tools tools;
  private final int longestPrompt;
  private final Duration rateLimitWait;

  private PromptExecutor(Models models, Tools tools, int longestPrompt, Duration rateLimitWait) {
    this.models = Objects.requireNonNull(models, "models");
    this.tools = Objects.requireNonNull(tools, "tools");
    this.longestPrompt = longestPrompt;
    this.rateLimitWait = rateLimitWait;
  }

  /** An executor over these models; prompts up to 400,000 characters, waits of 30 seconds. */
  public static PromptExecutor of(Models models, Tools tools) {
    return new PromptExecutor(models, tools, 400_000, Duration.ofSeconds(30));
  }

  /**
   * A copy that refuses longer prompts.
   *
   * @param characters most characters of all messages together, values put in; at least 1
   */
  public PromptExecutor withLongestPrompt(int characters) {
    if (characters < 1) {
      throw new IllegalArgumentException("Longest prompt: write 1 character or more.");
    }
    return new PromptExecutor(models, tools, characters, rateLimitWait);
  }

  /**
   * A copy with another wait.
   *
   * @param wait after a 429 that does not say how long; positive
   */
  public PromptExecutor withRateLimitWait(Duration wait) {
    if (wait.isNegative() || wait.isZero()) {
      throw new IllegalArgumentException("Wait after a rate limit: write a positive duration.");
    }
    return new PromptExecutor(models, tools, longestPrompt, wait);
  }

  @Override
  public String handler() {
    return HANDLER;
  }

  /**
   * A prompt with the words as they are, for the only model. With several models the draft names
   * none, and its problems say which there are.
   */
  @Override
  public Optional<Action> drafted(String instruction, List<String> named) {
    if (models.names().isEmpty()) {
      return Optional.empty();
    }
    Prompt prompt = Prompt.of(Template.literally(instruction));
    return Optional.of(
        (named.isEmpty() ? prompt : prompt.tools(named.toArray(String[]::new))).action());
  }

  @Override
  public Set<String> toolNames() {
    return Set.copyOf(tools.names());
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    List<Problem> problems = new ArrayList<>();
    new PromptReader(models, tools).read(config, problems);
    return List.copyOf(problems);
  }

  @Override
  public Outcome execute(RunContext run) throws Exception {
    List<Problem> problems = new ArrayList<>();
    PromptConfig config = new PromptReader(models, tools).read(run.config(), problems);
    if (!problems.isEmpty()) {
      return invalid(problems);
    }
    try {
      Step step = Step.named("prompt").kind(StepKind.INPUT).effect(Effect.READ_ONLY);
      Step.Result rendered = run.step(step, () -> Step.Result.of(render(config, run).toJson()));
      RenderedPrompt prompt = RenderedPrompt.fromJson(rendered.response());
      if (models.find(prompt.model()).isEmpty()) {
        return invalid(List.of(models.notChosen(prompt.model())));
      }
      return new PromptRun(run, config, prompt, models, tools).execute();
    } catch (Unrenderable e) {
      return invalid(e.problems);
    } catch (LlmException e) {
      return LlmOutcomes.of(e, run.now(), rateLimitWait);
    } catch (RejectedAnswer e) {
      return Outcome.failure(e.kind(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled("Interrupted while a tool was called.");
    }
  }

  Models models() {
    return models;
  }

  Tools tools() {
    return tools;
  }

  int longestPrompt() {
    return longestPrompt;
  }

  private RenderedPrompt render(PromptConfig config, RunContext run) throws Unrenderable {
    List<Problem> problems = new ArrayList<>();
    RenderedPrompt prompt = RenderedPrompt.of(config, run, this, problems);
    if (!problems.isEmpty()) {
      throw new Unrenderable(problems);
    }
    return prompt;
  }

  private static Outcome invalid(List<Problem> problems) {
    return Outcome.failure(
        FailureKind.INVALID,
        problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
  }

  /** Leaves the step that renders, so that nothing is journaled. */
  private static final class Unrenderable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    Unrenderable(List<Problem> problems) {
      super("The prompt cannot be rendered.");
      this.problems = List.copyOf(problems);
    }
  }
}
