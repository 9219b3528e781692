package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.FailureKind;
import io.carillon.Problem;
import io.carillon.Usage;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Refusal;
import io.carillon.spi.PhraseReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that reads phrases where the grammar is at a loss. It is asked for a schedule in local
 * time of a fixed shape: no cron expression, no instant. Its answer goes through the codec and the
 * checks of all triggers, every word of the person must be accounted for, and it can name only
 * channels, tools and calendars that are registered. What is wrong is sent back once; a second
 * wrong answer is none. Thread-safe.
 *
 * <p>One phrase costs one call, or two. They are not runs: no journal keeps them and no budget of a
 * task counts them; {@link #used()} and the log do.
 */
public final class PhraseModel implements PhraseReader {

  private static final Logger LOG = LoggerFactory.getLogger(PhraseModel.class);
  private static final int MOST_AT_ONCE = 4;
  private static final int MOST_FAULTS = 20;

  private final LlmClient client;
  private final PriceTable prices;
  private final String model;
  private final Set<String> tools;
  private final Bounds bounds;
  private final Semaphore calls = new Semaphore(MOST_AT_ONCE);
  private final AtomicReference<Usage> used = new AtomicReference<>(Usage.NONE);

  private record Bounds(Duration timeout, int maxTokens) {}

  private PhraseModel(
      LlmClient client, PriceTable prices, String model, Set<String> tools, Bounds bounds) {
    this.client = client;
    this.prices = prices;
    this.model = model;
    this.tools = tools;
    this.bounds = bounds;
  }

  /**
   * A reader that asks one of the models; 20 seconds a call, 4,000 tokens an answer, 4 phrases at
   * once.
   *
   * @param model the name it is registered under
   * @param tools those that words may name
   * @throws IllegalArgumentException when no such model is registered
   */
  public static PhraseModel of(Models models, String model, Tools tools) {
    LlmClient client =
        models
            .find(model)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No model \""
                            + model
                            + "\" is registered. "
                            + models.notChosen(model).fix()));
    return new PhraseModel(
        client,
        models.prices(),
        model,
        Set.copyOf(tools.names()),
        new Bounds(Duration.ofSeconds(20), 4_000));
  }

  /**
   * A copy with another patience.
   *
   * @param timeout for one call, of which there may be two; positive
   */
  public PhraseModel withTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("Timeout of a phrase: write a positive duration.");
    }
    return new PhraseModel(client, prices, model, tools, new Bounds(timeout, bounds.maxTokens()));
  }

  /**
   * A copy with another bound.
   *
   * @param tokens most tokens of one answer, reasoning included; at least 1
   */
  public PhraseModel withMaxTokens(int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("Most tokens of an answer: write 1 or more.");
    }
    return new PhraseModel(client, prices, model, tools, new Bounds(bounds.timeout(), tokens));
  }

  @Override
  public Set<String> tools() {
    return new TreeSet<>(tools);
  }

  /** What all calls since this object was made used and cost. */
  public Usage used() {
    return Objects.requireNonNull(used.get());
  }

  @Override
  public PhraseResult read(String words, PhraseContext context, Refusal refusal) throws Exception {
    if (words.length() > Phrases.LONGEST) {
      return refusal;
    }
    if (!calls.tryAcquire()) {
      throw new RejectedAnswer(
          FailureKind.ERROR, MOST_AT_ONCE + " phrases are being read already.");
    }
    try {
      return ask(words, context);
    } finally {
      calls.release();
    }
  }

  private PhraseResult ask(String words, PhraseContext context) throws Exception {
    OutputSchema schema = PhraseSchema.of(context);
    List<LlmMessage> messages =
        new ArrayList<>(
            PhrasePrompt.messages(words, context, client.enforcesSchema() ? null : schema));
    LlmMessage.Assistant first = answer(messages, schema);
    Judged judged = judge(first, schema, new PhraseAnswer(words, context));
    if (judged.result().isEmpty()) {
      messages.add(first);
      messages.add(PhrasePrompt.repair(judged.faults()));
      judged = judge(answer(messages, schema), schema, new PhraseAnswer(words, context));
    }
    List<String> places = judged.places();
    return judged
        .result()
        .orElseThrow(
            () ->
                new RejectedAnswer(
                    FailureKind.INVALID,
                    "The answer of \"" + model + "\" was wrong, also after one repair: " + places));
  }

  /**
   * What an answer came to.
   *
   * @param faults for the model, with values
   * @param places for the log, without them
   */
  private record Judged(Optional<PhraseResult> result, List<String> faults, List<String> places) {}

  private static Judged judge(
      LlmMessage.Assistant message, OutputSchema schema, PhraseAnswer reader) {
    StructuredAnswer answer = StructuredAnswer.read(message.text(), schema);
    JsonNode value = answer.value();
    if (value == null || !answer.faults().isEmpty()) {
      return new Judged(Optional.empty(), answer.faults(), answer.faults());
    }
    Optional<PhraseResult> result = reader.read(value);
    List<Problem> problems = reader.problems();
    return new Judged(
        result,
        problems.stream().limit(MOST_FAULTS).map(Problem::toString).toList(),
        problems.stream().map(Problem::where).distinct().toList());
  }

  private LlmMessage.Assistant answer(List<LlmMessage> messages, OutputSchema schema)
      throws Exception {
    LlmRequest.Settings settings = new LlmRequest.Settings(null, bounds.maxTokens());
    LlmResponse response = call(new LlmRequest(messages, settings, List.of(), schema));
    return switch (response.finish()) {
      case LENGTH ->
          throw new RejectedAnswer(
              FailureKind.INVALID, "The answer was cut at " + bounds.maxTokens() + " tokens.");
      case FILTERED ->
          throw new RejectedAnswer(
              FailureKind.INVALID, "The provider's content filter withheld the answer.");
      case STOP, TOOLS, OTHER -> response.message();
    };
  }

  /** One call. It is left behind when it takes too long; what it used is counted all the same. */
  private LlmResponse call(LlmRequest request) throws Exception {
    FutureTask<LlmResponse> call = new FutureTask<>(() -> counted(request));
    Thread thread = new Thread(call, "carillon-phrase");
    thread.setDaemon(true);
    thread.start();
    try {
      return call.get(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new LlmException(
          LlmException.Kind.TIMEOUT, "No answer within " + bounds.timeout() + ".");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      call.cancel(true);
    }
  }

  private LlmResponse counted(LlmRequest request) throws LlmException {
    LlmResponse response = client.call(request);
    Usage usage = Spent.on(request, response, prices, model).usage();
    used.accumulateAndGet(usage, Usage::plus);
    LOG.info(
        "A phrase was read by {}: {} tokens in, {} out, {}.",
        model,
        usage.input(),
        usage.output(),
        usage.cost());
    return response;
  }
}
