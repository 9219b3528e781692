/**
 * What all stores share: transactions that read rows, let the rules decide, and write what changes.
 * The memory store's rows are here too.
 */
@NullMarked
package io.carillon.internal.store;

import org.jspecify.annotations.NullMarked;
