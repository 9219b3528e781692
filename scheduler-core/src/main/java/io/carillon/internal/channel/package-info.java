/** The channels that come with core: inbox, log, webhook. */
@NullMarked
package io.carillon.internal.channel;

import org.jspecify.annotations.NullMarked;
