package io.carillon.jdbc;

import io.carillon.spi.StoreTransaction;

/** All rows within one transaction. The statements stand in the interfaces, by concern. */
record JdbcTransaction(Session session)
    implements StoreTransaction,
        JdbcNodes,
        JdbcTasks,
        JdbcHistory,
        JdbcFlows,
        JdbcJournal,
        JdbcDeliveries {}
