package io.carillon.spring.web;

import io.carillon.Trigger;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Source;
import io.carillon.spi.PhraseReader;
import java.util.List;

/** Reads two phrases of a language that the grammar does not have, as a model would. */
final class OtherLanguage implements PhraseReader {

  static final String CLEAR = "w każdy poniedziałek o dziewiątej sprawdź sprzedaż";
  static final String UNCLEAR = "w poniedziałki";

  @Override
  public PhraseResult read(String words, PhraseContext context, Refusal refusal) {
    Trigger morning = Trigger.cron("0 9 * * MON").withZone(context.zone());
    Trigger evening = Trigger.cron("0 21 * * MON").withZone(context.zone());
    if (words.equals(CLEAR)) {
      return new Proposal(
          List.of(morning),
          context.zone(),
          "At 09:00 on Monday",
          new Proposal.Work("sprawdz", "sprawdź sprzedaż", List.of(), List.of()),
          new Proposal.Meaning(
              words, "pl", List.of(), List.of("A model read the words."), Source.MODEL));
    }
    return words.equals(UNCLEAR)
        ? new Question(
            "In the morning or in the evening?",
            List.of(
                new Reading("morning", List.of(morning), "At 09:00 on Monday"),
                new Reading("evening", List.of(evening), "At 21:00 on Monday")),
            Source.MODEL)
        : refusal;
  }
}
