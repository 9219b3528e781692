package io.carillon.internal.engine;

/** Why an attempt is asked to end before it is done. */
enum Interruption {
  /** A person, a policy or the run's flow asked for it. */
  CANCEL,
  /** It took longer than its task allows. */
  TIMEOUT,
  /** The node closes; the run is free again and nothing is counted against it. */
  SHUTDOWN,
  /** The claim no longer stands; whatever comes of it is thrown away. */
  FENCED
}
