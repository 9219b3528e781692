package io.carillon.internal.net;

import java.util.regex.Pattern;

/** The ways a host is written in a URL. */
final class HostNames {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

  private HostNames() {}

  /** Four decimal numbers without leading zeros: the only form that every parser reads alike. */
  static boolean isCanonicalIpv4(String host) {
    return IPV4.matcher(host).matches();
  }

  /**
   * Whether a host is an address in a form that parsers disagree on: {@code 127.1}, {@code
   * 2130706433}, {@code 0x7f.0.0.1}, {@code 0177.0.0.1}. A host whose last label is a number is an
   * address to the WHATWG URL standard.
   */
  static boolean isOddIpv4(String host) {
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = bare.substring(bare.lastIndexOf('.') + 1);
    return NUMBER.matcher(last).matches() && !isCanonicalIpv4(host);
  }

  /** The host without the brackets of an IPv6 literal. */
  static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
