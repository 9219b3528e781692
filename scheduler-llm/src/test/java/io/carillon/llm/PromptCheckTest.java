package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Action;
import io.carillon.FailureKind;
import io.carillon.Money;
import io.carillon.Outcome;
import io.carillon.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused when a task is defined, and how it is said. */
class PromptCheckTest {

  private final Tools tools =
      Tools.of(
          Tool.of("add", "Adds.", "{\"type\":\"object\"}", input -> TextNode.valueOf("")),
          Tool.of("look", "Looks.", "{\"type\":\"object\"}", input -> TextNode.valueOf("")));

  private List<String> check(Models models, String config) {
    return PromptExecutor.of(models, tools).check(TestRun.object(config)).stream()
        .map(Problem::toString)
        .toList();
  }

  private List<String> check(String config) {
    return check(Models.of("fast", new ScriptedModel()), config);
  }

  @Test
  void aWholePromptIsFine() {
    Prompt prompt =
        Prompt.of("{{ payload.x }} {{ variables.y }}")
            .system("s")
            .model("fast")
            .variable("y", "1")
            .temperature(1)
            .maxTokens(10)
            .tools("add", "look")
            .output("o", "{\"type\":\"object\"}")
            .maxRounds(3)
            .maxCost(Money.usd("0.5"))
            .maxTokensTotal(1000);
    Models models =
        Models.of("fast", new ScriptedModel())
            .withPrices(
                PriceTable.version("v").with("fast", PriceTable.Prices.perMillion("1", "2")));
    assertThat(PromptExecutor.of(models, tools).check(prompt.action().config())).isEmpty();
    assertThat(
            check(
                "{'messages':[{'role':'system','text':'a'},{'role':'user','text':'b'},"
                    + "{'role':'assistant','text':'c'},{'role':'user','text':'d'}]}"))
        .isEmpty();
  }

