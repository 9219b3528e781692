package io.carillon.samples.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Trigger;
import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import io.carillon.time.TriggerJson;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** The answer of a batch to a phrase. */
final class PhraseAnswer {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PhraseAnswer() {}

  /** The line for {@code phrase, language, phrase, zone, now, count}. */
  static String of(String[] fields) {
    ZoneId zone = Inputs.zone(fields[3]);
    ZonedDateTime now = Inputs.moment(fields[4], zone);
    int count = Inputs.count(fields[5]);
    PhraseContext context = context(now, zone, fields[1]);
    PhraseResult result = Phrases.read(fields[2], context);
    if (result instanceof Proposal proposal) {
      List<Instant> fires =
          Fires.after(proposal.triggers(), proposal.zone(), now.toInstant(), count);
      return Batch.joined(
          "proposal",
          Fires.text(fires, proposal.zone()),
          proposal.description(),
          proposal.instruction(),
          schedule(proposal.triggers(), proposal.zone()).toString());
    }
    if (result instanceof Question question) {
      return Batch.joined(
          "question", question.text(), readings(question, zone, now.toInstant(), count).toString());
    }
    return Batch.joined("refusal", ((Refusal) result).why());
  }

  /** A context with nothing registered; the language is found out where none is given. */
  static PhraseContext context(ZonedDateTime now, ZoneId zone, String language) {
    PhraseContext context = PhraseContext.at(now.toLocalDateTime(), zone);
    return language.isBlank() ? context : context.withLanguage(language.strip());
  }

  private static ObjectNode schedule(List<Trigger> triggers, ZoneId zone) {
    ObjectNode json = JSON.objectNode().put("zone", zone.getId());
    ArrayNode list = json.putArray("triggers");
    triggers.forEach(trigger -> list.add(TriggerJson.write(trigger)));
    return json;
  }

  private static ArrayNode readings(Question question, ZoneId zone, Instant from, int count) {
    ArrayNode readings = JSON.arrayNode();
    for (Reading reading : question.readings()) {
      ZoneId shown = reading.triggers().get(0).zone().orElse(zone);
      ObjectNode json = JSON.objectNode();
      json.put("label", reading.label()).put("description", reading.description());
      ArrayNode fires = json.putArray("fires");
      Fires.after(reading.triggers(), shown, from, count)
          .forEach(fire -> fires.add(Fires.text(List.of(fire), shown)));
      json.set("schedule", schedule(reading.triggers(), shown));
      readings.add(json);
    }
    return readings;
  }
}
