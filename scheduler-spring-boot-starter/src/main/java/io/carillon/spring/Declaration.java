package io.carillon.spring;

import io.carillon.Definition;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task or flow that the host's code or configuration declares, or the faults that kept it from
 * being one.
 *
 * @param source where a fault of it is, in words: the bean and method, or the property and line
 */
record Declaration(
    @Nullable Definition definition, List<Problem> problems, Function<Problem, String> source) {

  /** What {@code made} gives, or what it refuses. */
  static Declaration of(Supplier<Definition> made, Function<Problem, String> source) {
    try {
      return new Declaration(made.get(), List.of(), source);
    } catch (InvalidDefinitionException e) {
      return new Declaration(null, e.problems(), source);
    }
  }

  /** A declaration that is wrong. */
  static Declaration faulty(List<Problem> problems, Function<Problem, String> source) {
    return new Declaration(null, List.copyOf(problems), source);
  }

  /** A fault as a person finds it. */
  String told(Problem problem) {
    String place = source.apply(problem);
    boolean placed = !problem.where().isEmpty() && place.contains(problem.where());
    Problem shown = placed ? new Problem("", problem.what(), problem.fix()) : problem;
    return place + ": " + shown;
  }
}
