package io.carillon.spring;

import java.util.List;

/** The models that prompts may name, as the page shows them. */
@FunctionalInterface
public interface ModelCatalog {

  /** Their names, in alphabetical order. */
  List<String> names();
}
