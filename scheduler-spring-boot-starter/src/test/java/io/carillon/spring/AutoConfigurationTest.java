package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.carillon.Action;
import io.carillon.Delivery;
import io.carillon.Health;
import io.carillon.Outcome;
import io.carillon.Problem;
import io.carillon.Run;
import io.carillon.RunContext;
import io.carillon.RunStatus;
import io.carillon.Scheduler;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerListener;
import io.carillon.SchedulerSettings;
import io.carillon.Task;
import io.carillon.jdbc.JdbcStore;
import io.carillon.llm.Models;
import io.carillon.spi.Channel;
import io.carillon.spi.Executor;
import io.carillon.spi.Store;
import io.carillon.spring.actuate.CarillonHealthAutoConfiguration;
import io.carillon.spring.actuate.CarillonMetricsAutoConfiguration;
import io.carillon.spring.web.CarillonWebAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What is wired from the host's beans and class path, and what backs off to them. */
class AutoConfigurationTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  CarillonAutoConfiguration.class,
                  CarillonJdbcAutoConfiguration.class,
                  CarillonLlmAutoConfiguration.class,
                  CarillonHealthAutoConfiguration.class,
                  CarillonMetricsAutoConfiguration.class));

  @TempDir Path folder;

  private DataSource sqlite() {
    return new SimpleDriverDataSource(
        new org.sqlite.JDBC(), "jdbc:sqlite:" + folder.resolve("host.db"));
  }

  @Test
  void withNothingConfiguredTasksAreInMemoryAndTheNodeWorks() {
    runner.run(
        context -> {
          Scheduler scheduler = context.getBean(Scheduler.class);

          assertThat(context).doesNotHaveBean(Store.class);
          assertThat(scheduler.store().isShared()).isFalse();
          assertThat(scheduler.health().state()).isEqualTo(Health.State.UP);
          assertThat(scheduler.settings().node()).startsWith("carillon@");
        });
  }

  @Test
  void settingsComeFromTheConfiguration() {
    runner
        .withPropertyValues(
            "carillon.zone=Asia/Shanghai",
            "carillon.retention=7d",
            "carillon.node.name=blue",
            "carillon.node.workers=3",
            "carillon.node.lease=9s",
            "carillon.node.drain=1s",
            "carillon.node.catch-up-per-minute=5")
        .run(
            context ->
                assertThat(context.getBean(SchedulerSettings.class))
                    .isEqualTo(
                        new SchedulerSettings(
                            "blue",
                            3,
                            Duration.ofSeconds(9),
                            java.time.ZoneId.of("Asia/Shanghai"),
                            Duration.ofSeconds(1),
                            Duration.ofDays(7),
                            5,
                            true)));
  }

  @Test
  void aSettingOutOfItsBoundsKeepsTheApplicationFromStarting() {
    runner
        .withPropertyValues("carillon.node.workers=0")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessage("Setting workers is 0: write 1 to 10000."));
  }

  @Test
  void aDisabledNodeServesAndRunsNothing() {
    runner
        .withPropertyValues("carillon.enabled=false")
        .withBean("tick", Ticking.class)
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              var run = scheduler.run("tick");

              assertThat(scheduler.health().state()).isEqualTo(Health.State.DISABLED);
              assertThat(scheduler.tasks().find("tick")).isPresent();
              assertThat(scheduler.runs().find(run).orElseThrow().status())
                  .isEqualTo(RunStatus.PENDING);
              assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                  .isEqualTo(Status.UP);
            });
  }

  static class Ticking {
    @ScheduledTask(name = "tick")
    public String tick() {
      return "tock";
    }
  }

  @Test
  void tasksAreKeptInTheHostsDataSource() {
    runner
        .withBean(DataSource.class, this::sqlite)
        .withBean("tick", Ticking.class)
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              Run run = ScheduledTaskTest.ended(scheduler, scheduler.run("tick"));

              assertThat(context.getBean(Store.class)).isInstanceOf(JdbcStore.class);
              assertThat(run.output().orElseThrow().asText()).isEqualTo("tock");
            });
    // The context is closed: what it wrote is there for the next one.
    runner
        .withBean(DataSource.class, this::sqlite)
        .withBean("tick", Ticking.class)
        .run(
            context ->
                assertThat(
                        context
                            .getBean(Scheduler.class)
                            .runs()
                            .list(io.carillon.spi.RunQuery.newest(9)))
                    .hasSize(1));
  }

  @Test
  void tasksAreKeptInAFileThatIsNamed() {
    Path file = folder.resolve("deep/tasks.db");
    runner
        .withPropertyValues("carillon.store.type=file", "carillon.store.path=" + file)
        .run(context -> assertThat(context.getBean(Store.class)).isInstanceOf(JdbcStore.class));

    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void aStoreThatCannotBeIsRefusedWithWhatToDo() {
    runner
        .withPropertyValues("carillon.store.type=jdbc")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("carillon.store.type"));
    runner
        .withPropertyValues("carillon.store.type=file")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("carillon.store.path"));
  }

  @Test
  void memoryIsUsedWhereItIsAskedForOrTheModuleIsNotThere() {
    runner
        .withBean(DataSource.class, this::sqlite)
        .withPropertyValues("carillon.store.type=memory")
        .run(context -> assertThat(context).doesNotHaveBean(Store.class));
    runner
        .withBean(DataSource.class, this::sqlite)
        .withClassLoader(new FilteredClassLoader("io.carillon.jdbc"))
        .run(context -> assertThat(context.getBean(Scheduler.class).store().isShared()).isFalse());
  }

  @Test
  void theHostsOwnSchedulerWins() {
    runner
        .withBean("mine", Scheduler.class, () -> Scheduler.builder().build())
        .run(context -> assertThat(context).hasSingleBean(Scheduler.class).hasBean("mine"));
  }

  @Configuration(proxyBeanMethods = false)
  static class Parts {

    private final List<SchedulerEvent> heard = new CopyOnWriteArrayList<>();

    @Bean
    Executor shout() {
      return new Executor() {
        @Override
        public String handler() {
          return "shout";
        }

        @Override
        public List<Problem> check(com.fasterxml.jackson.databind.node.ObjectNode config) {
          return List.of();
        }

        @Override
        public Outcome execute(RunContext context) {
          return Outcome.success("HEY");
        }
      };
    }

    @Bean
    Channel pigeon() {
      return new Channel() {
        @Override
        public String name() {
          return "pigeon";
        }

        @Override
        public List<Problem> check(com.fasterxml.jackson.databind.node.ObjectNode config) {
          return List.of();
        }

        @Override
        public Answer deliver(
            Delivery delivery, com.fasterxml.jackson.databind.node.ObjectNode config) {
          return Answer.delivered();
        }
      };
    }

    @Bean
    List<SchedulerEvent> heard() {
      return heard;
    }

    @Bean
    SchedulerListener listener(Scheduler scheduler) { // A listener may use the scheduler.
      return heard::add;
    }

    @Bean
    SchedulerCustomizer customizer() {
      return builder -> builder.handler("extra", (payload, context) -> "extra");
    }
  }

  @Test
  void executorsChannelsListenersAndCustomizersOfTheHostAreUsed() {
    runner
        .withUserConfiguration(Parts.class)
        .withBean(
            Task.class,
            () ->
                Task.named("loud")
                    .action(
                        Action.of(
                            "shout",
                            io.carillon.Definitions.write(Task.named("x").handler("y").build())
                                .objectNode()))
                    .deliver(io.carillon.DeliveryTarget.to("pigeon"))
                    .build())
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              Run run = ScheduledTaskTest.ended(scheduler, scheduler.run("loud"));
              scheduler.tasks().create(Task.named("e").handler("extra").build(), "me");

              assertThat(run.output().orElseThrow().asText()).isEqualTo("HEY");
              assertThat(context.getBean(Parts.class).heard)
                  .extracting(SchedulerEvent::kind)
                  .contains(SchedulerEvent.Kind.TASK_SAVED, SchedulerEvent.Kind.RUN_ENDED);
            });
  }

  static class Echo implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("It is sunny.")).build();
    }
  }

  @Test
  void chatModelsAreModelsUnderTheirBeansNames() {
    runner
        .withBean("small", ChatModel.class, Echo::new)
        .withBean("large", ChatModel.class, Echo::new)
        .withPropertyValues(
            "carillon.tasks[0].name=weather",
            "carillon.tasks[0].action.type=prompt",
            "carillon.tasks[0].action.model=small",
            "carillon.tasks[0].action.prompt=How is the weather?")
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              Run run = ScheduledTaskTest.ended(scheduler, scheduler.run("weather"));

              assertThat(context.getBean(Models.class).names()).containsExactly("large", "small");
              assertThat(context.getBean(ModelCatalog.class).names()).hasSize(2);
              assertThat(run.output().orElseThrow().toString()).contains("It is sunny.");
            });
  }

  @Test
  void withoutTheLlmModuleThereIsNoPromptAndNoFault() {
    runner
        .withClassLoader(new FilteredClassLoader("io.carillon.llm", "dev.langchain4j"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("carillonPromptExecutor");
            });
  }

  @Test
  void withoutActuatorAndMicrometerThereIsNoHealthAndNoFault() {
    runner
        .withClassLoader(
            new FilteredClassLoader("io.micrometer", "org.springframework.boot.health"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("carillonHealthIndicator");
              assertThat(context).doesNotHaveBean("carillonMetrics");
            });
  }

  @Test
  void theHealthIndicatorShowsTheNodeAndCanBeSwitchedOff() {
    runner.run(
        context -> {
          var health = context.getBean("carillonHealthIndicator", HealthIndicator.class).health();

          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails()).containsEntry("state", "UP").containsKey("capacity");
        });
    runner
        .withPropertyValues("management.health.carillon.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("carillonHealthIndicator"));
  }

  @Test
  void runsAreCountedAndTimed() {
    runner
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean("tick", Ticking.class)
        .run(
            context -> {
              Scheduler scheduler = context.getBean(Scheduler.class);
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              scheduler.run("tick");
              Soon.until(() -> registry.find("carillon.run.lag").timer() != null);

              assertThat(registry.get("carillon.queue").tag("status", "PENDING").gauge().value())
                  .isZero();
              assertThat(registry.get("carillon.node.capacity").gauge().value()).isEqualTo(16);
              assertThat(registry.get("carillon.node.up").gauge().value()).isEqualTo(1);
              assertThat(registry.get("carillon.runs").tag("status", "COMPLETED").counter().count())
                  .isEqualTo(1);
              assertThat(registry.get("carillon.run.duration").timer().count()).isEqualTo(1);
              assertThat(registry.get("carillon.run.lag").timer().count()).isEqualTo(1);
            });
  }

  @Test
  void theWebPartsAreOffUntilAskedFor() {
    WebApplicationContextRunner web =
        new WebApplicationContextRunner()
            .withConfiguration(
                AutoConfigurations.of(
                    CarillonAutoConfiguration.class, CarillonWebAutoConfiguration.class));

    web.run(context -> assertThat(context).doesNotHaveBean("carillonApi"));
    web.withPropertyValues("carillon.web.enabled=true")
        .run(context -> assertThat(context).hasBean("carillonApi").hasBean("carillonPage"));
    web.withPropertyValues("carillon.web.enabled=true", "carillon.web.page.enabled=false")
        .run(context -> assertThat(context).hasBean("carillonApi").doesNotHaveBean("carillonPage"));
    web.withPropertyValues("carillon.web.enabled=true", "carillon.web.api-path=api/")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("carillon.web.api-path"));
  }

  static class Slow {

    private final java.util.concurrent.CountDownLatch started =
        new java.util.concurrent.CountDownLatch(1);

    @ScheduledTask(name = "slow")
    public String slow() throws InterruptedException {
      started.countDown();
      new java.util.concurrent.CountDownLatch(1)
          .await(300, java.util.concurrent.TimeUnit.MILLISECONDS);
      return "in time";
    }
  }

  @Test
  void aStoppingContextDrainsBeforeTheDataSourceCloses() {
    Slow slow = new Slow();
    runner
        .withBean(DataSource.class, this::sqlite)
        .withBean("slow", Slow.class, () -> slow)
        .run(
            context -> {
              context.getBean(Scheduler.class).run("slow");
              slow.started.await();
            });
    runner
        .withBean(DataSource.class, this::sqlite)
        .withBean("slow", Slow.class, Slow::new)
        .withPropertyValues("carillon.enabled=false")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(Scheduler.class)
                            .runs()
                            .list(io.carillon.spi.RunQuery.newest(9)))
                    .singleElement()
                    .satisfies(run -> assertThat(run.status()).isEqualTo(RunStatus.COMPLETED)));
  }
}
