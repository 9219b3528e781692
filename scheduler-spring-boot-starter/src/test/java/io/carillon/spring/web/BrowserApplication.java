package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.Flow;
import io.carillon.Handler;
import io.carillon.Money;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.RunContext;
import io.carillon.Step;
import io.carillon.StepKind;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.Usage;
import io.carillon.spi.OwnerZones;
import io.carillon.spring.ScheduledTask;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application with a task of every kind that the page shows. */
@SpringBootConfiguration
@EnableAutoConfiguration
class BrowserApplication {

  static final Gate gate = new Gate();

  /** Holds a run until a test lets it go on. */
  static final class Gate {

    private CountDownLatch latch = new CountDownLatch(1);

    synchronized void reset() {
      latch = new CountDownLatch(1);
    }

    synchronized void open() {
      latch.countDown();
    }

    void pass() throws InterruptedException {
      CountDownLatch now;
      synchronized (this) {
        now = latch;
      }
      now.await(60, TimeUnit.SECONDS);
    }
  }

  @Bean
  Reports reports() {
    return new Reports();
  }

  @Bean
  OwnerZones ownerZones() {
    return (namespace, owner) ->
        owner.equals("mia") ? Optional.of(ZoneId.of("Asia/Tokyo")) : Optional.empty();
  }

  @Bean
  OtherLanguage otherLanguage() {
    return new OtherLanguage();
  }

  @Bean
  Flow digest() {
    return Flow.named("morning-digest")
        .description("Fetches the news and the weather, then writes one digest of both.")
        .on(Trigger.cron("0 7 * * MON-FRI Europe/Paris"))
        .task(Task.named("fetch-news").handler("fetch").build())
        .task(Task.named("fetch-weather").handler("fetch").build())
        .task(Task.named("write-digest").handler("summary").build(), "fetch-news", "fetch-weather")
        .task(
            Task.named("archive")
                .handler("broken")
                .policies(Policies.standard().withRetry(Retry.never()))
                .build(),
            "write-digest")
        .build();
  }

  @Bean
  Handler<com.fasterxml.jackson.databind.JsonNode> fetch() {
    return (payload, context) -> {
      context.log("fetching " + context.task());
      return Map.of("items", 12);
    };
  }

  @Bean
  Handler<com.fasterxml.jackson.databind.JsonNode> broken() {
    return (payload, context) -> {
      throw new IllegalStateException("the archive is read-only");
    };
  }

  @Bean
  Handler<com.fasterxml.jackson.databind.JsonNode> summary() {
    return (payload, context) -> {
      Step step =
          Step.named("round-1/model")
              .kind(StepKind.MODEL)
              .request(
                  JsonNodeFactory.instance.objectNode().put("prompt", "Summarise <b>this</b>."));
      Step.Result result =
          context.step(
              step,
              () ->
                  new Step.Result(
                      JsonNodeFactory.instance.textNode(
                          "Two deliveries are late. <script>document.title = 'hacked'</script>"),
                      Usage.tokens(812, 96).withCost(Money.usd("0.000331")),
                      "offline-extractive"));
      return Map.of("text", result.response().asText());
    };
  }

  static class Reports {

    @ScheduledTask(
        name = "sales-briefing",
        description = "Looks at yesterday's sales and says what changed.",
        cron = "0 9 * * MON-FRI",
        zone = "Europe/Paris",
        deliverTo = "inbox",
        labels = "team=sales")
    public Map<String, Object> sales(RunContext context) throws Exception {
      context.log("reading 1,204 orders");
      gate.pass();
      context.log("done");
      return Map.of("text", "Sales rose by 4 % against last week.\nReturns stayed flat.");
    }

    @ScheduledTask(name = "heartbeat", every = "5m", description = "Says that it is alive.")
    public String heartbeat(RunContext context) {
      context.log("tick");
      return "alive";
    }

    @ScheduledTask(name = "import-orders", every = "1h", retries = "1")
    public void failing() {
      throw new IllegalStateException("orders.example.com refused the connection");
    }

    @ScheduledTask(
        name = "on-upload",
        event = "file.dropped",
        description = "Reads a dropped file.")
    public Duration upload(com.fasterxml.jackson.databind.JsonNode payload) {
      return Duration.ofSeconds(3);
    }
  }
}
