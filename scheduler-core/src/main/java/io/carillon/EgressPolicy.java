package io.carillon;

import io.carillon.internal.net.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where outbound HTTP may go: to public addresses, and to what the host allows besides. Holds for
 * the HTTP action and the webhook channel. Immutable.
 */
public final class EgressPolicy {

  private final boolean privateAllowed;
  private final Set<String> hosts;
  private final List<AddressRange> ranges;

  private EgressPolicy(boolean privateAllowed, Set<String> hosts, List<AddressRange> ranges) {
    this.privateAllowed = privateAllowed;
    this.hosts = hosts;
    this.ranges = ranges;
  }

  /** Public addresses only: the default. */
  public static EgressPolicy publicOnly() {
    return new EgressPolicy(false, Set.of(), List.of());
  }

  /**
   * Public, private (RFC 1918, ULA), carrier-grade NAT and loopback addresses. Link-local addresses
   * and the metadata services of clouds stay refused, unless named with {@link #allowing}.
   */
  public static EgressPolicy allowingPrivate() {
    return new EgressPolicy(true, Set.of(), List.of());
  }

  /**
   * Public addresses, and these: host names ({@code ollama}), addresses ({@code 127.0.0.1}) or
   * ranges ({@code 10.1.0.0/16}). A named host may resolve to any address.
   *
   * @throws IllegalArgumentException when an entry is none of these
   */
  public static EgressPolicy allowing(String... entries) {
    Set<String> hosts = new TreeSet<>();
    List<AddressRange> ranges = new ArrayList<>();
    for (String entry : entries) {
      if (AddressRange.isNumeric(entry)) {
        ranges.add(AddressRange.parse(entry));
      } else if (entry.isBlank() || !entry.matches("[A-Za-z0-9._-]+")) {
        throw new IllegalArgumentException(
            "\"" + entry + "\": write a host name, an address or a range like 10.1.0.0/16.");
      } else {
        hosts.add(entry.toLowerCase(Locale.ROOT));
      }
    }
    return new EgressPolicy(false, Set.copyOf(hosts), List.copyOf(ranges));
  }

  /** Whether private, carrier-grade NAT and loopback addresses are all allowed. */
  public boolean isPrivateAllowed() {
    return privateAllowed;
  }

  /** The host names that are allowed whatever they resolve to, in lower case. */
  public Set<String> hosts() {
    return hosts;
  }

  /** Whether this address is in one of the ranges that were named. */
  public boolean names(byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