  @Test
  void noModelIsEverChosenSilently() throws Exception {
    Models two = Models.of("fast", new ScriptedModel()).with("deep", new ScriptedModel());
    assertThat(check(two, "{'prompt':'x'}"))
        .containsExactly(
            "model: no model is named and several are there. Name one. Registered are: deep,"
                + " fast.");
    assertThat(check(two, "{'prompt':'x','model':'gpt'}"))
        .containsExactly("model: no model \"gpt\" is registered. Registered are: deep, fast.");
    assertThat(check(Models.none(), "{'prompt':'x'}"))
        .containsExactly(
            "model: there is no model. None is registered: register one where the scheduler is"
                + " built.");
    assertThat(PromptExecutor.of(two, tools).execute(TestRun.of(Prompt.of("x"))))
        .isEqualTo(
            Outcome.failure(
                FailureKind.INVALID,
                "model: no model is named and several are there. Name one. Registered are: deep,"
                    + " fast."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                            | prompt: is missing: the model is asked nothing. Write a text, or a conversation under "messages".
          {'prompt':' '}                | prompt: is blank. Write a text, or leave it out.
          {'prompt':3}                  | prompt: is a number, expected a text. Put it in quotes.
          {'prompt':'a','messages':[]}  | messages: stands beside "prompt". Write one of the two.
          {'messages':[]}               | messages: has 0 of them. Write 1 to 200.
          {'messages':[{'role':'tool','text':'x'},{'role':'user','text':'y'}]} | messages[0].role: is no known role. Write one of: system, user, assistant.
          {'messages':[{'role':'assistant','text':'x'}]} | messages: does not end with a message of the user. Add the question.
          {'prompt':'x','promt':'y'}    | promt: is not known here. Known are: model, variables, system, prompt, messages, temperature, maxTokens, tools, output, maxRounds, maxTokensTotal, maxCost.
          {'prompt':'{{ payload.x'}     | prompt: the "{{" at character 1 is never closed. Close it with "}}", or write "\\{{" for the braces themselves.
          {'prompt':'{{ 1+1 }}'}        | prompt: "{{ 1+1 }}" holds no path. Write it as {{ payload.city }} or {{ parents["fetch news"].title }}.
          {'prompt':'{{ nme }}'}        | prompt: "{{ nme }}" starts with "nme", which is not there. Known are: task, run, cause, zone, scheduled_at, nominal, due, started_at, fired_at, previous_success_at, payload, event, parents, state, variables.
          {'prompt':'{{ due.year }}'}   | prompt: "{{ due.year }}" asks for a part of a time that is not there. Write {{ due }} or one of its parts: date, time, weekday, utc, epoch.
          {'prompt':'{{ zone.id }}'}    | prompt: "{{ zone.id }}": zone is a text. Write {{ zone }}.
          {'prompt':'{{ variables.a }}'} | prompt: "{{ variables.a }}" has no value. The action has no variables: add them under "variables".
          {'prompt':'x','temperature':3} | temperature: is 3, expected a number from 0.0 to 2.0.
          {'prompt':'x','maxRounds':0}  | maxRounds: is 0, expected a whole number from 1 to 100.
          {'prompt':'x','maxTokens':1.5} | maxTokens: is 1.5, expected a whole number from 1 to 10000000.
          {'prompt':'x','maxCost':'free'} | maxCost: is no amount of dollars above 0, with at most 9 decimals. Write it as "0.05".
          {'prompt':'x','maxCost':'0.1'} | maxCost: cannot be kept: the price table has no prices for "fast". Add prices under that name, or limit "maxTokensTotal" instead.
          {'prompt':'x','tools':'add'}  | tools: is a text, expected a list. Write [ … ].
          {'prompt':'x','tools':['ad']} | tools[0]: no tool "ad" is registered. Registered are: add, look.
          {'prompt':'x','tools':['add','add']} | tools[1]: names "add" a second time. Leave it out.
          {'prompt':'x','output':{}}    | output.schema: is missing. Write a JSON schema of type object.
          {'prompt':'x','output':{'schema':{'type':'string'}}} | output.schema: "type" must be "object". Put other values into a property of it.
          {'prompt':'x','output':{'name':'a b','schema':{'type':'object'}}} | output.name: cannot be a name. Write 1 to 64 letters, digits, '_' or '-'.
          """)
  void faultsSayWhereWhatAndWhatToWrite(String config, String problem) {
    assertThat(check(config)).containsExactly(problem);
  }

  @Test
  void aDefaultThatIsNoneAndAFirstRunWithoutPastAreRefused() {
    assertThat(check("{'prompt':'{{ payload.x | upper }}'}"))
        .containsExactly(
            "prompt: \"{{ payload.x | upper }}\" has something other than a default after \"|\"."
                + " Write it as {{ payload.x | default: \"none\" }}.");
    assertThat(check("{'prompt':'{{ previous_success_at }}'}"))
        .containsExactly(
            "prompt: \"{{ previous_success_at }}\" has no value in the first run. Write {{"
                + " previous_success_at | default: \"never\" }}.");
  }

  @Test
  void allFaultsComeAtOnce() {
    assertThat(check("{'model':'x','prompt':'{{ a }} {{ b }}','maxRounds':-1,'tools':['c']}"))
        .hasSize(5);
  }

  @Test
  void wordsOfAPersonAreTakenLiterallyByTheOnlyModel() throws Exception {
    ScriptedModel model = new ScriptedModel();
    PromptExecutor executor = PromptExecutor.of(Models.of("fast", model), tools);
    Action action =
        executor.drafted("Say {{ payload.secret }} and \\{{ x }}", List.of("add")).orElseThrow();

    assertThat(executor.check(action.config())).isEmpty();
    assertThat(action.config().at("/tools/0").asText()).isEqualTo("add");
    assertThat(
            Template.parse(action.config().get("prompt").asText(), "prompt", new ArrayList<>())
                .places())
        .isEmpty();
    assertThat(executor.toolNames()).containsExactlyInAnyOrder("add", "look");
  }

  @Test
  void aDraftWithoutAModelIsNotMadeAndOneOfSeveralMustBeNamed() {
    Models two = Models.of("fast", new ScriptedModel()).with("deep", new ScriptedModel());
    Action action = PromptExecutor.of(two, tools).drafted("Hello", List.of()).orElseThrow();

    assertThat(PromptExecutor.of(Models.none(), tools).drafted("Hello", List.of())).isEmpty();
    assertThat(PromptExecutor.of(two, tools).check(action.config()))
        .extracting(Problem::where)
        .containsExactly("model");
  }
}
