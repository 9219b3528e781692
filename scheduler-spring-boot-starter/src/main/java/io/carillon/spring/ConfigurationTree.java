package io.carillon.spring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A list of the configuration, such as {@code carillon.tasks}, as JSON for the codec, with the file
 * and line of every value. As everywhere in Spring Boot, a list comes whole from the property
 * source of the highest precedence that has any of it.
 */
final class ConfigurationTree {

  private final String prefix;
  private final TreeMap<Integer, Branch> elements = new TreeMap<>();
  private final Map<String, Origin> origins = new LinkedHashMap<>();

  private ConfigurationTree(String prefix) {
    this.prefix = prefix;
  }

  /** One element of the list. */
  record Element(int index, JsonNode json) {}

  /** A value, or what is below it. */
  private static final class Branch {
    private @Nullable Object value;
    private final Map<String, Branch> below = new LinkedHashMap<>();
  }

  static ConfigurationTree of(ConfigurableEnvironment environment, String prefix) {
    ConfigurationTree tree = new ConfigurationTree(prefix);
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed
          && !(source instanceof SystemEnvironmentPropertySource)
          && tree.take(environment, listed)) {
        break;
      }
    }
    return tree;
  }

  /** The elements in their order. */
  List<Element> elements() {
    List<Element> list = new ArrayList<>();
    elements.forEach(
        (index, branch) -> list.add(new Element(index, json(branch, ConfigurationPath.ROOT))));
    return list;
  }

  /**
   * The property that a path within an element names, with its file and line where they are known:
   * {@code carillon.tasks[0].triggers[0].cron (class path resource [application.yml] - 12:15)}.
   */
  String place(int index, String path) {
    String property = prefix + "[" + index + "]" + (path.isEmpty() ? "" : "." + path);
    String key = ConfigurationPath.key("[" + index + "]" + (path.isEmpty() ? "" : "." + path));
    Origin origin = origins.get(key);
    while (origin == null && !key.isEmpty()) {
      String known = key;
      origin =
          origins.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(known))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      key = key.substring(0, Math.max(key.lastIndexOf('.'), Math.max(key.lastIndexOf('['), 0)));
    }
    return origin == null ? property : property + " (" + origin + ")";
  }

  private boolean take(ConfigurableEnvironment environment, EnumerablePropertySource<?> source) {
    boolean any = false;
    for (String name : source.getPropertyNames()) {
      if (!name.startsWith(prefix + "[")) {
        continue;
      }
      any = true;
      String path = name.substring(prefix.length());
      Object value = source.getProperty(name);
      put(path, value instanceof String text ? environment.resolvePlaceholders(text) : value);
      Origin origin = OriginLookup.getOrigin(source, name);
      if (origin != null) {
        origins.put(ConfigurationPath.key(path), origin);
      }
    }
    return any;
  }

  private void put(String path, @Nullable Object value) {
    List<String> segments = ConfigurationPath.segments(path);
    Integer index = ConfigurationPath.index(segments.get(0));
    if (index == null) {
      return;
    }
    Branch branch = elements.computeIfAbsent(index, i -> new Branch());
    for (String segment : segments.subList(1, segments.size())) {
      branch = branch.below.computeIfAbsent(segment, s -> new Branch());
    }
    branch.value = value;
  }

  private static JsonNode json(Branch branch, ConfigurationPath at) {
    if (branch.below.isEmpty()) {
      return at.scalar(branch.value);
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (branch.below.keySet().stream().allMatch(key -> ConfigurationPath.index(key) != null)) {
      TreeMap<Integer, Branch> sorted = new TreeMap<>();
      branch.below.forEach(
          (key, value) -> {
            Integer index = ConfigurationPath.index(key);
            if (index != null) {
              sorted.put(index, value);
            }
          });
      ArrayNode array = nodes.arrayNode();
      sorted.values().forEach(element -> array.add(json(element, at)));
      return array;
    }
    ObjectNode object = nodes.objectNode();
    branch.below.forEach(
        (key, value) -> {
          ConfigurationPath below = at.below(key);
          JsonNode node = json(value, below);
          if (!below.isEmptyContainer(node)) {
            object.set(below.name(), node);
          }
        });
    return object;
  }
}
