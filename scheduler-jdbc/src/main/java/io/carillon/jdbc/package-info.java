/** The store on a relational database. */
@NullMarked
package io.carillon.jdbc;

import org.jspecify.annotations.NullMarked;
