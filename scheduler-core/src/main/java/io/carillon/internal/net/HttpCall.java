package io.carillon.internal.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request to make, with its secrets already filled in: never stored, never logged.
 *
 * @param body empty for none
 * @param timeout for everything: all redirects, and the whole body
 * @param maxBytes of the answer's body that are kept
 * @param redirects how many are followed; 0: none
 */
public record HttpCall(
    String method,
    URI uri,
    Map<String, String> headers,
    Bytes body,
    Duration timeout,
    int maxBytes,
    int redirects) {

  HttpCall to(URI other, String otherMethod, Map<String, String> otherHeaders, Bytes otherBody) {
    return new HttpCall(
        otherMethod, other, otherHeaders, otherBody, timeout, maxBytes, redirects - 1);
  }

  /** Without headers and body. */
  @Override
  public String toString() {
    return "HttpCall[" + method + " " + uri.getHost() + "]";
  }
}
