package io.carillon.spi;

import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Refusal;
import java.util.Set;

/**
 * Reads phrases that the grammar does not understand, such as a model does. Thread-safe.
 *
 * <p>It is asked only where the grammar refuses with {@link Refusal.Kind#NOT_UNDERSTOOD}: never
 * where it understood, and never instead of its question. What it answers is checked again ({@link
 * io.carillon.phrase.ProposalCheck}) and makes nothing: a person confirms it.
 */
public interface PhraseReader {

  /**
   * Reads a phrase. Blocks as long as a person may be kept waiting.
   *
   * @param words at most {@link io.carillon.phrase.Phrases#LONGEST} characters, not empty;
   *     untrusted
   * @param context where and when it is said, and what the host has registered
   * @param refusal what the grammar said
   * @throws Exception when it has no answer; the person then gets the grammar's refusal
   */
  PhraseResult read(String words, PhraseContext context, Refusal refusal) throws Exception;

  /** The names of the tools that words may name; none unless said otherwise. */
  default Set<String> tools() {
    return Set.of();
  }
}
