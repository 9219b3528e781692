package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.FailureKind;
import io.carillon.Outcome;
import io.carillon.RunCause;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in prompts: which there are, how they look, and what is said when one is missing. */
class TemplateTest {

  private final ScriptedModel model = new ScriptedModel();
  private final TestRun values = TestRun.of(Prompt.of("-"));

  @BeforeEach
  void fill() {
    values.payload =
        TestRun.json("{'city':'Oslo','days':[{'t':1.5},{'t':-2}],'none':null,'ok':true}");
    values.parents.put("fetch news", TestRun.json("{'items':[{'title':'Snow'}]}"));
    values.parents.put("crawl", TextNode.valueOf("raw text"));
    values.state.put("seen", TestRun.json("{'last':7}"));
  }

  private Outcome execute(String template) throws Exception {
    model.says("ok");
    TestRun run = TestRun.of(Prompt.of(template).variable("tone", "dry"));
    run.payload = values.payload;
    run.cause = values.cause;
    run.nominal = values.nominal;
    run.previousSuccess = values.previousSuccess;
    run.parents.putAll(values.parents);
    run.state.putAll(values.state);
    return PromptExecutor.of(Models.of("m", model), Tools.none()).execute(run);
  }

  private String render(String template) throws Exception {
    assertThat(execute(template)).isEqualTo(Outcome.success("ok"));
    return ((LlmMessage.User) model.last().messages().get(0)).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {{task}}                          | morning briefing
          {{ zone }}                        | Europe/Paris
          {{ cause }}                       | SCHEDULE
          {{ scheduled_at }}                | 2026-03-28T09:00:00+01:00
          {{ nominal.utc }}                 | 2026-03-28T08:00:00Z
          {{ due.time }}                    | 09:00
          {{ fired_at.weekday }}            | Saturday
          {{ started_at.epoch }}            | 1774684802
          {{ payload.city }}                | Oslo
          {{ payload.days.1.t }}            | -2
          {{ payload.days[0].t }}           | 1.5
          {{ payload.days }}                | [{"t":1.5},{"t":-2}]
          {{ payload.ok }}                  | true
          {{ parents["fetch news"].items.0.title }} | Snow
          {{ parents['fetch news'].items[0] }} | {"title":"Snow"}
          {{ parents.crawl }}               | raw text
          {{ state.seen.last }}             | 7
          {{ variables.tone }}              | dry
          \\{{ payload.city }}              | {{ payload.city }}
          a {{ variables.tone }}{{task}} b  | a drymorning briefing b
          """)
  void valuesArePutIn(String template, String expected) throws Exception {
    assertThat(render(template)).isEqualTo(expected);
  }

  @Test
  void defaultsStandInForWhatIsMissing() throws Exception {
    assertThat(render("{{ payload.none | default: \"n/a\" }}")).isEqualTo("n/a");
    assertThat(render("{{payload.x.y|default:'it''s'}}".replace("''", "s "))).isEqualTo("its s");
    assertThat(render("{{ previous_success_at | default: \"never\" }}")).isEqualTo("never");
    assertThat(render("[{{ event.city | default: \"\" }}]")).isEqualTo("[]");
    assertThat(render("{{ state.other | default: \"0\" }}")).isEqualTo("0");
    assertThat(render("{{ payload.city | default: \"x\" }}")).isEqualTo("Oslo");
  }

  @Test
  void eventAndPreviousSuccessAreThereWhenThereIsOne() throws Exception {
    values.cause = RunCause.EVENT;
    values.nominal = Optional.empty();
    values.previousSuccess = Optional.of(Instant.parse("2026-03-27T08:00:00Z"));
    assertThat(render("{{ event.city }} {{ previous_success_at.date | default: \"-\" }}"))
        .isEqualTo("Oslo 2026-03-27");
    assertThat(render("{{ scheduled_at.time }}")).isEqualTo("09:00");
    assertThat(execute("{{ nominal }}")).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void whatComesFromOutsideIsNeverExpanded() throws Exception {
    values.payload = TestRun.json("{'evil':'{{ state.seen }} {{ payload.evil }} \\\\{{'}");
    assertThat(render("<{{ payload.evil }}>"))
        .isEqualTo("<{{ state.seen }} {{ payload.evil }} \\{{>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {{ payload.town }}     | prompt: "{{ payload.town }}" has no value. payload has: city, days, none, ok. Or write {{ payload.town ¦ default: "…" }}.
          {{ payload.days.5.t }} | prompt: "{{ payload.days.5.t }}" has no value. payload.days is a list of 2, counted from 0. Or write {{ payload.days.5.t ¦ default: "…" }}.
          {{ payload.city.x }}   | prompt: "{{ payload.city.x }}" has no value. payload.city is a single value. Or write {{ payload.city.x ¦ default: "…" }}.
          {{ parents.fetch }}    | prompt: "{{ parents.fetch }}" has no value. parents has: crawl, fetch news. Or write {{ parents.fetch ¦ default: "…" }}.
          {{ state.x }}          | prompt: "{{ state.x }}" has no value. The task's state holds nothing under that name. Or write {{ state.x ¦ default: "…" }}.
          {{ event.x }}          | prompt: "{{ event.x }}" has no value. event is empty in this run. Or write {{ event.x ¦ default: "…" }}.
          """)
  void aMissingValueFailsTheRunSayingWhatIsThere(String template, String message) throws Exception {
    assertThat(execute(template))
        .isEqualTo(Outcome.failure(FailureKind.INVALID, message.replace(" ¦ ", " | ")));
    assertThat(model.requests).isEmpty();
  }

  @Test
  void allMissingValuesAreNamedAtOnce() throws Exception {
    assertThat(execute("{{ payload.a }} {{ payload.b }}"))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.message()).contains("payload.a }}", "payload.b }}"));
  }

  @Test
  void tooLongAPromptIsRefused() throws Exception {
    TestRun run = TestRun.of(Prompt.of("{{ payload }}"));
    run.payload = TextNode.valueOf("y".repeat(11));
    assertThat(
            PromptExecutor.of(Models.of("m", model), Tools.none())
                .withLongestPrompt(10)
                .execute(run))
        .isEqualTo(
            Outcome.failure(
                FailureKind.INVALID,
                "prompt: is longer than 10 characters with its values put in. Put in less, or allow"
                    + " longer prompts where the executor is built."));
  }
}
