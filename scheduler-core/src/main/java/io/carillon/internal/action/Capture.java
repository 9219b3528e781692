package io.carillon.internal.action;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream to its end and keeps a bounded part: the first half of the allowance and the last,
 * because a log says at its start what it does and at its end why it failed. Written by one thread
 * and read by another.
 */
final class Capture {

  private final byte[] head;
  private final byte[] tail;
  private long total;

  Capture(int maxBytes) {
    this.head = new byte[maxBytes - maxBytes / 2];
    this.tail = new byte[maxBytes / 2];
  }

  /** Reads until the end, or until the stream breaks, which ends it too. */
  void drain(InputStream in) {
    byte[] buffer = new byte[8192];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // The process is gone and its pipe with it: what was read is what there is.
    }
  }

  private synchronized void add(byte[] bytes, int length) {
    int toHead = (int) Math.min(length, Math.max(0, head.length - total));
    if (toHead > 0) {
      System.arraycopy(bytes, 0, head, (int) total, toHead);
    }
    int from = tail.length == 0 ? length : Math.max(toHead, length - tail.length);
    for (int i = from; i < length; ) {
      int place = (int) ((total + i - head.length) % tail.length);
      int run = Math.min(length - i, tail.length - place);
      System.arraycopy(bytes, i, tail, place, run);
      i += run;
    }
    total += length;
  }

  /** Whether there was more than is kept. */
  synchronized boolean truncated() {
    return total > head.length + tail.length;
  }

  /** What was kept, as UTF-8, with a line in place of what was left out. */
  synchronized String text() {
    int inHead = (int) Math.min(total, head.length);
    String start = decode(head, inHead);
    long beyond = total - inHead;
    if (beyond == 0) {
      return start;
    }
    byte[] ordered = new byte[(int) Math.min(beyond, tail.length)];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = tail[(int) ((beyond - ordered.length + i) % tail.length)];
    }
    if (!truncated()) {
      byte[] whole = new byte[inHead + ordered.length];
      System.arraycopy(head, 0, whole, 0, inHead);
      System.arraycopy(ordered, 0, whole, inHead, ordered.length);
      return decode(whole, whole.length);
    }
    long left = total - head.length - tail.length;
    return start + "\n[" + left + " bytes left out]\n" + decode(ordered, ordered.length);
  }

  /** NUL becomes visible: databases refuse it in a text. */
  private static String decode(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8).replace('\0', '\u2400');
  }
}
