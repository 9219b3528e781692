package io.carillon.internal.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a body: a value, as arrays are not. Whoever gives or takes an array copies it. */
public final class Bytes {

  /** No bytes. */
  public static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of an array. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** A text in UTF-8. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy as an array. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** How many there are. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Their number alone. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
