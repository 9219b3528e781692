/**
 * What every store must do, as tests by concern. {@link io.carillon.testkit.StoreContract} is all
 * of them together: extend that.
 */
@NullMarked
package io.carillon.testkit.contract;

import org.jspecify.annotations.NullMarked;
