package io.carillon.llm;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tools that tasks may allow by name. A task has none unless it lists them. Immutable. */
public final class Tools {

  private static final Tools NONE = new Tools(Map.of());

  private final Map<String, Tool> byName;

  private Tools(Map<String, Tool> byName) {
    this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  public static Tools none() {
    return NONE;
  }

  public static Tools of(Tool... tools) {
    return NONE.with(List.of(tools));
  }

  /**
   * A copy with more tools.
   *
   * @throws IllegalArgumentException when a name is taken
   */
  public Tools with(Collection<Tool> tools) {
    Map<String, Tool> more = new TreeMap<>(byName);
    for (Tool tool : tools) {
      if (more.put(tool.name(), tool) != null) {
        throw new IllegalArgumentException(
            "A tool \"" + tool.name() + "\" is registered already. Give this one another name.");
      }
    }
    return new Tools(more);
  }

  public Optional<Tool> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In alphabetical order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
