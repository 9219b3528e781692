package io.carillon.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ResourceBundle;

/**
 * The rules that hold in every module. A module runs them over its own classes:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.carillon.jdbc", importOptions = DoNotIncludeTests.class)
 * class ArchitectureTest {
 *   @ArchTest static final ArchTests shared = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {

  private static final String CORE_INTERNALS = "io.carillon.internal..";

  /** The one class that reads the machine's clock and sleeps, and what is nested in it. */
  private static final DescribedPredicate<JavaClass> SYSTEM_CLOCK =
      DescribedPredicate.describe(
          "the system clock",
          type ->
              type.getName().equals("io.carillon.internal.engine.SystemClock")
                  || type.getName().startsWith("io.carillon.internal.engine.SystemClock$"));

  private static final DescribedPredicate<JavaClass> OUTSIDE_OF_CORE =
      resideInAnyPackage(
          "io.carillon.testkit..",
          "io.carillon.jdbc..",
          "io.carillon.llm..",
          "io.carillon.spring..",
          "io.carillon.samples..",
          "io.carillon.benchmarks..");

  @ArchTest
  static final ArchRule onlyTheSystemClockReadsTheTime =
      noClasses()
          .that(DescribedPredicate.not(SYSTEM_CLOCK))
          .should()
          .accessTargetWhere(ForbiddenCalls.readTheClock())
          .because(
              "\"now\" is an argument of every decision: the database's clock in production, a"
                  + " virtual one in tests")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheSystemClockSleeps =
      noClasses()
          .that(DescribedPredicate.not(SYSTEM_CLOCK))
          .should()
          .accessTargetWhere(ForbiddenCalls.waitOnTheThread())
          .because("what sleeps cannot be woken by a submit, nor run in virtual time")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingIsRandom =
      noClasses()
          .that(DescribedPredicate.not(SYSTEM_CLOCK))
          .should()
          .accessTargetWhere(ForbiddenCalls.rollDice())
          .because(
              "jitter is computed from ids, so that the same decision gives the same answer twice"
                  + " and a failing seed replays")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theZoneIsNeverTheJvms =
      noClasses()
          .should()
          .accessTargetWhere(ForbiddenCalls.askForTheJvmsZone())
          .because("a zone is the task's, the owner's or the scheduler's, never the machine's")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule internalsOfCoreStayInCore =
      noClasses()
          .that(OUTSIDE_OF_CORE)
          .should()
          .dependOnClassesThat(resideInAPackage(CORE_INTERNALS))
          .because("what is not exported may change in any release; use io.carillon or its spi")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule loggingGoesThroughSlf4j =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAPackage("java.util.logging.."))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(System.Logger.class)
          .orShould()
          .callMethod(System.class, "getLogger", String.class)
          .orShould()
          .callMethod(System.class, "getLogger", String.class, ResourceBundle.class)
          .because("the host decides where logs go, and it does so for slf4j")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingPrints =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .because("a library has no console")
          .allowEmptyShould(true);

  private ArchitectureRules() {}
}
