package io.carillon;

import org.jspecify.annotations.Nullable;

/** A payload does not decode to the type its handler declares. Fails the run without a retry. */
public final class InvalidPayloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidPayloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
