package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.spring.web.Server.Reply;
import jakarta.servlet.DispatcherType;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The REST API and the page under the host's Spring Security, as an ordinary host sets it up. */
class SecurityTest {

  private static Server server;

  @Import(RestApplication.class)
  static class SecuredApplication {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(
              requests ->
                  requests
                      .dispatcherTypeMatchers(DispatcherType.ERROR)
                      .permitAll()
                      .anyRequest()
                      .authenticated())
          .httpBasic(Customizer.withDefaults())
          .build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("ada").password("{noop}secret").roles("USER").build(),
          User.withUsername("root").password("{noop}secret").roles("CARILLON_ADMIN").build());
    }
  }

  @BeforeAll
  static void start() {
    server = Server.start(SecuredApplication.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpRequest.Builder as(String user, String path) {
    String login =
        Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    return server.api(path).header("Authorization", "Basic " + login);
  }

  /** What the page does first: the token, and the session that it belongs to. */
  private static Reply session(String user) {
    return server.send(as(user, "/session").GET());
  }

  private static Reply post(String user, String path, String body) {
    Reply session = session(user);
    JsonNode csrf = session.json().get("csrf");
    return server.send(
        as(user, path)
            .header("Cookie", session.header("Set-Cookie").replaceAll(";.*", ""))
            .header(csrf.get("header").asText(), csrf.get("token").asText())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void nothingIsShownWithoutALogin() {
    assertThat(server.get("/tasks").status()).isEqualTo(401);
    assertThat(server.send(server.request("/carillon/").GET()).status()).isEqualTo(401);
    assertThat(server.get("/events").status()).isEqualTo(401);
  }

  @Test
  void aWriteWithoutTheHostsTokenIsRefused() {
    Reply refused =
        server.send(
            as("ada", "/tasks/declared/run")
                .header("X-Carillon-Request", "1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void aWriteWithTheHostsTokenIsMadeByTheUserWhoIsLoggedIn() throws Exception {
    Reply accepted = post("ada", "/tasks/declared/run", "{\"payload\": 1}");
    RunId id = RunId.of(accepted.json().get("run").asText());
    server.awaitStatus(id, RunStatus.COMPLETED);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(server.send(as("ada", "/runs/" + id).GET()).json().get("actor").asText())
        .isEqualTo("ada");
  }

  @Test
  void onlyAdministratorsSeeTheDetailOfAFailure() throws Exception {
    String body =
        "{\"name\": \"failing\", \"policies\": {\"retry\": {\"retries\": 0}},"
            + " \"action\": {\"type\": \"java\", \"handler\": \"broken\"}}";
    assertThat(post("ada", "/tasks", body).status()).isEqualTo(201);
    RunId id = RunId.of(post("ada", "/tasks/failing/run", "{}").json().get("run").asText());
    server.awaitStatus(id, RunStatus.FAILED);
    JsonNode user = server.send(as("ada", "/runs/" + id).GET()).json();
    JsonNode admin = server.send(as("root", "/runs/" + id).GET()).json();

    assertThat(user.at("/error/message").asText()).contains("the disk is full");
    assertThat(user.get("error").has("detail")).isFalse();
    assertThat(admin.at("/error/detail").asText()).contains("RestApplication");
    assertThat(session("root").json().get("admin").asBoolean()).isTrue();
  }
}
