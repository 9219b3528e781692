package io.carillon;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name people give a task, unique within its namespace (the tenant).
 *
 * @param namespace letters, digits, {@code . _ -}, 1 to 100 characters; {@value #DEFAULT_NAMESPACE}
 *     unless said otherwise
 * @param name 1 to 255 characters, not blank, no control characters
 */
public record TaskKey(String namespace, String name) implements Comparable<TaskKey> {

  /** The namespace of every task that names none. */
  public static final String DEFAULT_NAMESPACE = "default";

  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public TaskKey {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "Namespace \"" + namespace + "\": write 1 to 100 letters, digits, '.', '_' or '-'.");
    }
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "Task name \""
              + name
              + "\": write 1 to 255 characters that are not all blank, without control"
              + " characters.");
    }
  }

  /** A name in the default namespace. */
  public static TaskKey of(String name) {
    return new TaskKey(DEFAULT_NAMESPACE, name);
  }

  /** Whether {@code text} may name a task. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= 255
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** Whether {@code text} may name a namespace. */
  public static boolean isNamespace(String text) {
    return NAMESPACE.matcher(text).matches();
  }

  @Override
  public int compareTo(TaskKey other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** The name alone in the default namespace, else {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace.equals(DEFAULT_NAMESPACE) ? name : namespace + "/" + name;
  }
}
