package io.carillon;

import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.ProposalCheck;
import io.carillon.phrase.Question;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Source;
import io.carillon.spi.PhraseReader;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads phrases with the grammar, and where the grammar is at a loss with the host's reader, whose
 * answer is checked and marked. Whatever becomes of that reader, a person gets an answer.
 */
final class Interpreter {

  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);
  private static final String NO_ANSWER = "A model was asked too and gave no usable answer.";

  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 64;

  private final @Nullable PhraseReader reader;

  /**
   * What the reader made of words lately. A reader that is asked twice may answer twice otherwise,
   * and is paid twice; a person who chooses one of its readings means the ones that were shown.
   */
  private final Map<Asked, Answered> answers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Answered> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Asked(String words, ZoneId zone) {}

  private record Answered(LocalDateTime at, PhraseResult result) {
    LocalDateTime until() {
      return at.plus(REMEMBERED);
    }
  }

  /**
   * @param reader null for none
   */
  Interpreter(@Nullable PhraseReader reader) {
    this.reader = reader;
  }

  boolean hasReader() {
    return reader != null;
  }

  /**
   * What the words mean.
   *
   * @param grammarOnly never ask the reader, whatever becomes of the words
   */
  PhraseResult read(String words, PhraseContext context, boolean grammarOnly) {
    PhraseResult result = Phrases.read(words, context);
    if (grammarOnly || reader == null) {
      return result;
    }
    return result instanceof Refusal refusal && refusal.kind() == Refusal.Kind.NOT_UNDERSTOOD
        ? remembered(reader, words, context, refusal)
        : result;
  }

  /** The context with the tools that the reader knows besides. */
  PhraseContext widened(PhraseContext context) {
    if (reader == null) {
      return context;
    }
    Set<String> tools = new TreeSet<>(context.tools());
    tools.addAll(reader.tools());
    return context.withTools(tools);
  }

  /** The reader's answer, or the one it gave to the same words a moment ago. */
  private PhraseResult remembered(
      PhraseReader other, String words, PhraseContext context, Refusal refusal) {
    Asked asked = new Asked(words, context.zone());
    Answered known = answered(asked);
    if (known != null
        && !context.now().isBefore(known.at())
        && context.now().isBefore(known.until())) {
      return known.result();
    }
    PhraseResult result = second(other, words, context, refusal);
    if (!(result instanceof Refusal)) {
      remember(asked, new Answered(context.now(), result));
    }
    return result;
  }

  private synchronized @Nullable Answered answered(Asked asked) {
    return answers.get(asked);
  }

  private synchronized void remember(Asked asked, Answered answered) {
    answers.put(asked, answered);
  }

  private static PhraseResult second(
      PhraseReader reader, String words, PhraseContext context, Refusal refusal) {
    try {
      PhraseResult result = marked(reader.read(words, context, refusal));
      List<Problem> problems = ProposalCheck.problems(result, context);
      if (problems.isEmpty()) {
        return result instanceof Refusal own
            ? refusal.withRemark("A model was asked too: " + own.why())
            : result;
      }
      LOG.warn(
          "What a reader made of a phrase is not possible, at: {}.",
          problems.stream().map(Problem::where).distinct().toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("A reader gave no answer to a phrase: {}", e.toString());
    }
    return refusal.withRemark(NO_ANSWER);
  }

  private static PhraseResult marked(PhraseResult result) {
    if (result instanceof Question question) {
      return new Question(question.text(), question.readings(), Source.MODEL);
    }
    if (result instanceof Proposal proposal) {
      Proposal.Meaning said = proposal.meaning();
      Proposal.Meaning marked =
          new Proposal.Meaning(
              said.phrase(), said.language(), said.words(), said.assumptions(), Source.MODEL);
      return new Proposal(
          proposal.triggers(), proposal.zone(), proposal.description(), proposal.work(), marked);
    }
    return result;
  }
}
