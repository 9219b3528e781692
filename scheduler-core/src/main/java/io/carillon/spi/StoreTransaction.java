package io.carillon.spi;

/**
 * One transaction over the rows of a store. Methods named {@code lock…} read rows that no other
 * transaction can change until this one ends; the others just read. Locks are taken in one order
 * everywhere: owners, schedules, flow runs, ready rows; each in ascending order of ids. Everything
 * takes and returns collections: one statement, or one batch, for each call. Empty collections are
 * answered without a statement.
 */
public interface StoreTransaction
    extends NodeRows, TaskRows, RunRows, FlowRows, JournalRows, DeliveryRows {}
