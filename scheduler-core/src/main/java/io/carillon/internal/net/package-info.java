/** Guarded outbound HTTP: where it may go, how much it may bring back, how long it may take. */
@NullMarked
package io.carillon.internal.net;

import org.jspecify.annotations.NullMarked;
