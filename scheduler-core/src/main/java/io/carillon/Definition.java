package io.carillon;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is stored, versioned and fired: a {@link Task}, or a {@link Flow} of several. */
public sealed interface Definition permits Task, Flow {

  /** Namespace and name: unique among all definitions. */
  TaskKey key();

  /** One or two sentences for people; empty when there is nothing to add to the name. */
  String description();

  /**
   * When it fires; their union, one fire per instant. Empty: only on request. Those in words
   * ({@link Trigger#phrase}) are read when it is saved; what is stored has none.
   */
  List<Trigger> triggers();

  Policies policies();

  /** Where results go. */
  List<DeliveryTarget> deliveries();

  /** The user it belongs to. */
  Optional<String> owner();

  Map<String, String> labels();

  /** The zone of triggers that name none; empty: its owner's, else the scheduler's. */
  Optional<ZoneId> zone();
}
