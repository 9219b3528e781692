package io.carillon.spring;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.carillon.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.carillon.spring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests shared = ArchTests.in(ArchitectureRules.class);
}
