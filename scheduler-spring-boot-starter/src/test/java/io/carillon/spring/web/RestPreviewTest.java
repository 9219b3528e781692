package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.spring.web.Server.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Schedules looked at before they are saved: previews, and drafts from words, over HTTP. */
class RestPreviewTest {

  private static Server server;
  private static RestCalls rest;

  @BeforeAll
  static void start() {
    server = Server.start(RestApplication.class, Server.NO_SECURITY, "carillon.zone=Europe/Paris");
    rest = new RestCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode preview(String body) {
    Reply reply = server.post("/schedules/preview", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  @Test
  void aTriggerIsShownWithItsNextFiresAndWhatAClockChangeDoesToThem() {
    JsonNode shown =
        preview(
            """
            {"trigger": {"cron": "30 2 * * *", "zone": "Europe/Paris"}, "n": 3,
             "from": "2027-03-27T00:00:00Z", "month": "2027-03"}""");

    assertThat(shown.get("zone").asText()).isEqualTo("Europe/Paris");
    assertThat(shown.get("description").asText())
        .isEqualTo("At 02:30 every day, Europe/Paris time");
    assertThat(shown.get("cron").asText()).isEqualTo("30 2 * * *");
    assertThat(texts(shown.get("fires"), "at"))
        .containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
    assertThat(texts(shown.get("fires"), "local"))
        .containsExactly(
            "2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
    assertThat(texts(shown.get("fires"), "note"))
        .containsExactly("", "02:30 does not exist on 28 March: fires at 03:00.", "");
    assertThat(shown.at("/gaps/shortest").asText()).isEqualTo("PT23H30M");
    assertThat(shown.at("/gaps/mostPerDay").asInt()).isEqualTo(1);
    assertThat(shown.get("monthSvg").asText()).startsWith("<svg").contains("March 2027");
    assertThat(shown.get("problems")).isEmpty();
  }

  @Test
  void aModelIsAskedOnlyWhereTheRequestAllowsIt() {
    String words = "{\"words\": \"" + OtherLanguage.CLEAR + "\"";

    JsonNode refused = preview(words + "}");
    assertThat(refused.get("answer").asText()).isEqualTo("refusal");
    assertThat(refused.get("kind").asText()).isEqualTo("NOT_UNDERSTOOD");
    assertThat(refused.get("modelMayHelp").asBoolean()).isTrue();

    JsonNode read = preview(words + ", \"model\": true}");
    assertThat(read.get("answer").asText()).isEqualTo("proposal");
    assertThat(read.get("source").asText()).isEqualTo("MODEL");
    assertThat(read.get("cron").asText()).isEqualTo("0 9 * * MON");
    assertThat(read.get("confidence").asDouble()).isEqualTo(0.5);
    assertThat(preview("{\"words\": \"on 30 February at 9am\"}").get("modelMayHelp").asBoolean())
        .isFalse();
  }

  @Test
  void aReadingOfAModelsQuestionIsTheOneThatWasShown() {
    Reply reply =
        server.post(
            "/tasks",
            "{\"words\": \"" + OtherLanguage.UNCLEAR + "\", \"model\": true, \"reading\": 1}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("source").asText()).isEqualTo("MODEL");
    assertThat(reply.json().at("/definition/triggers/0/cron").asText()).isEqualTo("0 21 * * MON");
  }

  @Test
  void severalTriggersAreOneScheduleInTheSchedulersZoneAndInTheLanguageAskedFor() {
    JsonNode shown =
        preview(
            """
            {"triggers": ["0 9 * * MON", {"weekly": {"days": ["MON"], "at": "09:05"}}],
             "language": "zh-CN", "from": "2027-01-03T12:00:00Z", "n": 2}""");

    assertThat(shown.get("zone").asText()).isEqualTo("Europe/Paris");
    assertThat(shown.get("description").asText()).contains("周一").contains("；");
    assertThat(texts(shown.get("fires"), "local"))
        .containsExactly("2027-01-04T09:00+01:00", "2027-01-04T09:05+01:00");
    assertThat(shown.at("/gaps/shortest").asText()).isEqualTo("PT5M");
    assertThat(shown.has("cron")).isFalse();
    assertThat(shown.has("monthSvg")).isFalse();
  }

  @Test
  void eventsAndNoTriggersAtAllAreDescribedWithoutFires() {
    JsonNode event = preview("{\"trigger\": {\"event\": \"file.dropped\"}}");
    JsonNode none = preview("{\"triggers\": []}");

    assertThat(event.get("description").asText()).isEqualTo("On each event \"file.dropped\"");
    assertThat(event.get("fires")).isEmpty();
    assertThat(event.get("problems")).isEmpty();
    assertThat(none.get("description").asText()).isEqualTo("Only by hand");
    assertThat(none.get("fires")).isEmpty();
  }

  @Test
  void whatCouldNotBeSavedIsShownWithItsReason() {
    JsonNode past = preview("{\"trigger\": {\"at\": \"2020-01-01T09:00\"}}");

    assertThat(texts(past.get("problems"), "field")).containsExactly("trigger");
    assertThat(texts(past.get("problems"), "what")).containsExactly("its time has passed already.");
  }

  @Test
  void wordsAreShownWithWhatWasUnderstood() {
    JsonNode shown =
        preview(
            "{\"words\": \"remind me every Monday at 9 to read the news\", \"zone\": \"Asia/Tokyo\"}");

    assertThat(shown.get("answer").asText()).isEqualTo("proposal");
    assertThat(shown.get("instruction").asText()).isEqualTo("read the news");
    assertThat(shown.get("name").asText()).isEqualTo("read-the-news");
    assertThat(shown.get("confidence").asDouble()).isEqualTo(1.0);
    assertThat(shown.get("zone").asText()).isEqualTo("Asia/Tokyo");
    assertThat(shown.get("cron").asText()).isEqualTo("0 9 * * MON");
    assertThat(shown.get("fires")).hasSize(5);
    assertThat(texts(shown.get("fires"), "local")).allMatch(at -> at.endsWith("T09:00+09:00"));
    assertThat(texts(shown.get("words"), "role")).contains("DAY", "TIME", "INSTRUCTION");
  }

  @Test
  void wordsAreDescribedInTheirOwnLanguageUnlessAnotherIsAskedFor() {
    JsonNode chinese = preview("{\"words\": \"每周一早上9点提醒我看销售\"}");
    JsonNode english = preview("{\"words\": \"每周一早上9点提醒我看销售\", \"language\": \"en\"}");

    assertThat(chinese.get("description").asText()).contains("每周一 09:00");
    assertThat(english.get("description").asText()).startsWith("At 09:00 every Monday");
  }

  @Test
  void aQuestionHasReadingsToChooseFromAndTheChosenOneIsAProposal() {
    String words = "{\"words\": \"every second Tuesday at 9am call Ada\"%s}";
    JsonNode asked = preview(words.formatted(""));
    JsonNode chosen = preview(words.formatted(", \"reading\": 1"));

    assertThat(asked.get("answer").asText()).isEqualTo("question");
    assertThat(asked.get("text").asText()).isNotBlank();
    assertThat(texts(asked.get("readings"), "label"))
        .containsExactly("every 2 weeks", "the second Tuesday of every month");
    assertThat(asked.at("/readings/1/fires")).hasSize(5);
    assertThat(asked.at("/readings/1/description").asText()).contains("second Tuesday");
    assertThat(chosen.get("answer").asText()).isEqualTo("proposal");
    assertThat(chosen.get("triggers")).isEqualTo(asked.at("/readings/1/triggers"));
    assertThat(chosen.get("fires")).isEqualTo(asked.at("/readings/1/fires"));
    assertThat(chosen.get("instruction").asText()).isEqualTo("call Ada");
  }

  @Test
  void whatIsNoScheduleIsRefusedWithTheReason() {
    JsonNode refused = preview("{\"words\": \"make me happy\"}");

    assertThat(refused.get("answer").asText()).isEqualTo("refusal");
    assertThat(refused.get("why").asText()).contains("no day, time or interval");
    assertThat(refused.has("fires")).isFalse();
  }

  @Test
  void everyFaultOfAPreviewIsToldAtOnceWithItsField() {
    Reply refused =
        server.post(
            "/schedules/preview",
            """
            {"triggers": [{"cron": "60 * * * *"}], "zone": "Europe/Pariss", "n": 0,
             "language": "no_such!", "from": "soon", "month": "March", "reading": "x"}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(rest.fields(refused))
        .containsExactlyInAnyOrder(
            "triggers[0].cron", "zone", "n", "language", "from", "month", "reading");
    assertThat(refused.text()).contains("Did you mean Europe/Paris?").contains("Write 1 to 1000.");
  }

  @Test
  void oneScheduleIsPreviewedAtATime() {
    Reply both =
        server.post(
            "/schedules/preview", "{\"words\": \"daily at 9\", \"triggers\": [\"@daily\"]}");
    Reply none = server.post("/schedules/preview", "{}");
    Reply calendar =
        server.post(
            "/schedules/preview",
            "{\"trigger\": {\"cron\": \"@daily\", \"exclude\": {\"calendars\": [\"moon\"]}}}");
    Reply reading =
        server.post("/schedules/preview", "{\"words\": \"every day at 9 am\", \"reading\": 0}");

    assertThat(both.status()).isEqualTo(422);
    assertThat(both.text()).contains("Write one of words, trigger and triggers.");
    assertThat(none.status()).isEqualTo(422);
    assertThat(rest.fields(calendar)).containsExactly("trigger.exclude.calendars");
    assertThat(rest.fields(reading)).containsExactly("reading");
    assertThat(server.post("/schedules/preview", "{\"word\": \"x\"}").status()).isEqualTo(422);
  }

  @Test
  void aDraftOfWordsIsConfirmedBySendingItsDefinition() {
    rest.create("check-sales", "", "echo");
    String words =
        "{\"words\": \"remind me every Monday at 9 to check sales\", \"zone\": \"Asia/Tokyo\","
            + " \"owner\": \"ada\"}";
    Reply draft = server.post("/tasks", words);
    JsonNode json = draft.json();

    assertThat(draft.status()).isEqualTo(200);
    assertThat(json.get("draft").asBoolean()).isTrue();
    assertThat(json.get("answer").asText()).isEqualTo("proposal");
    assertThat(json.at("/definition/name").asText()).isEqualTo("check-sales-2");
    assertThat(json.at("/definition/zone").asText()).isEqualTo("Asia/Tokyo");
    assertThat(json.at("/definition/owner").asText()).isEqualTo("ada");
    assertThat(json.at("/definition/action/type").asText()).isEqualTo("notification");
    assertThat(json.at("/definition/action/text").asText()).isEqualTo("check sales");
    assertThat(json.at("/definition/deliveries/0/channel").asText()).isEqualTo("inbox");
    assertThat(json.at("/preview/fires")).hasSize(5);
    assertThat(json.get("problems")).isEmpty();
    assertThat(server.get("/tasks/check-sales-2").status()).isEqualTo(404);

    Reply made = server.post("/tasks", json.get("definition").toString());

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().at("/upcoming/0/local")).isEqualTo(json.at("/preview/fires/0/local"));
  }

  @Test
  void aDraftOfWordsThatAreUnclearIsAQuestionAndNothingIsSaved() {
    JsonNode asked =
        server.post("/tasks", "{\"words\": \"every second Tuesday at 9am call Ada\"}").json();
    Reply chosen =
        server.post(
            "/tasks", "{\"words\": \"every second Tuesday at 9am call Ada\", \"reading\": 0}");
    Reply refused = server.post("/tasks", "{\"words\": \"make me happy\"}");
    Reply mixed = server.post("/tasks", "{\"words\": \"daily at 9\", \"name\": \"mine\"}");

    assertThat(asked.get("draft").asBoolean()).isTrue();
    assertThat(asked.get("answer").asText()).isEqualTo("question");
    assertThat(asked.has("definition")).isFalse();
    assertThat(chosen.json().at("/definition/action/text").asText()).isEqualTo("call Ada");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().get("answer").asText()).isEqualTo("refusal");
    assertThat(mixed.status()).isEqualTo(422);
    assertThat(server.get("/tasks?text=call-ada").json()).isEmpty();
  }

  @Test
  void aTaskShowsTheZoneInEffectAndTheCronOfAPickersShape() {
    JsonNode made =
        rest.create(
                "picked", "{\"weekly\": {\"days\": [\"MON\", \"THU\"], \"at\": \"09:00\"}}", "echo")
            .json();
    JsonNode spread = rest.create("interval", "{\"every\": \"45m\"}", "echo").json();

    assertThat(made.get("zone").asText()).isEqualTo("Europe/Paris");
    assertThat(made.at("/schedules/0/zone").asText()).isEqualTo("Europe/Paris");
    assertThat(made.at("/schedules/0/cron").asText()).isEqualTo("0 9 * * MON,THU");
    assertThat(made.at("/schedules/0/dialect").asText()).isEqualTo("unix5");
    assertThat(made.at("/definition/triggers/0/weekly").isMissingNode()).isFalse();
    assertThat(spread.at("/schedules/0").has("cron")).isFalse();
  }

  @Test
  void aTaskTellsWhatClockChangesDoToItsNextRuns() {
    JsonNode made =
        rest.create("gap", "{\"cron\": \"30 2 * 3 7L\", \"zone\": \"Europe/Paris\"}", "echo")
            .json();
    JsonNode plain = rest.create("noon", "{\"cron\": \"0 12 * * *\"}", "echo").json();

    assertThat(made.at("/upcoming/0/note").asText()).startsWith("02:30 does not exist on ");
    assertThat(plain.at("/upcoming/0").has("note")).isFalse();
  }
}
