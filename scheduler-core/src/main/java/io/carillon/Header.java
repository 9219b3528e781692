package io.carillon;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What tasks and flows have in common; checked before it is made. */
final class Header {

  private static final int MOST_TRIGGERS = 100;
  private static final int LONGEST_DESCRIPTION = 10_000;

  private final TaskKey key;
  private final String description;
  private final List<Trigger> triggers;
  private final Policies policies;
  private final List<DeliveryTarget> deliveries;
  private final @Nullable String owner;
  private final Map<String, String> labels;
  private final @Nullable ZoneId zone;

  private Header(Draft draft) {
    this.key = new TaskKey(draft.namespace, draft.name);
    this.description = draft.description;
    this.triggers = List.copyOf(draft.triggers);
    this.policies = draft.policies;
    this.deliveries = List.copyOf(draft.deliveries);
    this.owner = draft.owner;
    this.labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(draft.labels));
    this.zone = draft.zone;
  }

  TaskKey key() {
    return key;
  }

  String description() {
    return description;
  }

  List<Trigger> triggers() {
    return triggers;
  }

  Policies policies() {
    return policies;
  }

  List<DeliveryTarget> deliveries() {
    return deliveries;
  }

  Optional<String> owner() {
    return Optional.ofNullable(owner);
  }

  Map<String, String> labels() {
    return labels;
  }

  Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header that
        && key.equals(that.key)
        && description.equals(that.description)
        && triggers.equals(that.triggers)
        && policies.equals(that.policies)
        && deliveries.equals(that.deliveries)
        && Objects.equals(owner, that.owner)
        && labels.equals(that.labels)
        && Objects.equals(zone, that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, description, triggers, policies, deliveries, owner, labels, zone);
  }

  /** The parts as a builder collects them. */
  static final class Draft {
    String name;
    String namespace = TaskKey.DEFAULT_NAMESPACE;
    String description = "";
    List<Trigger> triggers = new ArrayList<>();
    Policies policies = Policies.standard();
    List<DeliveryTarget> deliveries = new ArrayList<>();
    @Nullable String owner;
    Map<String, String> labels = new LinkedHashMap<>();
    @Nullable ZoneId zone;

    Draft(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    Draft(Header from) {
      this(from.key.name());
      namespace = from.key.namespace();
      description = from.description;
      triggers = new ArrayList<>(from.triggers);
      policies = from.policies;
      deliveries = new ArrayList<>(from.deliveries);
      owner = from.owner;
      labels = new LinkedHashMap<>(from.labels);
      zone = from.zone;
    }

    List<Problem> problems() {
      List<Problem> problems = new ArrayList<>();
      if (!TaskKey.isName(name)) {
        problems.add(
            Problem.of(
                "name",
                "\"" + name + "\" cannot be a name.",
                "Write 1 to 255 characters that are not all blank, without control characters."));
      }
      if (!TaskKey.isNamespace(namespace)) {
        problems.add(
            Problem.of(
                "namespace",
                "\"" + namespace + "\" cannot be a namespace.",
                "Write 1 to 100 letters, digits, '.', '_' or '-'."));
      }
      if (description.length() > LONGEST_DESCRIPTION) {
        problems.add(
            Problem.of(
                "description",
                "has " + description.length() + " characters.",
                "At most " + LONGEST_DESCRIPTION + "."));
      }
      if (triggers.size() > MOST_TRIGGERS) {
        problems.add(
            Problem.of(
                "triggers",
                "there are " + triggers.size() + " of them.",
                "At most " + MOST_TRIGGERS + "."));
      }
      if (owner != null && (owner.isBlank() || owner.length() > 255)) {
        problems.add(Problem.of("owner", "must be 1 to 255 characters, not blank."));
      }
      return problems;
    }

    Header build() {
      return new Header(this);
    }
  }
}
