package io.carillon.spring.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.Flow;
import io.carillon.Handler;
import io.carillon.Outcome;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.RunContext;
import io.carillon.Task;
import io.carillon.spring.ScheduledTask;
import io.carillon.spring.TaskHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Handlers of every temper, for tests of the REST API. */
@SpringBootConfiguration
@EnableAutoConfiguration
class RestApplication {

  @Bean
  Work work() {
    return new Work();
  }

  @Bean
  Handler<JsonNode> broken() {
    return (payload, context) -> {
      throw new IllegalStateException("the disk is full");
    };
  }

  @Bean
  OtherLanguage otherLanguage() {
    return new OtherLanguage();
  }

  @Bean
  Flow guarded() {
    Policies once = Policies.standard().withRetry(Retry.never());
    return Flow.named("guarded")
        .task(Task.named("first").handler("broken").policies(once).build())
        .node(
            new Flow.Node(
                "second",
                java.util.List.of(new Flow.Edge("first", Flow.When.SUCCESS)),
                Flow.OnFailure.BLOCK))
        .members(java.util.List.of(Task.named("second").handler("echo").build()))
        .build();
  }

  static class Work {

    private final CountDownLatch never = new CountDownLatch(1);

    /** A payload with a type. */
    record Greeting(String name, int times) {}

    @ScheduledTask(name = "declared", cron = "0 9 * * MON-FRI", zone = "Europe/Paris")
    @TaskHandler("echo")
    public JsonNode echo(JsonNode payload, RunContext context) {
      context.log("echoing for " + context.cause());
      return payload;
    }

    @TaskHandler("greet")
    public Map<String, Object> greet(Greeting greeting) {
      return Map.of("text", "Hello " + greeting.name());
    }

    @TaskHandler("stuck")
    public void stuck(RunContext context) throws InterruptedException {
      context.log("waiting");
      never.await();
    }

    @TaskHandler("pass")
    public Outcome pass() {
      return new Outcome.Skipped("nothing to do");
    }

    @TaskHandler("asks")
    public Outcome asks(RunContext context) {
      return context.state().get("asked").isPresent() ? Outcome.success("approved") : ask(context);
    }

    private static Outcome ask(RunContext context) {
      context.state().put("asked", true + "");
      return new Outcome.Suspend("approve", Duration.ofHours(1), "waits for approval");
    }
  }
}
