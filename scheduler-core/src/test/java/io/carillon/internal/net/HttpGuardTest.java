package io.carillon.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.EgressPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGuardTest {

  private static HttpGuard guard(EgressPolicy policy, String... addresses) {
    return new HttpGuard(policy, host -> addresses(addresses), true);
  }

  private static InetAddress[] addresses(String... texts) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[texts.length];
    for (int i = 0; i < texts.length; i++) {
      addresses[i] = InetAddress.getByName(texts[i]);
    }
    return addresses;
  }

  @ParameterizedTest
  @CsvSource({
    "93.184.216.34,PUBLIC",
    "8.8.8.8,PUBLIC",
    "172.15.255.255,PUBLIC",
    "172.32.0.0,PUBLIC",
    "100.63.255.255,PUBLIC",
    "100.128.0.0,PUBLIC",
    "2606:4700::1111,PUBLIC",
    "127.0.0.1,LOOPBACK",
    "127.255.255.255,LOOPBACK",
    "::1,LOOPBACK",
    "10.0.0.1,PRIVATE",
    "172.16.0.1,PRIVATE",
    "172.31.255.255,PRIVATE",
    "192.168.1.1,PRIVATE",
    "fc00::1,PRIVATE",
    "fdff::1,PRIVATE",
    "fec0::1,PRIVATE",
    "100.64.0.1,CARRIER",
    "100.127.255.255,CARRIER",
    "169.254.1.1,LINK_LOCAL",
    "fe80::1,LINK_LOCAL",
    "169.254.169.254,METADATA",
    "168.63.129.16,METADATA",
    "100.100.100.200,METADATA",
    "fd00:ec2::254,METADATA",
    "224.0.0.1,MULTICAST",
    "239.1.1.1,MULTICAST",
    "ff02::1,MULTICAST",
    "0.0.0.0,RESERVED",
    "255.255.255.255,RESERVED",
    "240.0.0.1,RESERVED",
    "192.0.2.1,RESERVED",
    "198.18.0.1,RESERVED",
    "2001:db8::1,RESERVED",
    "2001::1,RESERVED",
    "100::1,RESERVED",
    "4000::1,RESERVED",
    "::,RESERVED",
    "::ffff:10.0.0.1,PRIVATE",
    "::ffff:127.0.0.1,LOOPBACK",
    "::127.0.0.1,LOOPBACK",
    "64:ff9b::10.0.0.1,PRIVATE",
    "64:ff9b::8.8.8.8,PUBLIC",
    "64:ff9b:1::8.8.8.8,RESERVED",
    "2002:7f00:1::1,LOOPBACK",
    "2002:808:808::1,PUBLIC",
  })
  void everyAddressHasItsKind(String address, AddressKind kind) throws UnknownHostException {
    assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
  }

  @Test
  void oneBadAddressAmongManyRefusesTheHost() {
    HttpGuard guard = guard(EgressPolicy.publicOnly(), "93.184.216.34", "10.0.0.1");
    assertThatThrownBy(() -> guard.vet(URI.create("https://rebind.example/x")))
        .isInstanceOf(EgressDeniedException.class)
        .hasMessage(
            "Host \"rebind.example\" is or resolves to a private address. Outbound requests go to"
                + " public addresses only; the scheduler's egress policy can allow this host.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/"
      })
  void loopbackIsRefusedByTheRealResolverToo(String url) {
    assertThatThrownBy(() -> HttpGuard.publicOnly().vet(URI.create(url)))
        .isInstanceOf(EgressDeniedException.class)
        .hasMessageContaining("a loopback address");
  }

  @Test
  void publicHostsPass() {
    HttpGuard guard = guard(EgressPolicy.publicOnly(), "93.184.216.34", "2606:4700::1111");
    assertThatCode(() -> guard.vet(URI.create("http://example.com:8080/")))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheHostAllowsPassesAndNothingElse() {
    URI uri = URI.create("http://service.internal/");
    assertThatCode(() -> guard(EgressPolicy.allowing("10.1.0.0/16"), "10.1.2.3").vet(uri))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> guard(EgressPolicy.allowing("10.1.0.0/16"), "10.2.0.1").vet(uri))
        .isInstanceOf(EgressDeniedException.class);
    assertThatCode(() -> guard(EgressPolicy.allowing("Service.Internal"), "10.9.9.9").vet(uri))
        .doesNotThrowAnyException();
    assertThatCode(() -> guard(EgressPolicy.allowingPrivate(), "192.168.0.1").vet(uri))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> guard(EgressPolicy.allowingPrivate(), "169.254.169.254").vet(uri))
        .hasMessageContaining("the metadata service of a cloud");
    assertThatCode(
            () -> guard(EgressPolicy.allowing("169.254.169.254"), "169.254.169.254").vet(uri))
        .doesNotThrowAnyException();
  }

  @Test
  void aHostWithoutAddressIsUnknownNotDenied() {
    assertThatThrownBy(() -> guard(EgressPolicy.publicOnly()).vet(URI.create("http://x.example/")))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void plainHttpIsRefusedWhereACheckedAddressDoesNotHold() {
    HttpGuard guard =
        new HttpGuard(EgressPolicy.publicOnly(), host -> addresses("93.184.216.34"), false);
    assertThatThrownBy(() -> guard.vet(URI.create("http://example.com/")))
        .hasMessageContaining("networkaddress.cache.ttl=0");
    assertThatCode(() -> guard.vet(URI.create("https://example.com/"))).doesNotThrowAnyException();
    assertThatCode(() -> guard.vet(URI.create("http://93.184.216.34/"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.com",
        "gopher://x",
        "example.com",
        "/path",
        "",
        "http://",
        "http://user:pw@example.com/",
        "http://a b/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://example.com:0/",
        "http://example.com:70000/",
        "jar:http://x!/",
        "http://999.1.1.1/"
      })
  void oddUrlsAreRefusedWhenDefined(String url) {
    assertThat(HttpGuard.fault("url", url))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.where()).isEqualTo("url");
              assertThat(problem.fix()).startsWith("Write for example ");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "HTTPS://example.com:8443/a?b=c",
        "http://10.0.0.1/",
        "http://[::1]:8080/x"
      })
  void ordinaryUrlsHaveNoFault(String url) {
    assertThat(HttpGuard.fault("url", url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "::/129",
        "1.2.3",
        "10.0.0.0/",
        "10.0.0.0/x",
        "",
        "a b",
        "http://x"
      })
  void policyEntriesThatAreNothingAreRefused(String entry) {
    assertThatThrownBy(() -> EgressPolicy.allowing(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + entry + "\"");
  }
}
