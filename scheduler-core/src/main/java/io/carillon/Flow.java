package io.carillon;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tasks joined by dependencies. The flow owns the triggers; its members are tasks of the same
 * namespace, named by their names, and run when what they wait for has ended as their edges ask. A
 * flow whose dependencies form a cycle, or name a task it does not have, cannot be built.
 */
public final class Flow implements Definition {

  /** What a dependency must have done for the edge to be met. */
  public enum When {
    /** It completed. */
    SUCCESS,
    /** It ended, however. */
    FINISHED,
    /** It failed: the edge of an alarm or a repair. */
    FAILED
  }

  /** What becomes of a member one of whose edges can no longer be met. */
  public enum OnFailure {
    /** It is skipped, with the reason, and counts as not successful for those behind it. */
    SKIP,
    /** It is blocked until a person releases or skips it. */
    BLOCK,
    /** It runs anyway, as soon as everything it waits for has ended. */
    RUN
  }

  /** One dependency of a member: the task it waits for, and how that must end. */
  public record Edge(String task, When when) {
    public Edge {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(when, "when");
    }
  }

  /** One member: its task's name, what it waits for, and what a failure before it means. */
  public record Node(String task, List<Edge> after, OnFailure onFailure) {
    public Node {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(onFailure, "onFailure");
      after = List.copyOf(after);
    }
  }

  private final Header header;
  private final List<Node> nodes;
  private final List<Task> members;

  private Flow(Header header, List<Node> nodes, List<Task> members) {
    this.header = header;
    this.nodes = List.copyOf(nodes);
    this.members = List.copyOf(members);
  }

  /** Starts a flow in the default namespace. */
  public static Builder named(String name) {
    return new Builder(new Header.Draft(name));
  }

  @Override
  public TaskKey key() {
    return header.key();
  }

  @Override
  public String description() {
    return header.description();
  }

  @Override
  public List<Trigger> triggers() {
    return header.triggers();
  }

  /** The members in the order of their definition. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Definitions of members that are saved together with the flow; not part of the flow itself. */
  public List<Task> members() {
    return members;
  }

  @Override
  public Policies policies() {
    return header.policies();
  }

  @Override
  public List<DeliveryTarget> deliveries() {
    return header.deliveries();
  }

  @Override
  public Optional<String> owner() {
    return header.owner();
  }

  @Override
  public Map<String, String> labels() {
    return header.labels();
  }

  @Override
  public Optional<ZoneId> zone() {
    return header.zone();
  }

  /** A builder that starts from this flow. */
  public Builder toBuilder() {
    Builder builder = new Builder(new Header.Draft(header));
    nodes.forEach(builder::node);
    builder.members.addAll(members);
    return builder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flow that && header.equals(that.header) && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(header, nodes);
  }

  @Override
  public String toString() {
    return "Flow[" + key() + "]";
  }

  /** Collects the parts of a flow; {@link #build()} refuses with every fault at once. */
  public static final class Builder {

    private final Header.Draft header;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Task> members = new ArrayList<>();

    private Builder(Header.Draft header) {
      this.header = header;
    }

    public Builder name(String name) {
      header.name = name;
      return this;
    }

    public Builder namespace(String namespace) {
      header.namespace = namespace;
      return this;
    }

    public Builder description(String description) {
      header.description = description;
      return this;
    }

    /** Adds a trigger. */
    public Builder on(Trigger trigger) {
      header.triggers.add(trigger);
      return this;
    }

    /**
     * Adds a schedule in words, as in {@code every weekday at 9}: {@link Trigger#phrase}.
     *
     * @throws InvalidDefinitionException when there are none, or more than 1,000 characters
     */
    public Builder schedule(String words) {
      return on(Trigger.phrase(words));
    }

    /** Replaces all triggers. */
    public Builder triggers(List<Trigger> triggers) {
      header.triggers = new ArrayList<>(triggers);
      return this;
    }

    /** Adds a member that starts when all tasks named in {@code after} have completed. */
    public Builder task(Task task, String... after) {
      members.add(task);
      return task(task.key().name(), after);
    }

    /** Adds a stored task as a member that starts when all named in {@code after} completed. */
    public Builder task(String name, String... after) {
      return node(
          new Node(
              name,
              Arrays.stream(after).map(task -> new Edge(task, When.SUCCESS)).toList(),
              OnFailure.SKIP));
    }

    /** Adds a member with its edges. */
    public Builder node(Node node) {
      nodes.add(node);
      return this;
    }

    /** Adds definitions that are saved together with the flow. */
    public Builder members(List<Task> tasks) {
      members.addAll(tasks);
      return this;
    }

    /** The members' definitions in place of those there are. */
    Builder onlyMembers(List<Task> tasks) {
      members.clear();
      return members(tasks);
    }

    public Builder policies(Policies policies) {
      header.policies = policies;
      return this;
    }

    /** Adds a target for the flow's own result. */
    public Builder deliver(DeliveryTarget target) {
      header.deliveries.add(target);
      return this;
    }

    /** Replaces all targets. */
    public Builder deliveries(List<DeliveryTarget> targets) {
      header.deliveries = new ArrayList<>(targets);
      return this;
    }

    public Builder owner(@Nullable String owner) {
      header.owner = owner;
      return this;
    }

    /** Replaces all labels. */
    public Builder labels(Map<String, String> labels) {
      header.labels = new LinkedHashMap<>(labels);
      return this;
    }

    /** The zone of triggers that name none. */
    public Builder zone(@Nullable ZoneId zone) {
      header.zone = zone;
      return this;
    }

    /**
     * The flow.
     *
     * @throws InvalidDefinitionException with every fault of the definition; a cycle is named
     */
    public Flow build() {
      List<Problem> problems = header.problems();
      problems.addAll(FlowShape.problems(header.name, nodes));
      for (Task member : members) {
        if (!member.key().namespace().equals(header.namespace)) {
          problems.add(
              Problem.of(
                  "tasks",
                  "Task \"" + member.key() + "\" is not in namespace \"" + header.namespace + "\".",
                  "A flow and its tasks share one namespace."));
        }
      }
      if (!problems.isEmpty()) {
        throw new InvalidDefinitionException("Flow \"" + header.name + "\"", problems);
      }
      return new Flow(header.build(), nodes, members);
    }
  }
}
