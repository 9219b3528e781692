package io.carillon.testkit.contract;

/** A part of the contract: tests over one store. */
public interface StorePart {

  /** The store of the test under way: new and empty for each. */
  StoreFixture at();
}
