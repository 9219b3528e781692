package io.carillon.testkit;

import io.carillon.spi.ClusterClock;
import io.carillon.spi.Tables;
import io.carillon.testkit.contract.ClaimContract;
import io.carillon.testkit.contract.ConcurrencyContract;
import io.carillon.testkit.contract.DeadlineContract;
import io.carillon.testkit.contract.DeliveryContract;
import io.carillon.testkit.contract.EventContract;
import io.carillon.testkit.contract.FlowContract;
import io.carillon.testkit.contract.HistoryContract;
import io.carillon.testkit.contract.InterventionContract;
import io.carillon.testkit.contract.JournalContract;
import io.carillon.testkit.contract.LimitContract;
import io.carillon.testkit.contract.OverlapContract;
import io.carillon.testkit.contract.PlanContract;
import io.carillon.testkit.contract.PoisonContract;
import io.carillon.testkit.contract.PolicyContract;
import io.carillon.testkit.contract.SettleContract;
import io.carillon.testkit.contract.StoreFixture;
import io.carillon.testkit.contract.TaskContract;
import io.carillon.testkit.contract.ZoneContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store must do. Extend it and name the tables; each test gets new, empty ones, and the
 * {@link Invariants} are checked after each:
 *
 * <pre>{@code
 * class MyTablesContractTest extends StoreContract {
 *   @Override
 *   protected Tables newTables(ClusterClock clock) {
 *     return new MyTables(...);
 *   }
 * }
 * }</pre>
 */
public abstract class StoreContract
    implements ClaimContract,
        ConcurrencyContract,
        SettleContract,
        JournalContract,
        InterventionContract,
        TaskContract,
        LimitContract,
        ZoneContract,
        PlanContract,
        PolicyContract,
        DeadlineContract,
        OverlapContract,
        EventContract,
        DeliveryContract,
        FlowContract,
        HistoryContract,
        PoisonContract {

  private StoreFixture fixture;

  /** For the stores that extend it. */
  protected StoreContract() {}

  /**
   * New, empty tables; closed after the test.
   *
   * @param clock the time of the test, for tables that have no clock of their own
   */
  protected abstract Tables newTables(ClusterClock clock);

  @Override
  public final StoreFixture at() {
    return fixture;
  }

  @BeforeEach
  final void openStore() {
    VirtualClock clock = VirtualClock.create();
    fixture = new StoreFixture(newTables(clock), clock, 1);
  }

  @AfterEach
  final void checkInvariantsAndClose() {
    try {
      Invariants.check(fixture.store(), fixture.tables());
    } finally {
      fixture.store().close();
    }
  }
}
