package io.carillon.spring;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Definitions;
import io.carillon.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.env.ConfigurableEnvironment;

/** The tasks and flows of {@code carillon.tasks} and {@code carillon.flows}. */
final class ConfiguredDefinitions {

  private final ConfigurableEnvironment environment;

  ConfiguredDefinitions(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  List<Declaration> declarations() {
    List<Declaration> declarations = new ArrayList<>();
    read("carillon.tasks", false, declarations);
    read("carillon.flows", true, declarations);
    return declarations;
  }

  private void read(String prefix, boolean flows, List<Declaration> declarations) {
    ConfigurationTree tree = ConfigurationTree.of(environment, prefix);
    for (ConfigurationTree.Element element : tree.elements()) {
      JsonNode json = element.json();
      if (json.has("nodes") != flows) {
        Problem problem =
            flows
                ? Problem.of("nodes", "is missing.", "List the members of the flow.")
                : Problem.of("nodes", "is not known here.", "Move the flow to carillon.flows.");
        declarations.add(
            Declaration.faulty(List.of(problem), p -> tree.place(element.index(), p.where())));
      } else {
        Function<Problem, String> place = p -> tree.place(element.index(), p.where());
        List<Problem> open = Placeholders.unresolved("triggers", json.path("triggers"));
        declarations.add(
            open.isEmpty()
                ? Declaration.of(() -> Definitions.read(json), place)
                : Declaration.faulty(open, place));
      }
    }
  }
}
