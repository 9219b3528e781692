package io.carillon.phrase;

/** Who read a phrase. */
public enum Source {
  /** The library's own grammar: the same words always give the same answer. */
  GRAMMAR,
  /** A model: it may be wrong in ways the grammar is not, so a person should look twice. */
  MODEL
}
