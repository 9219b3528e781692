/**
 * Time: cron expressions, fire times, calendars, previews. Everything here is pure: no clock is
 * read, no thread is started, the current instant is always an argument.
 */
@NullMarked
package io.carillon.time;

import org.jspecify.annotations.NullMarked;
