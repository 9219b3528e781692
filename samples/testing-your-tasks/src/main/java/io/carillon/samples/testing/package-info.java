/** How an application tests its own tasks. */
@NullMarked
package io.carillon.samples.testing;

import org.jspecify.annotations.NullMarked;
