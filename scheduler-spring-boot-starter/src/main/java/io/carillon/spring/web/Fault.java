package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.InvalidDefinitionException;
import io.carillon.JsonCodec;
import io.carillon.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A request that is refused, as a problem of RFC 9457. Its text is for the client. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;
  private final String title;
  private final transient List<Problem> problems;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param kind the last part of the problem's type
   * @param detail what happened, what was expected, what to do
   */
  Fault(int status, String kind, String title, String detail) {
    this(status, kind, title, detail, List.of());
  }

  private Fault(int status, String kind, String title, String detail, List<Problem> problems) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.title = title;
    this.problems = problems;
  }

  static Fault badRequest(String detail) {
    return new Fault(400, "bad-request", "The request cannot be read", detail);
  }

  static Fault notFound(String detail) {
    return new Fault(404, "not-found", "There is no such thing", detail);
  }

  static Fault conflict(String detail) {
    return new Fault(409, "conflict", "It is in another state", detail);
  }

  /** A refused definition; of a kind of its own when all that is wrong has one code. */
  static Fault invalid(InvalidDefinitionException e) {
    Set<String> codes = e.problems().stream().map(Problem::code).collect(Collectors.toSet());
    String detail = String.valueOf(e.getMessage());
    if (codes.equals(Set.of("schedule_too_frequent"))) {
      String title = "The schedule is too frequent";
      return new Fault(422, "schedule-too-frequent", title, detail, e.problems());
    }
    String title = "The definition is not valid";
    return new Fault(422, "invalid-definition", title, detail, e.problems());
  }

  static Fault invalid(String field, String what, String fix) {
    return invalid(
        new InvalidDefinitionException("The request", List.of(Problem.of(field, what, fix))));
  }

  /** The faults of a definition; empty for another refusal. */
  List<Problem> problems() {
    return problems;
  }

  /** The same refusal with a header set. */
  Fault with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Answer answer(String path) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "urn:carillon:problem:" + kind);
    json.put("code", kind.replace('-', '_'));
    json.put("title", title);
    json.put("status", status);
    json.put("detail", getMessage());
    json.put("instance", path);
    if (!problems.isEmpty()) {
      json.set("problems", list(problems));
    }
    Answer answer = Answer.text(status, "application/problem+json", JsonCodec.write(json));
    headers.forEach(answer::with);
    return answer;
  }

  /** Faults of a definition: where, what, and what to write. */
  static ArrayNode list(List<Problem> problems) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Problem problem : problems) {
      ObjectNode json =
          list.addObject()
              .put("field", problem.where())
              .put("what", problem.what())
              .put("fix", problem.fix());
      if (!problem.code().isEmpty()) {
        json.put("code", problem.code());
      }
    }
    return list;
  }
}
