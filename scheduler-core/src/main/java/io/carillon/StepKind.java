package io.carillon;

/** What one journaled step is. */
public enum StepKind {
  /** A piece of the host's code. */
  CODE,
  /** A value that changes by itself (the time, a file, memory), recorded at its first use. */
  INPUT,
  /** A call of a model. */
  MODEL,
  /** A call of a tool, asked for by a model. */
  TOOL,
  /** A wait for a person. */
  APPROVAL
}
