package io.carillon.samples.testing;

import io.carillon.DeliveryTarget;
import io.carillon.Flow;
import io.carillon.Policies;
import io.carillon.Retry;
import io.carillon.RunContext;
import io.carillon.SchedulerBuilder;
import io.carillon.Task;
import io.carillon.Trigger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The tasks of a small library: what an application has, and wants to test. */
public final class Library {

  static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  private final Loans loans;

  /**
   * A library with its loans.
   *
   * @param loans asked by the tasks, from the scheduler's threads
   */
  public Library(Loans loans) {
    this.loans = loans;
  }

  /** Where the loans are; a database in earnest. */
  public interface Loans {

    /** The books that are due on a day or were before. */
    List<String> overdue(LocalDate day);
  }

  /** A book that somebody brought back. */
  public record Returned(String title) {}

  /** Registers what the tasks call, on a real scheduler's builder as on that of a test. */
  public SchedulerBuilder register(SchedulerBuilder builder) {
    return builder
        .handler("count-overdue", (payload, run) -> loans.overdue(today(run)).size())
        .handler("write-letter", (payload, run) -> letter(run))
        .handler("shelve", Returned.class, (book, run) -> "Shelved " + book.title());
  }

  /** Counts first, then writes; the letter is not written when counting failed. */
  public static Flow overdueLetters() {
    Task count =
        Task.named("count-overdue")
            .handler("count-overdue")
            .policies(
                Policies.standard()
                    .withRetry(
                        Retry.upTo(2)
                            .withFirst(Duration.ofMinutes(10))
                            .withLongest(Duration.ofHours(1))))
            .build();
    Task letter =
        Task.named("write-letter")
            .handler("write-letter")
            .deliver(DeliveryTarget.to("inbox"))
            .build();
    return Flow.named("overdue-letters")
        .on(Trigger.cron("0 8 * * MON").withZone(LISBON))
        .task(count)
        .task(letter, "count-overdue")
        .build();
  }

  /** Every book that comes back is shelved. */
  public static Task shelving() {
    return Task.named("shelving").on(Trigger.onEvent("book.returned")).handler("shelve").build();
  }

  private static String letter(RunContext run) {
    int overdue = run.parents().values().iterator().next().asInt();
    return overdue == 0 ? "Nothing is overdue." : overdue + " books are overdue.";
  }

  private static LocalDate today(RunContext run) {
    return run.now().atZone(LISBON).toLocalDate();
  }
}
