package io.carillon;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.carillon.architecture.ArchitectureRules;
import io.carillon.architecture.PureRules;

@AnalyzeClasses(packages = "io.carillon", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests shared = ArchTests.in(ArchitectureRules.class);

  @ArchTest static final ArchTests pure = ArchTests.in(PureRules.class);
}
