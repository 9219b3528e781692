package io.carillon.spring;

import io.carillon.Definition;
import io.carillon.Problem;
import io.carillon.Scheduler;
import io.carillon.SchedulerListener;
import io.carillon.TaskKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Declares what the host's beans and configuration ask for, once all beans are there. Either all of
 * it is saved or the application does not start, with every fault of all of it.
 */
final class Declarations implements SmartInitializingSingleton {

  private final Scheduler scheduler;
  private final AnnotatedMethods methods;
  private final ConfigurableListableBeanFactory beans;
  private final ConfigurableEnvironment environment;

  Declarations(
      Scheduler scheduler,
      AnnotatedMethods methods,
      ConfigurableListableBeanFactory beans,
      ConfigurableEnvironment environment) {
    this.scheduler = scheduler;
    this.methods = methods;
    this.beans = beans;
    this.environment = environment;
  }

  @Override
  public void afterSingletonsInstantiated() {
    beans.getBeanProvider(SchedulerListener.class).orderedStream().forEach(scheduler::listen);
    List<Declaration> all = new ArrayList<>(methods.declarations());
    all.addAll(overlooked());
    all.addAll(definitionBeans());
    all.addAll(new ConfiguredDefinitions(environment).declarations());
    List<String> faults = new ArrayList<>(UnknownSettings.faults(environment));
    List<Definition> sound = new ArrayList<>();
    Map<TaskKey, Declaration> seen = new LinkedHashMap<>();
    for (Declaration declaration : all) {
      check(declaration, seen).forEach(problem -> faults.add(declaration.told(problem)));
      Definition definition = declaration.definition();
      if (definition != null) {
        sound.add(definition);
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidDeclarationsException(faults);
    }
    scheduler.declare(sound);
  }

  private List<Problem> check(Declaration declaration, Map<TaskKey, Declaration> seen) {
    Definition definition = declaration.definition();
    if (definition == null) {
      return declaration.problems();
    }
    List<Problem> problems = new ArrayList<>(scheduler.tasks().declarationProblems(definition));
    Declaration other = seen.putIfAbsent(definition.key(), declaration);
    if (other != null) {
      problems.add(
          Problem.of(
              "name",
              "\""
                  + definition.key()
                  + "\" is declared twice, also by "
                  + other.source().apply(Problem.of("name", ""))
                  + ".",
              "Give each task a name of its own."));
    }
    return problems;
  }

  /** Annotated methods of beans whose declared type hides them, seen now that the beans exist. */
  private List<Declaration> overlooked() {
    AnnotatedMethods now = AnnotatedMethods.of(beans, environment);
    Set<String> known = names(methods);
    return names(now).stream()
        .filter(name -> !known.contains(name))
        .map(
            name ->
                Declaration.faulty(
                    List.of(
                        Problem.of(
                            "",
                            "its bean method returns a type that does not show it.",
                            "Let the @Bean method return the class that has the annotation.")),
                    problem -> "handler \"" + name + "\""))
        .toList();
  }

  private static Set<String> names(AnnotatedMethods methods) {
    Set<String> names = new TreeSet<>();
    methods.handlers().forEach(handler -> names.add(handler.name()));
    return names;
  }

  private List<Declaration> definitionBeans() {
    List<Declaration> found = new ArrayList<>();
    for (String name : beans.getBeanNamesForType(Definition.class)) {
      found.add(
          new Declaration(
              beans.getBean(name, Definition.class),
              List.of(),
              problem -> "bean \"" + name + "\""));
    }
    return found;
  }
}
