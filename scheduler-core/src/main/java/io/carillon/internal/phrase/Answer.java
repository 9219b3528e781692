package io.carillon.internal.phrase;

import io.carillon.Trigger;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Understood;
import java.util.ArrayList;
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

    /** All that should be told beside the schedule. */
    public List<String> assumptions() {
      List<String> told = new ArrayList<>(basis.assumptions());
      told.addAll(basis.notes());
      return told;
    }
  }

  /** What is not the schedule. */
  record Words(String name, String instruction, List<String> tools, List<String> channels) {}

  /**
   * In which language the phrase was read, and on what ground.
   *
   * @param assumptions what the words left open and how it was filled
   * @param notes what the words mean for sure and a person may not expect
   */
  record Basis(String language, List<String> assumptions, List<String> notes) {}

  /** A question. */
  record Asked(String question, List<Choice> choices, String language) implements Answer {}

  /** One answer to a question. */
  record Choice(String label, PhraseSchedule schedule, List<Trigger> triggers) {}

  /** A refusal. */
  record Refused(String why, Refusal.Kind kind) implements Answer {}
}
