/**
 * The grammar behind {@link io.carillon.phrase.Phrases}: words become senses (one table per
 * language), senses become chunks (one matcher per kind of expression), chunks become a schedule, a
 * question or a refusal. Pure: no clock, no threads, no logging.
 */
@NullMarked
package io.carillon.internal.phrase;

import org.jspecify.annotations.NullMarked;
