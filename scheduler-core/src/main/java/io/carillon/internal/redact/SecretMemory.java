package io.carillon.internal.redact;

import io.carillon.spi.SecretResolver;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A resolver that remembers, in memory alone, the values it handed out, so that they are redacted
 * from then on wherever they show up. Thread-safe.
 */
public final class SecretMemory implements SecretResolver {

  private final SecretResolver source;
  private final Set<String> values = new HashSet<>();
  private volatile Redactor redactor = Redactor.standard();

  public SecretMemory(SecretResolver source) {
    this.source = source;
  }

  @Override
  public Optional<String> resolve(String name) {
    Optional<String> value = source.resolve(name);
    value.ifPresent(this::remember);
    return value;
  }

  private synchronized void remember(String value) {
    if (values.add(value)) {
      redactor = Redactor.knowing(values);
    }
  }

  /** A redactor that knows every value handed out so far. Ask again for each write. */
  public Redactor redactor() {
    return redactor;
  }
}
