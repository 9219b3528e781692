package io.carillon.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the rules call reading the clock, waiting, rolling dice and asking for the JVM's zone. A
 * method reference counts like a call.
 */
final class ForbiddenCalls {

  private static final Set<String> CLOCK_METHODS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Clock.system",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickSeconds",
          "java.time.Clock.tickMinutes",
          "java.time.InstantSource.system",
          "java.util.Calendar.getInstance");

  private static final Set<String> WAITING_METHODS =
      Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

  private static final Set<String> DICE_METHODS =
      Set.of("java.lang.Math.random", "java.util.concurrent.ThreadLocalRandom.current");

  private static final Set<String> ZONE_METHODS =
      Set.of(
          "java.time.Clock.systemDefaultZone",
          "java.time.ZoneId.systemDefault",
          "java.util.TimeZone.getDefault");

  /** A constructor that takes its value from outside when it is given nothing. */
  private static final Map<String, Set<String>> BARE_CONSTRUCTORS =
      Map.of(
          "clock", Set.of("java.util.Date", "java.util.GregorianCalendar"),
          "dice", Set.of("java.util.Random", "java.util.SplittableRandom"));

  private ForbiddenCalls() {}

  static DescribedPredicate<JavaAccess<?>> readTheClock() {
    return access(
        "reads the clock",
        target ->
            CLOCK_METHODS.contains(name(target))
                || isNowWithoutAClock(target)
                || isBareConstructor(target, "clock"));
  }

  static DescribedPredicate<JavaAccess<?>> waitOnTheThread() {
    return access("waits", target -> WAITING_METHODS.contains(name(target)));
  }

  static DescribedPredicate<JavaAccess<?>> rollDice() {
    return access(
        "takes a random number that no seed repeats",
        target -> DICE_METHODS.contains(name(target)) || isBareConstructor(target, "dice"));
  }

  static DescribedPredicate<JavaAccess<?>> askForTheJvmsZone() {
    return access("asks for the JVM's time zone", target -> ZONE_METHODS.contains(name(target)));
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String description, Predicate<AccessTarget> matches) {
    return DescribedPredicate.describe(description, access -> matches.test(access.getTarget()));
  }

  private static String name(AccessTarget target) {
    return target.getOwner().getFullName() + "." + target.getName();
  }

  private static boolean isNowWithoutAClock(AccessTarget target) {
    return target.getOwner().getPackageName().startsWith("java.time")
        && target.getName().equals("now")
        && target instanceof CodeUnitAccessTarget codeUnit
        && codeUnit.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  private static boolean isBareConstructor(AccessTarget target, String kind) {
    return target.getName().equals("<init>")
        && BARE_CONSTRUCTORS.getOrDefault(kind, Set.of()).contains(target.getOwner().getFullName())
        && target instanceof CodeUnitAccessTarget codeUnit
        && codeUnit.getRawParameterTypes().isEmpty();
  }
}
