package io.carillon.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A block of IPv4 or IPv6 addresses, as {@code 10.0.0.0/8}; one address is a block too. */
public final class AddressRange {

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Whether a text is meant as an address or a range rather than as a host name. */
  public static boolean isNumeric(String text) {
    return text.contains(":") || text.contains("/") || text.matches("[0-9.]+");
  }

  /**
   * Reads an address or a range.
   *
   * @throws IllegalArgumentException when it is not an address or a range
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash), text);
    int most = address.length * 8;
    int bits = most;
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) {
        throw new IllegalArgumentException(
            "\"" + text + "\": write 0 to " + most + " after the slash.");
      }
      bits = Integer.parseInt(length);
    }
    return new AddressRange(address, bits);
  }

  private static byte[] literal(String address, String text) {
    boolean literal = address.contains(":") || HostNames.isCanonicalIpv4(address);
    if (!literal) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an address. Write for example 10.1.2.3 or 10.1.0.0/16.");
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not an address.", e);
    }
  }

  /** Whether the address, 4 or 16 bytes, lies in it. IPv4 and IPv6 never meet. */
  public boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    if (rest == 0) {
      return true;
    }
    int mask = 0xFF << (8 - rest);
    return (address[whole] & mask) == (network[whole] & mask);
  }
}
