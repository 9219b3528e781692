package io.carillon;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A task in words, and whose it is to be. Immutable. */
public final class DraftRequest {

  private final String words;
  private final String namespace;
  private final @Nullable ZoneId zone;
  private final @Nullable String owner;
  private final How how;

  /** Which reading was chosen, null for none yet; and whether only the grammar may be asked. */
  private record How(@Nullable Integer reading, boolean grammarOnly) {}

  private DraftRequest(
      String words, String namespace, @Nullable ZoneId zone, @Nullable String owner, How how) {
    this.words = Objects.requireNonNull(words, "words");
    this.namespace = Objects.requireNonNull(namespace, "namespace");
    this.zone = zone;
    this.owner = owner;
    this.how = how;
  }

  /** Words of nobody in particular, in the default namespace and the zone in effect there. */
  public static DraftRequest of(String words) {
    return new DraftRequest(words, TaskKey.DEFAULT_NAMESPACE, null, null, new How(null, false));
  }

  /** The same, said by somebody in this zone. */
  public DraftRequest withZone(ZoneId other) {
    return new DraftRequest(words, namespace, Objects.requireNonNull(other), owner, how);
  }

  /** The same, for a task of this namespace. */
  public DraftRequest withNamespace(String other) {
    return new DraftRequest(words, other, zone, owner, how);
  }

  /** The same, for a task of this owner. */
  public DraftRequest withOwner(String other) {
    return new DraftRequest(words, namespace, zone, Objects.requireNonNull(other), how);
  }

  /**
   * The same, with the question answered that the words raise.
   *
   * @param other which of the question's readings, from 0
   */
  public DraftRequest withReading(int other) {
    return new DraftRequest(words, namespace, zone, owner, new How(other, how.grammarOnly()));
  }

  /**
   * The same, read by the grammar alone: what it does not understand is refused, and no {@link
   * io.carillon.spi.PhraseReader} is asked, which may cost money and seconds.
   */
  public DraftRequest byGrammarOnly() {
    return new DraftRequest(words, namespace, zone, owner, new How(how.reading(), true));
  }

  public String words() {
    return words;
  }

  public String namespace() {
    return namespace;
  }

  /** The zone of the person; empty: the one in effect. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  public Optional<String> owner() {
    return Optional.ofNullable(owner);
  }

  /** Whether nobody but the grammar is asked. */
  public boolean isGrammarOnly() {
    return how.grammarOnly();
  }

  /** The chosen reading; empty: none yet. */
  public OptionalInt reading() {
    Integer reading = how.reading();
    return reading == null ? OptionalInt.empty() : OptionalInt.of(reading);
  }
}
