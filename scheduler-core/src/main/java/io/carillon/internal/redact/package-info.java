/** Takes secrets out of everything that is written down. */
@NullMarked
package io.carillon.internal.redact;

import org.jspecify.annotations.NullMarked;
