package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.DeliveryTarget;
import io.carillon.Handler;
import io.carillon.JsonCodec;
import io.carillon.Overlap;
import io.carillon.Run;
import io.carillon.RunContext;
import io.carillon.RunId;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.time.CronDialect;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Methods of beans as tasks and handlers. */
class ScheduledTaskTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CarillonAutoConfiguration.class));

  /** A payload with a type. */
  record Order(String item, int count) {}

  static class Shop {

    @ScheduledTask(
        name = "report",
        cron = "${report.cron}",
        dialect = CronDialect.QUARTZ,
        every = "45m",
        at = "2999-01-01T09:00",
        zone = "Europe/Paris",
        description = "Reports.",
        owner = "ada",
        labels = "team=sales",
        deliverTo = {"inbox", "log"},
        retries = "1",
        timeout = "90s",
        overlap = Overlap.Mode.REPLACE)
    public String report() {
      return "done";
    }

    @ScheduledTask(name = "first", event = "order.placed")
    @ScheduledTask(name = "second", afterEach = "10s", every = "-", cron = "${no.cron:}")
    public Order twice(RunContext context, @Nullable Order order) {
      context.log("order " + order);
      return new Order(order == null ? "nothing" : order.item(), 2);
    }

    @ScheduledTask
    void onRequest() throws Exception {
      throw new java.io.IOException("no route to host");
    }

    @TaskHandler("count")
    public int count(Order order) {
      return order.count();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class ShopConfiguration {

    @Bean
    @Lazy
    Shop shop(Scheduler scheduler) { // A bean with tasks may well use the scheduler.
      assertThat(scheduler).isNotNull();
      return new Shop();
    }

    @Bean
    Handler<Order> pack(Scheduler scheduler) {
      return (order, context) -> order.item() + " packed";
    }
  }

  private ApplicationContextRunner shop() {
    return runner
        .withUserConfiguration(ShopConfiguration.class)
        .withPropertyValues("report.cron=0 0 9 ? * MON-FRI");
  }

  /** Waits until a run has ended or is about to be tried again. */
  static Run ended(Scheduler scheduler, RunId id) throws Exception {
    Soon.until(
        () ->
            scheduler
                .runs()
                .find(id)
                .filter(run -> run.state().isFinal() || run.status() == RunStatus.RETRYING)
                .isPresent());
    return scheduler.runs().find(id).orElseThrow();
  }

  @Test
  void everyAttributeReachesTheTask() {
    shop()
        .run(
            context -> {
              Task task =
                  (Task)
                      context
                          .getBean(Scheduler.class)
                          .tasks()
                          .find("report")
                          .orElseThrow()
                          .definition();

              assertThat(task.triggers())
                  .containsExactly(
                      Trigger.cron("0 0 9 ? * MON-FRI", CronDialect.QUARTZ),
                      Trigger.every(Duration.ofMinutes(45)),
                      Trigger.at(java.time.LocalDateTime.parse("2999-01-01T09:00")));
              assertThat(task.zone()).hasToString("Optional[Europe/Paris]");
              assertThat(task.description()).isEqualTo("Reports.");
              assertThat(task.owner()).contains("ada");
              assertThat(task.labels()).containsEntry("team", "sales");
              assertThat(task.deliveries())
                  .extracting(DeliveryTarget::channel)
                  .containsExactly("inbox", "log");
              assertThat(task.policies().retry().retries()).isEqualTo(1);
              assertThat(task.policies().timeout()).isEqualTo(Duration.ofSeconds(90));
              assertThat(task.policies().overlap()).contains(Overlap.replace());
              assertThat(task.action().handler()).isEqualTo("java/shop.report");
            });
  }

  @Test
  void oneMethodMayBeSeveralTasksAndUnsetPlaceholdersAreNoTriggers() {
    shop()
        .run(
            context -> {
              var tasks = context.getBean(Scheduler.class).tasks();

              assertThat(tasks.find("first").orElseThrow().definition().triggers())
                  .containsExactly(Trigger.onEvent("order.placed"));
              assertThat(tasks.find("second").orElseThrow().definition().triggers())
                  .containsExactly(Trigger.afterEach(Duration.ofSeconds(10)));
              assertThat(tasks.find("shop.onRequest").orElseThrow().definition().triggers())
                  .isEmpty();
            });
  }

  @Test
  void methodsAreCalledWithPayloadAndContextAndTheirResultIsTheOutput() {
    shop()
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              JsonNode payload = JsonCodec.read("{\"item\": \"book\", \"count\": 1}");
              Run given = ended(scheduler, scheduler.run("first", payload));
              Run missing = ended(scheduler, scheduler.run("first"));
              Run failed = ended(scheduler, scheduler.run("shop.onRequest"));

              assertThat(given.output()).hasToString("Optional[{\"item\":\"book\",\"count\":2}]");
              assertThat(missing.output().orElseThrow().get("item").asText()).isEqualTo("nothing");
              assertThat(failed.error().orElseThrow()).contains("no route to host");
            });
  }

  @Test
  void handlersOfBeansAreThereForTasksOfAnyOrigin() {
    shop()
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              JsonNode payload = JsonCodec.read("{\"item\": \"book\", \"count\": 3}");
              scheduler.tasks().create(Task.named("a").handler("count", payload).build(), "me");
              scheduler.tasks().create(Task.named("b").handler("pack", payload).build(), "me");

              assertThat(ended(scheduler, scheduler.run("a")).output().orElseThrow().asInt())
                  .isEqualTo(3);
              assertThat(ended(scheduler, scheduler.run("b")).output().orElseThrow().asText())
                  .isEqualTo("book packed");
            });
  }

  static class Faulty {

    @ScheduledTask(name = "bad-cron", cron = "61 * * * *", zone = "Mars/Base")
    public void cron() {}

    @ScheduledTask(name = "dup")
    public void one() {}

    @ScheduledTask(name = "dup")
    public void two() {}

    @ScheduledTask(name = "future", every = "1h")
    public CompletionStage<String> later() {
      return CompletableFuture.completedFuture("");
    }

    @ScheduledTask(name = "wide", every = "1h")
    public void wide(String a, String b) {}

    @ScheduledTask(name = "label", labels = "nonsense", deliverTo = "fax")
    public void label() {}

    @ScheduledTask(name = "fax", deliverTo = "fax")
    public void fax() {}

    @SuppressWarnings("UnusedMethod") // It is what is refused.
    @ScheduledTask(name = "hidden", every = "1h")
    private void hidden() {}
  }

  @Test
  void allFaultsOfAllBeansAreToldAtOnceWithBeanAndMethod() {
    runner
        .withBean("faulty", Faulty.class)
        .withPropertyValues(
            "carillon.tasks[0].name=lost",
            "carillon.tasks[0].action.type=java",
            "carillon.tasks[0].action.handler=nobody")
        .run(
            context -> {
              assertThat(context).hasFailed();
              Throwable failure = context.getStartupFailure();
              assertThat(failure).isInstanceOf(InvalidDeclarationsException.class);
              InvalidDeclarationsException invalid = (InvalidDeclarationsException) failure;

              assertThat(invalid.faults())
                  .anyMatch(
                      fault ->
                          fault.startsWith(
                              "@ScheduledTask on bean \"faulty\", method Faulty.cron():"
                                  + " triggers[0].cron: Minute 61"))
                  .anyMatch(fault -> fault.contains("Faulty.cron()") && fault.contains("Mars/Base"))
                  .anyMatch(fault -> fault.contains("\"dup\" is declared twice, also by"))
                  .anyMatch(fault -> fault.contains("Faulty.later()") && fault.contains("future"))
                  .anyMatch(fault -> fault.contains("Faulty.wide()") && fault.contains("record"))
                  .anyMatch(
                      fault -> fault.contains("Faulty.label()") && fault.contains("key=value"))
                  .anyMatch(fault -> fault.contains("Faulty.fax()") && fault.contains("inbox"))
                  .anyMatch(fault -> fault.contains("Faulty.hidden()") && fault.contains("private"))
                  .anyMatch(
                      fault ->
                          fault.startsWith("carillon.tasks[0].action.handler")
                              && fault.contains("nobody"));
              FailureAnalysis analysis =
                  new InvalidDeclarationsFailureAnalyzer().analyze(failure, invalid);
              assertThat(analysis.getDescription()).contains("9 problems");
              assertThat(analysis.getAction()).contains("Nothing was saved");
            });
  }

  interface Named {}

  static class Concealed implements Named {
    @ScheduledTask(name = "concealed", every = "1h")
    public void run() {}
  }

  @Configuration(proxyBeanMethods = false)
  static class ConcealingConfiguration {
    @Bean
    String needsTheSchedulerFirst(Scheduler scheduler) {
      return scheduler.settings().node();
    }

    @Bean
    Named concealed() {
      return new Concealed();
    }
  }

  @Test
  void aBeanMethodThatHidesAnAnnotatedClassIsAFaultAndNotSilence() {
    runner
        .withUserConfiguration(ConcealingConfiguration.class)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasMessageContaining("concealed.run")
                    .hasMessageContaining("Let the @Bean method return the class"));
  }

  @Test
  void definitionsThatAreBeansAreDeclared() {
    runner
        .withBean(
            Task.class,
            () ->
                Task.named("bean")
                    .action(io.carillon.Action.notification("x"))
                    .on(Trigger.at(Instant.parse("2999-01-01T00:00:00Z")))
                    .build())
        .run(
            context ->
                assertThat(
                        context
                            .getBean(Scheduler.class)
                            .tasks()
                            .find("bean")
                            .orElseThrow()
                            .source())
                    .hasToString("DECLARED"));
  }
}
