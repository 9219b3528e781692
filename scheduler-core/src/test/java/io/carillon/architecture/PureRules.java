package io.carillon.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.carillon.time.Calendars;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;

/**
 * Decide, then do: the packages that decide are functions of their arguments. What they may not use
 * is here, with the reason.
 */
public final class PureRules {

  private static final String[] PURE = {
    "io.carillon.internal.rules..",
    "io.carillon.time..",
    "io.carillon.phrase..",
    "io.carillon.internal.time..",
    "io.carillon.internal.phrase..",
    "io.carillon.internal.flow.."
  };

  /** Of java.util.concurrent: a unit of time, and maps that remember what a function computed. */
  private static final Set<String> HARMLESS =
      Set.of(
          "java.util.concurrent.TimeUnit",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentMap");

  private static final DescribedPredicate<JavaClass> THREADS =
      DescribedPredicate.describe(
          "run, wait for or lock threads",
          type ->
              type.isAssignableTo(Thread.class)
                  || type.isAssignableTo(ThreadLocal.class)
                  || type.getName().startsWith("java.util.Timer")
                  || (type.getPackageName().startsWith("java.util.concurrent")
                      && !HARMLESS.contains(type.getName())));

  @ArchTest
  static final ArchRule decisionsUseNoThreads =
      noClasses()
          .that(resideInAnyPackage(PURE))
          .should()
          .dependOnClassesThat(THREADS)
          .because("a decision is a function: the simulation runs it on one thread, in any order")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisionsTakeNoMonitor =
      ArchRuleDefinition.noMethods()
          .that()
          .areDeclaredInClassesThat(resideInAnyPackage(PURE))
          .and()
          .areNotDeclaredIn(Calendars.class)
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED)
          .because(
              "a decision shares nothing, so there is nothing to lock; the calendars alone are"
                  + " shared and reloaded while decisions read them")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisionsUseNoSql =
      noClasses()
          .that(resideInAnyPackage(PURE))
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi.."))
          .because("all stores, and the simulation, use the same decisions")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisionsDoNotLog =
      noClasses()
          .that(resideInAnyPackage(PURE))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging.."))
          .because("a decision says what it decided in what it returns; whoever does it, logs it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisionsHaveNoClock =
      noClasses()
          .that(resideInAnyPackage(PURE))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .because("\"now\" is an argument, or the same decision answers differently twice")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisionsDoNotReachTheEngine =
      noClasses()
          .that(resideInAnyPackage(PURE))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.carillon.internal.engine.."))
          .because("doing knows deciding, never the other way round")
          .allowEmptyShould(true);

  private PureRules() {}
}
