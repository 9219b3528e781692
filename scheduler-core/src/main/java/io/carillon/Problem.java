package io.carillon;

import java.util.Objects;

/**
 * One fault of a definition: where it is, what is wrong (with what was expected), and what to write
 * instead. Never holds a secret, a prompt or an output.
 *
 * @param where the path of the faulty part, as in JSON: {@code triggers[1].cron}; empty for the
 *     whole definition
 * @param what one sentence: what was found and what was expected
 * @param fix one sentence: what to write or do; may be empty when {@code what} already says it
 * @param code what programs tell it by, {@code schedule_too_frequent}; empty for ordinary faults
 */
public record Problem(String where, String what, String fix, String code) {

  public Problem {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(fix, "fix");
    Objects.requireNonNull(code, "code");
  }

  /** A fault without a code. */
  public Problem(String where, String what, String fix) {
    this(where, what, fix, "");
  }

  /** A problem whose {@code what} says all there is to say. */
  public static Problem of(String where, String what) {
    return new Problem(where, what, "");
  }

  public static Problem of(String where, String what, String fix) {
    return new Problem(where, what, fix);
  }

  /** The same problem, seen from one level further out: {@code cron} under {@code triggers[0]}. */
  public Problem under(String prefix) {
    if (prefix.isEmpty()) {
      return this;
    }
    String path = where.isEmpty() || where.startsWith("[") ? prefix + where : prefix + "." + where;
    return new Problem(path, what, fix, code);
  }

  /** The same problem with a code, which stays the same when the words change. */
  public Problem withCode(String other) {
    return new Problem(where, what, fix, other);
  }

  @Override
  public String toString() {
    return (where.isEmpty() ? "" : where + ": ") + what + (fix.isEmpty() ? "" : " " + fix);
  }
}
