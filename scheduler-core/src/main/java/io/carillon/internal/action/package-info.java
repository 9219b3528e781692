/**
 * The executors that come with core: HTTP, commands, notifications, task control, Java handlers.
 */
@NullMarked
package io.carillon.internal.action;

import org.jspecify.annotations.NullMarked;
