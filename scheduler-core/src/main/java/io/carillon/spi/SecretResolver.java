package io.carillon.spi;

import java.util.Optional;

/**
 * Gives the values of secrets. Tasks hold references, {@code {"secret": "name"}}, and the value is
 * asked for at the moment it is used; Carillon never stores it and redacts it wherever it shows up.
 * Thread-safe. Called on the thread of a run, so it may read from a vault; what it throws fails the
 * attempt, which is then retried.
 */
@FunctionalInterface
public interface SecretResolver {

  /** The value of a secret; empty when there is none of that name. */
  Optional<String> resolve(String name);

  /** Knows no secret. */
  static SecretResolver none() {
    return name -> Optional.empty();
  }
}
