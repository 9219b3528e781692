package io.carillon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as data: a name, when it fires, what it does, how it behaves and where its results go. The
 * same value whether declared in code, in YAML, through REST or by a model; JSON in and out.
 */
public final class Task implements Definition {

  private final Header header;
  private final Action action;

  private Task(Header header, Action action) {
    this.header = header;
    this.action = action;
  }

  /** Starts a task in the default namespace. */
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

  /** What it does. */
  public Action action() {
    return action;
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

  /** A builder that starts from this task. */
  public Builder toBuilder() {
    return new Builder(new Header.Draft(header)).action(action);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Task that && header.equals(that.header) && action.equals(that.action);
  }

  @Override
  public int hashCode() {
    return Objects.hash(header, action);
  }

  @Override
  public String toString() {
    return "Task[" + key() + "]";
  }

  /** Collects the parts of a task; {@link #build()} refuses with every fault at once. */
  public static final class Builder {

    private final Header.Draft header;
    private @Nullable Action action;

    private Builder(Header.Draft header) {
      this.header = header;
    }

    public Builder name(String name) {
      header.name = name;
      return this;
    }

    /** The tenant; default {@link TaskKey#DEFAULT_NAMESPACE}. */
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

    /** Says what the task does; required. */
    public Builder action(Action action) {
      this.action = action;
      return this;
    }

    /** Calls the Java handler registered under {@code name}. */
    public Builder handler(String name) {
      return action(Action.java(name));
    }

    /** Calls the Java handler registered under {@code name} with this payload. */
    public Builder handler(String name, JsonNode payload) {
      return action(Action.java(name, payload));
    }

    public Builder policies(Policies policies) {
      header.policies = policies;
      return this;
    }

    /** Adds a target for results. */
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

    public Builder label(String key, String value) {
      header.labels.put(key, value);
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
     * The task.
     *
     * @throws InvalidDefinitionException with every fault of the definition
     */
    public Task build() {
      List<Problem> problems = header.problems();
      Action chosen = action;
      if (chosen == null) {
        problems.add(
            Problem.of(
                "action",
                "the task does nothing.",
                "Say what it does: a handler, a prompt, an HTTP request …"));
      }
      if (chosen == null || !problems.isEmpty()) {
        throw new InvalidDefinitionException("Task \"" + header.name + "\"", problems);
      }
      return new Task(header.build(), chosen);
    }
  }
}
