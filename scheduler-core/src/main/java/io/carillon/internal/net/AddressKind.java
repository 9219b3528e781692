package io.carillon.internal.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What an address is for, by the IANA registries of special-purpose addresses (RFC 6890 and its
 * successors). IPv6 is public only in 2000::/3, outside the special blocks in it.
 */
enum AddressKind {
  PUBLIC("a public address"),
  LOOPBACK("a loopback address"),
  PRIVATE("a private address"),
  CARRIER("a carrier-grade NAT address"),
  LINK_LOCAL("a link-local address"),
  METADATA("the metadata service of a cloud"),
  MULTICAST("a multicast address"),
  RESERVED("a reserved address");

  private static final Map<AddressKind, List<AddressRange>> BLOCKS =
      Map.of(
          METADATA,
          ranges("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"),
          LOOPBACK,
          ranges("127.0.0.0/8", "::1"),
          PRIVATE,
          ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
          CARRIER,
          ranges("100.64.0.0/10"),
          LINK_LOCAL,
          ranges("169.254.0.0/16", "fe80::/10"),
          MULTICAST,
          ranges("224.0.0.0/4", "ff00::/8"),
          RESERVED,
          ranges(
              "0.0.0.0/8",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20"));

  private static final AddressRange GLOBAL_IPV6 = AddressRange.parse("2000::/3");
  private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
  private static final AddressRange COMPATIBLE = AddressRange.parse("::/96");

  private final String words;

  AddressKind(String words) {
    this.words = words;
  }

  private static List<AddressRange> ranges(String... texts) {
    return Arrays.stream(texts).map(AddressRange::parse).toList();
  }

  /** With its article: {@code a loopback address}. */
  String words() {
    return words;
  }

  /** Whether a policy that allows private addresses includes it. */
  boolean isPrivate() {
    return this == LOOPBACK || this == PRIVATE || this == CARRIER;
  }

  /** The kind of an address; of one that carries an IPv4 address inside, the kind of that. */
  static AddressKind of(InetAddress address) {
    return of(address.getAddress());
  }

  private static AddressKind of(byte[] address) {
    // First, because its addresses also lie in wider blocks.
    if (isIn(METADATA, address)) {
      return METADATA;
    }
    for (AddressKind kind : values()) {
      if (isIn(kind, address)) {
        return kind;
      }
    }
    if (address.length == 4) {
      return PUBLIC;
    }
    if (NAT64.contains(address) || COMPATIBLE.contains(address)) {
      return of(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return of(Arrays.copyOfRange(address, 2, 6));
    }
    return GLOBAL_IPV6.contains(address) ? PUBLIC : RESERVED;
  }

  private static boolean isIn(AddressKind kind, byte[] address) {
    return BLOCKS.getOrDefault(kind, List.of()).stream().anyMatch(range -> range.contains(address));
  }
}
