package io.carillon.samples.briefing;

import io.carillon.Action;
import io.carillon.DeliveryTarget;
import io.carillon.Flow;
import io.carillon.Task;
import io.carillon.Trigger;
import io.carillon.llm.Prompt;
import io.carillon.time.CronDialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the demo does and when. {@link Gatherers} has the handlers these tasks call. */
@Configuration(proxyBeanMethods = false)
class DemoTasks {

  private static final DeliveryTarget INBOX = DeliveryTarget.to("inbox");

  /** Every minute: gather what is new, let the model sum it up, put that into the inbox. */
  // tag::briefing[]
  @Bean
  Flow morningBriefing() {
    Task gather =
        Task.named("gather-news")
            .description("Reads the commit log, changed files, the machine and the history.")
            .handler("gather-news")
            .build();
    Task write =
        Task.named("write-briefing")
            .description("Sums up the news.")
            .action(
                Prompt.of(
                        """
                        Write the briefing for {{ scheduled_at | default: "now" }} from the notes
                        below the line. Most important first, six sentences at most.
                        ---
                        {{ parents.gather-news }}
                        """)
                    .system("You brief a developer. Use nothing but the notes you are given.")
                    .maxTokens(500)
                    .action())
            .deliver(INBOX)
            .build();
    return Flow.named("morning-briefing")
        .description("Every minute here, so that you need not wait for the morning.")
        .on(Trigger.cron("* * * * *"))
        .task(gather)
        .task(write, "gather-news")
        .build();
  }

  // end::briefing[]

  /** Half a minute later: two measurements side by side, joined by a verdict. */
  // tag::flow[]
  @Bean
  Flow machineCheck() {
    return Flow.named("machine-check")
        .description("Two measurements at once, then a verdict on both.")
        .on(Trigger.cron("30 * * * * *", CronDialect.SECONDS6))
        .task(Task.named("measure-load").handler("measure-load").build())
        .task(Task.named("measure-disk").handler("measure-disk").build())
        .task(
            Task.named("judge-machine").handler("judge-machine").deliver(INBOX).build(),
            "measure-load",
            "measure-disk")
        .build();
  }

  // end::flow[]

  /** Once, counted from the very first start: a restart does not send it again. */
  // tag::reminder[]
  @Bean
  Task reminder(BriefingSettings settings) {
    return Task.named("look-around")
        .description("A reminder, once, soon after the first start.")
        .on(Trigger.in(settings.reminderAfter()))
        .action(
            Action.notification(
                "The demo is running. Stop it hard (kill -9) and start it again: nothing is lost."))
        .deliver(INBOX)
        .build();
  }

  // end::reminder[]

  /** For every file that {@link DropFolder} finds. */
  // tag::event[]
  @Bean
  Task summariseDroppedFile() {
    return Task.named("sum-up-file")
        .description("Sums up each file that is dropped into the folder.")
        .on(Trigger.onEvent(DropFolder.TOPIC))
        .action(
            Prompt.of(
                    """
                    Sum up the file "{{ payload.name }}" in three sentences at most.
                    ---
                    {{ payload.text }}
                    """)
                .maxTokens(300)
                .action())
        .deliver(INBOX)
        .build();
  }
  // end::event[]
}
