package io.carillon.testkit;

import io.carillon.Delivery;
import io.carillon.DeliveryTarget;
import io.carillon.RunStatus;
import io.carillon.spi.Rows.AttemptRow;
import io.carillon.spi.Rows.RunRecord;
import io.carillon.spi.Store;
import java.util.List;

/** A run that ended by itself has one delivery for each target that wants to hear of it. */
final class DeliveryInvariants {

  private DeliveryInvariants() {}

  static void check(Store store, List<RunRecord> runs, List<String> broken) {
    for (RunRecord record : runs) {
      AttemptRow last = record.last();
      RunStatus end = last != null && last.last() ? last.status() : null;
      List<Delivery> deliveries = store.deliveries(record.run().id());
      long wanted = end == null ? 0 : wanted(store, record, end);
      boolean cancelled = end == RunStatus.CANCELLED && deliveries.size() <= wanted;
      if (deliveries.size() != wanted && !cancelled) {
        broken.add(
            "run "
                + record.run().id()
                + " of "
                + record.run().task()
                + " is "
                + end
                + " with "
                + deliveries.size()
                + " deliveries, not "
                + wanted);
      }
    }
  }

  private static long wanted(Store store, RunRecord record, RunStatus end) {
    if (end == RunStatus.SKIPPED) {
      return 0;
    }
    List<DeliveryTarget> targets =
        store.version(record.run().taskId(), record.run().taskVersion()).orElseThrow().deliveries();
    boolean success = end == RunStatus.COMPLETED;
    return targets.stream()
        .filter(
            target ->
                target.when() == DeliveryTarget.When.ALWAYS
                    || (target.when() == DeliveryTarget.When.SUCCESS) == success)
        .count();
  }
}
