package io.carillon.internal.net;

import java.io.IOException;

/** A request would go where it must not. The message names no address behind the host's name. */
public final class EgressDeniedException extends IOException {

  private static final long serialVersionUID = 1L;

  EgressDeniedException(String message) {
    super(message);
  }
}
