package io.carillon.samples.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that end with a line feed, with or without a carriage return before it. Unlike {@link
 * BufferedReader#readLine} it does not end a line at a carriage return alone, which would answer
 * one line twice; and it keeps only the beginning of an endless line.
 */
final class Lines {

  /** How much of a line is kept, in characters. */
  static final int LONGEST = 1_000_000;

  private static final int END = -1;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Reader reader;
  private boolean first = true;

  /**
   * @param in UTF-8; what is not becomes a replacement character
   */
  Lines(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() throws IOException {
    int read = reader.read();
    if (read == END) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    for (; read != END && read != '\n'; read = reader.read()) {
      if (line.length() < LONGEST) {
        line.append((char) read);
      }
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    if (first && line.length() > 0 && line.charAt(0) == BYTE_ORDER_MARK) {
      line.deleteCharAt(0);
    }
    first = false;
    return line.toString();
  }
}
