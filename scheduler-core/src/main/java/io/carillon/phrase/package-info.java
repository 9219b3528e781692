/**
 * Schedules in words: {@link io.carillon.phrase.Phrases} reads "every Monday at 9 check sales" and
 * answers with a proposal, a question or a refusal. No model, no network, no clock: the same words
 * with the same {@code now} give the same answer.
 */
@NullMarked
package io.carillon.phrase;

import org.jspecify.annotations.NullMarked;
