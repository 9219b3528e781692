package io.carillon.samples.testing;

import static io.carillon.testkit.CarillonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.Delivery;
import io.carillon.Event;
import io.carillon.RunStatus;
import io.carillon.testkit.TestScheduler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryTest {

  // tag::year[]
  @Test
  void aYearOfMondaysAtEightInLisbon() {
    TestScheduler scheduler = scheduler(day -> List.of("Moby-Dick"));

    scheduler.advance(Duration.ofDays(365));

    assertThat(scheduler).completed("overdue-letters", 52);
    assertThat(scheduler.runs("overdue-letters"))
        .extracting(run -> run.due().atZone(Library.LISBON).toLocalTime().toString())
        .containsOnly("08:00"); // in summer too
  }

  // end::year[]

  private static TestScheduler scheduler(Library.Loans loans) {
    Library library = new Library(loans);
    return TestScheduler.startingAt("2026-01-01T00:00:00Z")
        .with(library::register)
        .declare(Library.overdueLetters(), Library.shelving());
  }

  @Test
  void theLetterSaysWhatWasCounted() {
    TestScheduler scheduler = scheduler(day -> List.of("Emma", "Ulysses"));

    scheduler.advance(Duration.ofDays(7));

    assertThat(scheduler.inbox())
        .extracting(delivery -> delivery.content().asText())
        .containsExactly("2 books are overdue.");
  }

  // tag::retry[]
  @Test
  void aDatabaseThatIsAwayForAMomentOnlyDelaysTheLetter() {
    int[] asked = {0};
    TestScheduler scheduler =
        scheduler(
            day -> {
              if (++asked[0] <= 2) {
                throw new IllegalStateException("The database is away.");
              }
              return List.of();
            });

    scheduler.advance(Duration.ofDays(7));

    assertThat(scheduler).lastRun("count-overdue").completed().hasFailures(2);
    assertThat(scheduler.inbox())
        .extracting(delivery -> delivery.content().asText())
        .containsExactly("Nothing is overdue.");
  }

  // end::retry[]

  @Test
  void aDatabaseThatStaysAwayMeansNoLetterAndSaysWhy() {
    TestScheduler scheduler =
        scheduler(
            day -> {
              throw new IllegalStateException("The database is away.");
            });

    scheduler.advance(Duration.ofDays(7));

    assertThat(scheduler).lastRun("count-overdue").failedWith("The database is away.");
    assertThat(scheduler).lastRun("write-letter").is(RunStatus.SKIPPED);
    assertThat(scheduler.inbox()).extracting(Delivery::status).doesNotContain(RunStatus.COMPLETED);
  }

  // tag::event[]
  @Test
  void aBookThatComesBackIsShelvedOnce() {
    TestScheduler scheduler = scheduler(day -> List.of());
    Event returned =
        Event.of(
            "book.returned", "loan-17", JsonNodeFactory.instance.objectNode().put("title", "Emma"));

    scheduler.publish(returned).publish(returned).runDue();

    assertThat(scheduler).completed("shelving", 1).lastRun("shelving").hasOutput("Shelved Emma");
  }
  // end::event[]
}
