package io.carillon;

/** Why a run was made. A retry is an attempt of the same run, not a cause. */
public enum RunCause {
  /** A trigger's time came. */
  SCHEDULE,
  /** An event that a trigger listens for was published. */
  EVENT,
  /** A person asked for it. */
  MANUAL,
  /** Code asked for it. */
  API,
  /** It is a member of a flow run. */
  DEPENDENCY,
  /** A past range was asked for. */
  BACKFILL,
  /** An earlier run is repeated. */
  RERUN
}
