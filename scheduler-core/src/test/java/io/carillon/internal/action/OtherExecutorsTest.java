package io.carillon.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Action;
import io.carillon.FailureKind;
import io.carillon.InvalidPayloadException;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.internal.json.Json;
import io.carillon.spi.Executor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherExecutorsTest {

  record Report(String name, LocalDate day, int copies) {}

  private static List<String> faults(Executor executor, String config) {
    return executor.check((ObjectNode) Json.read(config)).stream().map(Problem::toString).toList();
  }

  private static JsonNode output(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return ((Outcome.Success) outcome).output();
  }

  @Test
  void aNotificationGivesItsTextAndTitle() {
    NotificationExecutor executor = new NotificationExecutor();
    assertThat(output(executor.execute(RecordingContext.of(Action.notification("Stand up")))))
        .isEqualTo(Json.read("{\"title\":\"nightly\",\"text\":\"Stand up\"}"));
    assertThat(
            output(
                executor.execute(
                    RecordingContext.of(Action.notification("Stand up").with("title", "Soon")))))
        .isEqualTo(Json.read("{\"title\":\"Soon\",\"text\":\"Stand up\"}"));
  }

  @Test
  void aNotificationWithoutTextIsRefused() {
    NotificationExecutor executor = new NotificationExecutor();
    assertThat(faults(executor, "{\"text\":\" \",\"title\":1,\"body\":\"x\"}"))
        .containsExactly(
            "text: is blank. Write for example \"Stand-up in five minutes\".",
            "title: is a number, not a text. Write for example \"Reminder\".",
            "body: there is no such setting. There are text, title.");
    assertThat(((Outcome.Failure) executor.execute(RecordingContext.of("{}"))).message())
        .isEqualTo(
            "The settings of this notification action cannot be used: text: is missing. Write for"
                + " example \"Stand-up in five minutes\".");
  }

  @Test
  void controlRunsATaskOnceHoweverOftenItIsTried() throws Exception {
    ControlExecutor executor = new ControlExecutor();
    RecordingContext context =
        RecordingContext.of(
            Action.control("run", "report").with("payload", Json.read("{\"a\":1}")));
    Outcome first = executor.execute(context);
    Outcome again = executor.execute(context);
    assertThat(context.asked).containsExactly("run report {\"a\":1}");
    assertThat(output(first))
        .isEqualTo(
            Json.read(
                "{\"verb\":\"run\",\"task\":\"report\","
                    + "\"run\":\"00000000-0000-0001-0000-000000000001\"}"))
        .isEqualTo(output(again));
  }

  @Test
  void controlPausesAndResumes() throws Exception {
    ControlExecutor executor = new ControlExecutor();
    RecordingContext pause = RecordingContext.of(Action.control("pause", "report"));
    RecordingContext why =
        RecordingContext.of(Action.control("pause", "report").with("reason", "month closed"));
    RecordingContext resume = RecordingContext.of(Action.control("resume", "report"));
    output(executor.execute(pause));
    output(executor.execute(why));
    assertThat(output(executor.execute(resume)))
        .isEqualTo(Json.read("{\"verb\":\"resume\",\"task\":\"report\"}"));
    assertThat(pause.asked).containsExactly("pause report: Paused by task \"nightly\"");
    assertThat(why.asked).containsExactly("pause report: month closed");
    assertThat(resume.asked).containsExactly("resume report");
  }

  @Test
  void controlOfATaskThatIsNotThereFailsForGood() throws Exception {
    Outcome outcome =
        new ControlExecutor().execute(RecordingContext.of(Action.control("run", "absent")));
    assertThat(outcome)
        .isEqualTo(Outcome.failure(FailureKind.INVALID, "There is no task \"absent\"."));
  }

  @Test
  void faultsOfControlAreFoundAtOnce() {
    assertThat(faults(new ControlExecutor(), "{\"verb\":\"stop\",\"payload\":1,\"reason\":\"x\"}"))
        .containsExactly(
            "verb: is \"stop\". Write one of run, pause, resume.",
            "task: is missing. Write for example \"send-report\".",
            "reason: is used by \"pause\" only. Leave it out.");
    assertThat(faults(new ControlExecutor(), "{\"verb\":\"pause\",\"task\":\"a\",\"payload\":1}"))
        .containsExactly("payload: is used by \"run\" only. Leave it out.");
  }

  @Test
  void aHandlerGetsItsPayloadDecodedAndGivesItsResult() throws Exception {
    JavaHandler<Report> handler =
        new JavaHandler<>(
            "report",
            Report.class,
            (report, context) ->
                Map.of("next", report.day().plusDays(1), "run", context.runId().toString()));
    assertThat(handler.handler()).isEqualTo("java/report");
    String payload = "{\"name\":\"sales\",\"day\":\"2026-02-28\",\"copies\":2}";
    assertThat(
            output(handler.execute(RecordingContext.of(Action.java("report", Json.read(payload))))))
        .isEqualTo(Json.read("{\"next\":\"2026-03-01\",\"run\":\"" + RecordingContext.RUN + "\"}"));
  }

  @Test
  void aHandlersOutcomeIsUsedAsItIsAndNullIsASuccess() throws Exception {
    Outcome snooze = new Outcome.Snooze(Duration.ofMinutes(1), "later");
    RecordingContext context = RecordingContext.of(Action.java("h"));
    assertThat(new JavaHandler<>("h", JsonNode.class, (p, c) -> snooze).execute(context))
        .isSameAs(snooze);
    assertThat(new JavaHandler<>("h", JsonNode.class, (p, c) -> null).execute(context))
        .isEqualTo(Outcome.success());
    assertThat(new JavaHandler<>("h", JsonNode.class, (p, c) -> "done").execute(context))
        .isEqualTo(Outcome.success("done"));
  }

  @Test
  void aResultWithoutJsonFormFailsForGoodBecauseTheWorkIsDone() throws Exception {
    RecordingContext context = RecordingContext.of(Action.java("h"));
    Outcome outcome =
        new JavaHandler<>("h", JsonNode.class, (p, c) -> new Object()).execute(context);
    assertThat(outcome)
        .isEqualTo(
            Outcome.failure(
                FailureKind.INVALID,
                "The result of handler \"h\" is a java.lang.Object, which has no JSON form. Return"
                    + " a record, a map, a list or a text."));
  }

  @Test
  void whatAHandlerThrowsIsPassedOn() {
    JavaHandler<JsonNode> handler =
        new JavaHandler<>(
            "h",
            JsonNode.class,
            (p, c) -> {
              throw new java.io.IOException("no disk");
            });
    assertThatThrownBy(() -> handler.execute(RecordingContext.of(Action.java("h"))))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("no disk");
  }

  @Test
  void aPayloadThatDoesNotDecodeIsRefusedAtDefinitionAndAtRun() {
    JavaHandler<Report> handler = new JavaHandler<>("report", Report.class, (r, c) -> null);
    String config =
        "{\"handler\":\"report\",\"payload\":{\"name\":\"a\",\"day\":\"s3cret\",\"copies\":1},"
            + "\"paylod\":1}";
    assertThat(faults(handler, config))
        .containsExactly(
            "payload.day: expected a date as text, like \"2026-03-01\".",
            "paylod: there is no such setting. There are handler, payload.");
    assertThat(faults(handler, "{\"handler\":\"report\"}")).isEmpty();
    assertThatThrownBy(
            () ->
                handler.execute(
                    RecordingContext.of(
                        Action.java("report", Json.read("{\"copies\":\"s3cret\"}")))))
        .isInstanceOf(InvalidPayloadException.class)
        .hasMessage("The payload of handler \"report\", copies: expected a whole number.");
    assertThatThrownBy(() -> handler.execute(RecordingContext.of(Action.java("report"))))
        .isInstanceOf(InvalidPayloadException.class)
        .hasMessage("The payload of handler \"report\" is null: expected an object (Report).");
  }
}
