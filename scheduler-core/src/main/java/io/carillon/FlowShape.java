package io.carillon;

import io.carillon.Flow.Edge;
import io.carillon.Flow.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checks that make a list of nodes a directed graph without cycles (Kahn's algorithm). */
final class FlowShape {

  private static final int MOST_NODES = 1_000;

  private FlowShape() {}

  static List<Problem> problems(String flow, List<Node> nodes) {
    List<Problem> problems = new ArrayList<>();
    if (nodes.isEmpty()) {
      problems.add(Problem.of("nodes", "the flow has no task.", "Add at least one."));
    }
    if (nodes.size() > MOST_NODES) {
      problems.add(
          Problem.of("nodes", "there are " + nodes.size() + ".", "At most " + MOST_NODES + "."));
    }
    Map<String, Node> byName = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (byName.putIfAbsent(nodes.get(i).task(), nodes.get(i)) != null) {
        problems.add(
            Problem.of(
                "nodes[" + i + "].task",
                "\"" + nodes.get(i).task() + "\" is in the flow twice.",
                "Name each task once and list all it waits for there."));
      }
    }
    addUnknownTasks(flow, nodes, byName.keySet(), problems);
    if (problems.isEmpty()) {
      List<String> cycle = cycle(byName);
      if (!cycle.isEmpty()) {
        problems.add(
            Problem.of(
                "nodes",
                "the tasks wait for each other in a cycle: " + String.join(" -> ", cycle) + ".",
                "Remove one of these dependencies."));
      }
    }
    return problems;
  }

  private static void addUnknownTasks(
      String flow, List<Node> nodes, Set<String> names, List<Problem> problems) {
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Set<String> seen = new LinkedHashSet<>();
      for (int j = 0; j < node.after().size(); j++) {
        String needed = node.after().get(j).task();
        String where = "nodes[" + i + "].after[" + j + "]";
        if (!names.contains(needed)) {
          problems.add(
              Problem.of(
                  where,
                  String.format(
                      "Task \"%s\" needs \"%s\", which is not in flow \"%s\".",
                      node.task(), needed, flow),
                  "It has: " + String.join(", ", names) + "."));
        } else if (!seen.add(needed)) {
          problems.add(
              Problem.of(
                  where,
                  "Task \"" + node.task() + "\" names \"" + needed + "\" twice.",
                  "Name each dependency once."));
        }
      }
    }
  }

  /** The tasks of one cycle in the order of the dependencies, the first repeated; else empty. */
  static List<String> cycle(Map<String, Node> nodes) {
    Map<String, Integer> waitsFor = new HashMap<>();
    Map<String, List<String>> children = new HashMap<>();
    nodes.forEach(
        (name, node) -> {
          waitsFor.put(name, node.after().size());
          for (Edge edge : node.after()) {
            children.computeIfAbsent(edge.task(), key -> new ArrayList<>()).add(name);
          }
        });
    Deque<String> free = new ArrayDeque<>();
    waitsFor.forEach(
        (name, count) -> {
          if (count == 0) {
            free.add(name);
          }
        });
    while (!free.isEmpty()) {
      String done = free.remove();
      waitsFor.remove(done);
      for (String child : children.getOrDefault(done, List.of())) {
        if (waitsFor.merge(child, -1, Integer::sum) == 0) {
          free.add(child);
        }
      }
    }
    return waitsFor.isEmpty() ? List.of() : walk(nodes, waitsFor.keySet());
  }

  /** Every task left waits for another one left, so walking backwards must meet itself. */
  private static List<String> walk(Map<String, Node> nodes, Set<String> stuck) {
    List<String> path = new ArrayList<>();
    String at = nodes.keySet().stream().filter(stuck::contains).findFirst().orElseThrow();
    while (!path.contains(at)) {
      path.add(at);
      at =
          nodes.getOrDefault(at, new Node(at, List.of(), Flow.OnFailure.SKIP)).after().stream()
              .map(Edge::task)
              .filter(stuck::contains)
              .findFirst()
              .orElseThrow();
    }
    List<String> cycle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    cycle.add(at);
    java.util.Collections.reverse(cycle);
    return cycle;
  }
}
