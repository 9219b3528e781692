/** What tests of tasks, stores, triggers and executors stand on. */
module io.carillon.testkit {
  requires transitive io.carillon;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;
  requires static transitive org.jspecify;

  exports io.carillon.testkit;
  exports io.carillon.testkit.contract;
  exports io.carillon.testkit.simulation;
}
