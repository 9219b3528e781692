package io.carillon.internal.phrase;

import io.carillon.Trigger;
import io.carillon.phrase.Understood;
import java.util.List;

/** What came of reading a phrase. */
public sealed interface Answer {

  /** A schedule, and the triggers that keep it. */
  record Scheduled(
      PhraseSchedule schedule,
      List<Trigger> triggers,
      Words words,
      List<Understood> understood,
      Basis basis)
      implements Answer {

    public String language() {
      return basis.language();
    }

    public List<String> assumptions() {
      return basis.assumptions();
    }
  }

  /** What is not the schedule. */
  record Words(String name, String instruction, List<String> tools, List<String> channels) {}

  /** In which language the phrase was read, and what was assumed. */
  record Basis(String language, List<String> assumptions) {}

  /** A question. */
  record Asked(String question, List<Choice> choices, String language) implements Answer {}

  /** One answer to a question. */
  record Choice(String label, PhraseSchedule schedule, List<Trigger> triggers) {}

  /** A refusal. */
  record Refused(String why) implements Answer {}
}
