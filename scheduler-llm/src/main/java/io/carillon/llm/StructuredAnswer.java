package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model's text read as JSON and held against a schema.
 *
 * @param value null when the text is no JSON
 * @param faults where it breaks the schema; empty when it fits
 */
record StructuredAnswer(@Nullable JsonNode value, List<String> faults) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Models like to wrap JSON as if it stood in a text for people. */
  private static final Pattern FENCED =
      Pattern.compile("```[A-Za-z]*\\s*\\n(.*?)\\n?\\s*```", Pattern.DOTALL);

  static StructuredAnswer read(String text, OutputSchema schema) {
    String json = text.strip();
    Matcher fenced = FENCED.matcher(json);
    if (fenced.matches()) {
      json = fenced.group(1);
    }
    try {
      JsonNode value = JSON.readTree(json);
      if (value == null || value.isMissingNode()) {
        return new StructuredAnswer(null, List.of("$ is empty"));
      }
      return new StructuredAnswer(value, SchemaCheck.faults(value, schema.schema()));
    } catch (JsonProcessingException e) {
      return new StructuredAnswer(null, List.of("$ is not one JSON value and nothing else"));
    }
  }

  /** What a client that cannot enforce a schema tells the model instead. */
  static String instruction(OutputSchema schema) {
    return "Answer with one JSON value and nothing else. It must fit this JSON schema:\n"
        + schema.schema();
  }

  /** What a model whose answer does not fit is told, once. */
  String repair() {
    return "Your answer does not fit the JSON schema:\n- "
        + String.join("\n- ", faults)
        + "\nAnswer again with the whole JSON value and nothing else.";
  }
}
