package io.carillon;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Source;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.PhraseReader;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked what a phrase means, and what is done with the answer. */
class InterpretTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** A Wednesday, 10:00 in Paris. */
  private static final ClusterClock CLOCK = () -> Instant.parse("2026-03-04T09:00:00Z");

  private static final String UNKNOWN = "chaque fois que le coq chante";
  private static final String REFUSED =
      "There is no day, time or interval in these words. Say when, such as \"every Monday at 9\""
          + " or \"in 2 hours\".";
  private static final String NO_ANSWER =
      REFUSED + " A model was asked too and gave no usable answer.";

  private final List<String> asked = new ArrayList<>();
  private final List<PhraseContext> contexts = new ArrayList<>();

  private interface Body {
    PhraseResult read(String words) throws Exception;
  }

  private PhraseResult interpret(String words, Body body) {
    PhraseReader reader =
        new PhraseReader() {
          @Override
          public PhraseResult read(String words, PhraseContext context, Refusal refusal)
              throws Exception {
            asked.add(words);
            contexts.add(context);
            return body.read(words);
          }

          @Override
          public Set<String> tools() {
            return Set.of("web search");
          }
        };
    try (Scheduler scheduler = Scheduler.builder().clock(CLOCK).phraseReader(reader).build()) {
      return scheduler.interpret(words, PARIS);
    }
  }

  private static Proposal proposal(Trigger trigger, List<String> tools, List<String> channels) {
    return new Proposal(
        List.of(trigger),
        PARIS,
        "daily",
        new Proposal.Work("coq", "sing", tools, channels),
        new Proposal.Meaning(UNKNOWN, "fr", List.of(), List.of()));
  }

  private static final Trigger SIX = Trigger.cron("0 6 * * *").withZone(PARIS);

  @Test
  void whatTheGrammarDoesNotUnderstandGoesToTheReaderAndIsMarked() {
    PhraseResult result =
        interpret(UNKNOWN, words -> proposal(SIX, List.of("web search"), List.of("inbox")));

    Proposal proposal = (Proposal) result;
    assertThat(proposal.meaning().source()).isEqualTo(Source.MODEL);
    assertThat(proposal.confidence()).isEqualTo(0.5);
    assertThat(proposal.triggers()).containsExactly(SIX);
    assertThat(asked).containsExactly(UNKNOWN);
    PhraseContext context = contexts.get(0);
    assertThat(context.now()).isEqualTo(LocalDateTime.of(2026, 3, 4, 10, 0));
    assertThat(context.zone()).isEqualTo(PARIS);
    assertThat(context.channels()).contains("inbox", "log");
    assertThat(context.tools()).containsExactly("web search");
  }

  @Test
  void theSameWordsAreNotPaidTwiceWithinMinutes() {
    AtomicReference<Instant> now = new AtomicReference<>(CLOCK.now());
    PhraseReader reader =
        (words, context, refusal) -> {
          asked.add(words);
          return proposal(SIX, List.of(), List.of());
        };
    try (Scheduler scheduler = Scheduler.builder().clock(now::get).phraseReader(reader).build()) {
      PhraseResult first = scheduler.interpret(UNKNOWN, PARIS);
      now.set(now.get().plusSeconds(299));
      assertThat(scheduler.interpret(UNKNOWN, PARIS)).isSameAs(first);
      assertThat(asked).hasSize(1);

      scheduler.interpret(UNKNOWN, ZoneId.of("Asia/Tokyo"));
      assertThat(asked).hasSize(2);
      now.set(now.get().plusSeconds(1));
      scheduler.interpret(UNKNOWN, PARIS);
      assertThat(asked).hasSize(3);
    }
  }

  @Test
  void aRequestMayAskTheGrammarAlone() {
    PhraseReader reader =
        (words, context, refusal) -> {
          throw new AssertionError("asked");
        };
    try (Scheduler scheduler = Scheduler.builder().clock(CLOCK).phraseReader(reader).build()) {
      DraftRequest request = DraftRequest.of(UNKNOWN).withZone(PARIS).byGrammarOnly();
      assertThat(scheduler.draft(request).result())
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(REFUSED));
      assertThat(scheduler.hasPhraseReader()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every Monday at 9 check sales", // a proposal
        "every second Tuesday at 9am", // a question
        "on 30 February at 9am", // understood, and impossible
        "on March 3rd 2020 at 9am", // past
        "", // nothing to read
      })
  void whatTheGrammarUnderstandsCostsNothing(String words) {
    PhraseResult result =
        interpret(
            words,
            any -> {
              throw new AssertionError("asked");
            });

    assertThat(asked).isEmpty();
    assertThat(result.toString()).doesNotContain("MODEL").doesNotContain("model");
  }

  @Test
  void aPhraseThatIsTooLongIsNotPassedOn() {
    interpret("x ".repeat(600), words -> new Refusal("never", Refusal.Kind.IMPOSSIBLE));

    assertThat(asked).isEmpty();
  }

  @Test
  void aReaderThatFailsLeavesTheGrammarsRefusal() {
    Refusal expected = new Refusal(NO_ANSWER, Refusal.Kind.NOT_UNDERSTOOD);

    assertThat(
            interpret(
                UNKNOWN,
                words -> {
                  throw new IOException("line cut");
                }))
        .isEqualTo(expected);
    assertThat(
            interpret(
                UNKNOWN,
                words -> {
                  throw new IllegalStateException();
                }))
        .isEqualTo(expected);
  }

  @Test
  void anInterruptIsKeptAndAnswered() {
    PhraseResult result =
        interpret(
            UNKNOWN,
            words -> {
              throw new InterruptedException();
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isEqualTo(new Refusal(NO_ANSWER, Refusal.Kind.NOT_UNDERSTOOD));
  }

  @Test
  void theReadersOwnRefusalIsToldBesideTheGrammars() {
    assertThat(
            interpret(
                UNKNOWN,
                words -> new Refusal("No cock crows by the clock.", Refusal.Kind.IMPOSSIBLE)))
        .isEqualTo(
            new Refusal(
                REFUSED + " A model was asked too: No cock crows by the clock.",
                Refusal.Kind.NOT_UNDERSTOOD));
  }

  @Test
  void aQuestionOfTheReaderIsMarkedToo() {
    Question question =
        (Question)
            interpret(
                UNKNOWN,
                words ->
                    new Question("Which hour?", List.of(new Reading("6", List.of(SIX), "at 6"))));

    assertThat(question.source()).isEqualTo(Source.MODEL);
    assertThat(question.readings()).hasSize(1);
  }

  @Test
  void whatIsNotRegisteredOrCannotFireIsNotPassedOn() {
    Refusal expected = new Refusal(NO_ANSWER, Refusal.Kind.NOT_UNDERSTOOD);
    List<PhraseResult> impossible =
        List.of(
            proposal(SIX, List.of("shell"), List.of()),
            proposal(SIX, List.of(), List.of("pager")),
            proposal(Trigger.manual(), List.of(), List.of()),
            proposal(Trigger.onEvent("cock.crows"), List.of(), List.of()),
            proposal(Trigger.at(Instant.parse("2026-03-04T08:00:00Z")), List.of(), List.of()),
            proposal(SIX.endingAt(Instant.parse("2026-03-01T00:00:00Z")), List.of(), List.of()),
            new Question(
                "Which?", List.of(new Reading("never", List.of(Trigger.manual()), "never"))));

    assertThat(impossible)
        .allSatisfy(result -> assertThat(interpret(UNKNOWN, words -> result)).isEqualTo(expected));
    assertThat(asked).hasSize(impossible.size());
  }

  @Test
  void withoutAReaderTheGrammarsRefusalStands() {
    try (Scheduler scheduler = Scheduler.builder().clock(CLOCK).build()) {
      assertThat(scheduler.interpret(UNKNOWN, PARIS))
          .isEqualTo(new Refusal(REFUSED, Refusal.Kind.NOT_UNDERSTOOD));
    }
  }
}
