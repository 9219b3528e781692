package io.carillon.phrase;

/** What came of reading a phrase. */
public sealed interface PhraseResult permits Proposal, Question, Refusal {}
