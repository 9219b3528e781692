package io.carillon.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Money;
import io.carillon.Problem;
import io.carillon.llm.PromptConfig.Answer;
import io.carillon.llm.PromptConfig.Limits;
import io.carillon.llm.PromptConfig.Line;
import io.carillon.llm.PromptConfig.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a prompt and finds all that is wrong with them before anything runs. */
final class PromptReader {

  static final int DEFAULT_ROUNDS = 8;
  private static final int MOST_ROUNDS = 100;
  private static final int MOST_MESSAGES = 200;

  private final Models models;
  private final Tools tools;

  PromptReader(Models models, Tools tools) {
    this.models = models;
    this.tools = tools;
  }

  /** The settings; to be used only when {@code problems} stayed empty. */
  PromptConfig read(ObjectNode config, List<Problem> problems) {
    ConfigFields fields = new ConfigFields(config, "", problems);
    String model = fields.text("model").orElse(null);
    Optional<String> chosen = models.choose(model);
    if (chosen.isEmpty() && (model != null || fields.raw("model").isEmpty())) {
      problems.add(models.notChosen(model));
    }
    ObjectNode variables =
        fields.object("variables").orElseGet(JsonNodeFactory.instance::objectNode);
    List<Line> messages = messages(fields, problems);
    for (Line line : messages) {
      line.template()
          .places()
          .forEach(place -> TemplateRoots.check(place, line.where(), variables, problems));
    }
    Answer answer = answer(fields, problems);
    Limits limits = limits(fields, chosen.orElse(null));
    fields.end();
    return new PromptConfig(model, messages, variables, answer, limits);
  }

  private static List<Line> messages(ConfigFields fields, List<Problem> problems) {
    List<Line> lines = new ArrayList<>();
    fields.text("system").ifPresent(text -> lines.add(line(Role.SYSTEM, text, "system", problems)));
    Optional<String> prompt = fields.text("prompt");
    Optional<JsonNode> messages = fields.list("messages");
    if (prompt.isPresent() && messages.isPresent()) {
      fields.fault("messages", "stands beside \"prompt\".", "Write one of the two.");
    } else if (prompt.isPresent()) {
      lines.add(line(Role.USER, prompt.get(), "prompt", problems));
    } else if (messages.isPresent()) {
      conversation(messages.get(), lines, problems);
    } else if (fields.raw("prompt").isEmpty() && fields.raw("messages").isEmpty()) {
      fields.fault(
          "prompt",
          "is missing: the model is asked nothing.",
          "Write a text, or a conversation under \"messages\".");
    }
    return lines;
  }

  private static Line line(Role role, String text, String where, List<Problem> problems) {
    if (text.isBlank()) {
      problems.add(Problem.of(where, "is blank.", "Write a text, or leave it out."));
    }
    return new Line(role, Template.parse(text, where, problems), where);
  }

  private static void conversation(JsonNode array, List<Line> lines, List<Problem> problems) {
    if (array.isEmpty() || array.size() > MOST_MESSAGES) {
      problems.add(
          Problem.of(
              "messages",
              "has " + array.size() + " of them.",
              "Write 1 to " + MOST_MESSAGES + "."));
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      String where = "messages[" + i + "]";
      if (array.get(i) instanceof ObjectNode object) {
        ConfigFields fields = new ConfigFields(object, where, problems);
        Optional<Role> role = role(fields);
        Optional<String> text = fields.text("text");
        if (text.isEmpty() && fields.raw("text").isEmpty()) {
          fields.fault("text", "is missing.", "Write what is said.");
        }
        fields.end();
        if (role.isPresent() && text.isPresent()) {
          lines.add(line(role.get(), text.get(), where + ".text", problems));
        }
      } else {
        problems.add(
            Problem.of(where, "is no object.", "Write { \"role\": \"user\", \"text\": \"…\" }."));
      }
    }
    if (!array.get(array.size() - 1).path("role").asText().equals("user")) {
      problems.add(
          Problem.of("messages", "does not end with a message of the user.", "Add the question."));
    }
  }

  private static Optional<Role> role(ConfigFields fields) {
    Optional<String> written = fields.text("role");
    for (Role role : Role.values()) {
      if (written.isPresent() && written.get().equals(role.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(role);
      }
    }
    fields.fault("role", "is no known role.", "Write one of: system, user, assistant.");
    return Optional.empty();
  }

  private Answer answer(ConfigFields fields, List<Problem> problems) {
    Double temperature = fields.number("temperature", 0, 2).orElse(null);
    Integer maxTokens = fields.whole("maxTokens", 1, 10_000_000).map(Long::intValue).orElse(null);
    return new Answer(
        new LlmRequest.Settings(temperature, maxTokens), allowed(fields), output(fields, problems));
  }

  private List<String> allowed(ConfigFields fields) {
    Set<String> names = new LinkedHashSet<>();
    JsonNode list = fields.list("tools").orElseGet(JsonNodeFactory.instance::arrayNode);
    for (int i = 0; i < list.size(); i++) {
      String at = "tools[" + i + "]";
      String name = list.get(i).isTextual() ? list.get(i).asText() : "";
      if (tools.find(name).isEmpty()) {
        fields.fault(
            at,
            "no tool \"" + name + "\" is registered.",
            tools.names().isEmpty()
                ? "None is: register one where the scheduler is built."
                : "Registered are: " + String.join(", ", tools.names()) + ".");
      } else if (!names.add(name)) {
        fields.fault(at, "names \"" + name + "\" a second time.", "Leave it out.");
      }
    }
    return List.copyOf(names);
  }

  private static @Nullable OutputSchema output(ConfigFields fields, List<Problem> problems) {
    Optional<ObjectNode> output = fields.object("output");
    if (output.isEmpty()) {
      return null;
    }
    ConfigFields inner = new ConfigFields(output.get(), "output", problems);
    String name = inner.text("name").orElse("answer");
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      inner.fault("name", "cannot be a name.", "Write 1 to 64 letters, digits, '_' or '-'.");
    }
    Optional<ObjectNode> schema = inner.object("schema");
    if (schema.isEmpty() && inner.raw("schema").isEmpty()) {
      inner.fault("schema", "is missing.", "Write a JSON schema of type object.");
    }
    schema.ifPresent(node -> problems.addAll(SchemaFaults.ofRoot(node, "output.schema")));
    inner.end();
    return schema.isPresent() ? new OutputSchema(name, schema.get()) : null;
  }

  private Limits limits(ConfigFields fields, @Nullable String model) {
    int rounds =
        fields.whole("maxRounds", 1, MOST_ROUNDS).map(Long::intValue).orElse(DEFAULT_ROUNDS);
    Long tokens = fields.whole("maxTokensTotal", 1, Long.MAX_VALUE).orElse(null);
    Money cost = money(fields).orElse(null);
    if (cost != null && model != null && models.prices().find(model, model).isEmpty()) {
      fields.fault(
          "maxCost",
          "cannot be kept: the price table has no prices for \"" + model + "\".",
          "Add prices under that name, or limit \"maxTokensTotal\" instead.");
    }
    return new Limits(rounds, cost, tokens);
  }

  private static Optional<Money> money(ConfigFields fields) {
    Optional<JsonNode> raw = fields.raw("maxCost");
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    try {
      Money money = Money.usd(raw.get().isContainerNode() ? "" : raw.get().asText());
      if (money.compareTo(Money.ZERO) > 0) {
        return Optional.of(money);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      // Said below, with what to write.
    }
    fields.fault(
        "maxCost",
        "is no amount of dollars above 0, with at most 9 decimals.",
        "Write it as \"0.05\".");
    return Optional.empty();
  }
}
