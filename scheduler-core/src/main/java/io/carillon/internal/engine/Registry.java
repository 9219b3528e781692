package io.carillon.internal.engine;

import io.carillon.Action;
import io.carillon.Definition;
import io.carillon.DeliveryTarget;
import io.carillon.Problem;
import io.carillon.Task;
import io.carillon.spi.Channel;
import io.carillon.spi.Executor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The executors and channels of a node, and what definitions are checked against. */
public final class Registry {

  private final Map<String, Executor> executors;
  private final Map<String, Channel> channels;

  /**
   * @throws IllegalArgumentException when two have the same name
   */
  public Registry(Collection<Executor> executors, Collection<Channel> channels) {
    this.executors = new LinkedHashMap<>();
    for (Executor executor : executors) {
      if (this.executors.putIfAbsent(executor.handler(), executor) != null) {
        throw new IllegalArgumentException(
            "There are two executors for \""
                + executor.handler()
                + "\". Give one of them another name.");
      }
    }
    this.channels = new LinkedHashMap<>();
    for (Channel channel : channels) {
      if (this.channels.putIfAbsent(channel.name(), channel) != null) {
        throw new IllegalArgumentException(
            "There are two channels \"" + channel.name() + "\". Give one of them another name.");
      }
    }
  }

  public Set<String> handlers() {
    return executors.keySet();
  }

  public Set<String> channels() {
    return channels.keySet();
  }

  /** The tools that words may name. */
  public Set<String> tools() {
    Set<String> tools = new TreeSet<>();
    executors.values().forEach(executor -> tools.addAll(executor.toolNames()));
    return tools;
  }

  /** The action that does what a person says in words; empty when nobody takes words. */
  public Optional<Action> drafted(String instruction, List<String> tools) {
    return executors.values().stream()
        .flatMap(executor -> executor.drafted(instruction, tools).stream())
        .findFirst();
  }

  Optional<Executor> executor(String handler) {
    return Optional.ofNullable(executors.get(handler));
  }

  Optional<Channel> channel(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  /**
   * What this node finds wrong with a definition.
   *
   * @param elsewhere handlers that other living nodes have
   */
  public List<Problem> check(Definition definition, Supplier<Set<String>> elsewhere) {
    List<Problem> problems = new ArrayList<>();
    if (definition instanceof Task task) {
      checkAction(task.action(), elsewhere, problems);
    }
    for (int i = 0; i < definition.deliveries().size(); i++) {
      checkDelivery(definition.deliveries().get(i), "deliveries[" + i + "]", problems);
    }
    return problems;
  }

  private void checkAction(Action action, Supplier<Set<String>> elsewhere, List<Problem> problems) {
    Executor executor = executors.get(action.handler());
    if (executor != null) {
      executor.check(action.config()).forEach(problem -> problems.add(problem.under("action")));
      return;
    }
    Set<String> others = elsewhere.get();
    if (others.contains(action.handler())) {
      return;
    }
    boolean java = action.type().equals(Action.JAVA);
    Set<String> known = new TreeSet<>();
    for (String handler : executors.keySet()) {
      boolean isJava = handler.startsWith(Action.JAVA + "/");
      if (java == isJava) {
        known.add(java ? handler.substring(Action.JAVA.length() + 1) : handler);
      }
    }
    String name = java ? action.config().path("handler").asText() : action.type();
    String what =
        java
            ? "no node has a Java handler \"" + name + "\"."
            : "no node has an executor for \"" + name + "\".";
    String nearest =
        Nearest.to(name, known).map(near -> " Did you mean \"" + near + "\"?").orElse("");
    String fix =
        known.isEmpty()
            ? "None is registered: register it with the scheduler."
            : "There are: " + String.join(", ", known) + "." + nearest;
    problems.add(Problem.of(java ? "action.handler" : "action.type", what, fix));
  }

  private void checkDelivery(DeliveryTarget target, String path, List<Problem> problems) {
    Channel channel = channels.get(target.channel());
    if (channel == null) {
      problems.add(
          Problem.of(
              path + ".channel",
              "there is no channel \"" + target.channel() + "\".",
              "There are: " + String.join(", ", new TreeSet<>(channels.keySet())) + "."));
      return;
    }
    channel
        .check(target.config())
        .forEach(problem -> problems.add(problem.under(path + ".config")));
  }
}
