/**
 * The doing: threads, timers and calls. It holds no rule; what follows from what is decided by the
 * rules inside the store's transactions.
 */
@NullMarked
package io.carillon.internal.engine;

import org.jspecify.annotations.NullMarked;
