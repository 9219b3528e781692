package io.carillon;

/** What happens to a one-off whose time has passed when it is defined. */
public enum PastOnce {
  /** The definition is refused. */
  REFUSE,
  /** It fires at once, one millisecond after the definition. */
  RUN_NOW
}
