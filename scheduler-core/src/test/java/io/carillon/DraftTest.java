package io.carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.internal.json.Json;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Refusal;
import io.carillon.spi.Channel;
import io.carillon.spi.Executor;
import io.carillon.spi.TaskQuery;
import io.carillon.time.Calendars;
import io.carillon.time.HolidayCalendar;
import io.carillon.time.Preview;
import io.carillon.time.PreviewFire;
import io.carillon.time.TriggerJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules looked at before they are saved: drafts from words, previews, limits. */
class DraftTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** A Wednesday, 10:00 in Paris. */
  private static final Instant NOW = Instant.parse("2026-03-04T09:00:00Z");

  private Scheduler scheduler = builder().build();

  private static SchedulerBuilder builder() {
    return Scheduler.builder()
        .clock(() -> NOW)
        .calendars(Calendars.of("holidays", HolidayCalendar.of(List.of(LocalDate.of(2026, 3, 9)))));
  }

  @AfterEach
  void close() {
    scheduler.close();
  }

  private Task drafted(String words) {
    return scheduler.draft(words, PARIS).definition().orElseThrow();
  }

  /** An executor that takes words. */
  private record Clerk(Set<String> toolNames) implements Executor {
    @Override
    public String handler() {
      return "clerk";
    }

    @Override
    public Optional<Action> drafted(String instruction, List<String> tools) {
      return Optional.of(Action.of("clerk", config(instruction, tools)));
    }

    private static ObjectNode config(String instruction, List<String> tools) {
      ObjectNode config = Json.object().put("do", instruction);
      tools.forEach(config.putArray("with")::add);
      return config;
    }

    @Override
    public List<Problem> check(ObjectNode config) {
      return List.of();
    }

    @Override
    public Outcome execute(RunContext context) {
      return Outcome.success("done");
    }
  }

  private record Slack() implements Channel {
    @Override
    public String name() {
      return "Slack";
    }

    @Override
    public List<Problem> check(ObjectNode config) {
      return List.of();
    }

    @Override
    public Answer deliver(Delivery delivery, ObjectNode config) {
      throw new IllegalStateException("Nothing is sent in these tests.");
    }
  }

  @Test
  void aDraftIsATaskToConfirmAndSavesNothing() {
    Draft draft = scheduler.draft("every Monday at 9 check sales", PARIS);
    Task task = draft.definition().orElseThrow();

    assertThat(task.key()).isEqualTo(TaskKey.of("check-sales"));
    assertThat(task.zone()).contains(PARIS);
    assertThat(task.description()).isEqualTo("every Monday at 9 check sales");
    assertThat(task.action()).isEqualTo(Action.notification("check sales"));
    assertThat(task.deliveries()).containsExactly(DeliveryTarget.to("inbox"));
    assertThat(draft.remarks())
        .containsExactly(
            "Nothing here carries out instructions: it sends the instruction as a reminder.");
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.preview(2).orElseThrow().fires())
        .extracting(fire -> fire.local().toString())
        .containsExactly(
            "2026-03-09T09:00+01:00[Europe/Paris]", "2026-03-16T09:00+01:00[Europe/Paris]");
    assertThat(scheduler.tasks().list(TaskQuery.all(10))).isEmpty();
    assertThat(scheduler.tasks().create(task, "ada").nextFire())
        .isEqualTo(draft.preview(1).orElseThrow().fires().get(0).at());
  }

  @Test
  void aTakenNameGetsTheNextFreeNumber() {
    scheduler.tasks().create(drafted("every Monday at 9 check sales"), "ada");
    scheduler.tasks().create(drafted("every Friday at 9 check sales"), "ada");

    assertThat(drafted("daily at 9 am check sales").key().name()).isEqualTo("check-sales-3");
    assertThat(
            scheduler
                .draft(
                    DraftRequest.of("daily at 9 am check sales")
                        .withNamespace("acme")
                        .withOwner("bob"))
                .definition())
        .hasValueSatisfying(
            task -> {
              assertThat(task.key()).isEqualTo(new TaskKey("acme", "check-sales"));
              assertThat(task.owner()).contains("bob");
              assertThat(task.zone()).contains(ZoneId.of("UTC"));
            });
  }

  @Test
  void whoTakesWordsGetsTheInstructionWithItsToolsAndChannels() {
    scheduler.close();
    scheduler = builder().executor(new Clerk(Set.of("weather"))).channel(new Slack()).build();
    Task work =
        drafted("every day at 7:00 use the weather tool to plan the day and send it to my Slack");
    Task reminder = drafted("remind me every day at 07:00 to plan the day");
    Task chinese = drafted("每天早上7点提醒我看新闻");
    Task write = drafted("every day at 07:00 write a reminder for the team");

    assertThat(work.action().type()).isEqualTo("clerk");
    assertThat(work.action().config().get("do").asText()).contains("plan the day");
    assertThat(work.action().config().at("/with/0").asText()).isEqualTo("weather");
    assertThat(work.deliveries()).containsExactly(DeliveryTarget.to("Slack"));
    assertThat(reminder.action()).isEqualTo(Action.notification("plan the day"));
    assertThat(chinese.action().type()).isEqualTo("notification");
    assertThat(write.action().type()).isEqualTo("clerk");
  }

  @Test
  void wordsThatSayNothingToDoSendThemselves() {
    Draft draft = scheduler.draft("every Monday at 9", PARIS);

    assertThat(draft.definition().map(Task::action))
        .contains(Action.notification("every Monday at 9"));
    assertThat(draft.remarks()).singleElement().asString().contains("do not say what to do");
  }

  @Test
  void aZoneInTheWordsIsTheTasksZone() {
    assertThat(drafted("every day at 9am New York time call Ada").zone()).contains(NEW_YORK);
  }

  @Test
  void aQuestionIsAnsweredByOneOfItsReadings() {
    String words = "every second Tuesday at 9am call Ada";
    Draft asked = scheduler.draft(words, PARIS);
    Question question = (Question) asked.result();
    Draft second = scheduler.draft(DraftRequest.of(words).withZone(PARIS).withReading(1));

    assertThat(asked.definition()).isEmpty();
    assertThat(asked.preview(5)).isEmpty();
    assertThat(asked.preview(question.readings().get(1), NOW, 1).fires())
        .extracting(PreviewFire::at)
        .containsExactly(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(((Proposal) second.result()).instruction()).isEqualTo("call Ada");
    assertThat(second.definition().orElseThrow().triggers())
        .isEqualTo(question.readings().get(1).triggers());
    assertThatThrownBy(() -> scheduler.draft(DraftRequest.of(words).withReading(2)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("the words have no reading 2. Write 0 to 1.");
  }

  @Test
  void whatElseIsUnclearIsAskedAfterAReadingIsChosen() {
    DraftRequest request =
        DraftRequest.of("every second Tuesday at 9am call Ada and send it to my Slack");

    assertThat(scheduler.draft(request).result()).isInstanceOf(Question.class);
    assertThat(scheduler.draft(request.withReading(0)).result())
        .isInstanceOfSatisfying(
            Question.class, further -> assertThat(further.text()).contains("Slack"));
  }

  @Test
  void wordsThatAreNoScheduleAreRefused() {
    Draft refused = scheduler.draft("make me happy", PARIS);

    assertThat(refused.result()).isInstanceOf(Refusal.class);
    assertThat(refused.definition()).isEmpty();
    assertThatThrownBy(() -> scheduler.draft(DraftRequest.of("daily").withNamespace("a b")))
        .hasMessageContaining("namespace: \"a b\" cannot be a namespace.");
  }

  @Test
  void aPreviewUsesTheSchedulersCalendars() {
    Task task = drafted("every Monday at 9 call Ada except holidays");

    assertThat(scheduler.preview(task, 1).fires())
        .extracting(PreviewFire::at)
        .containsExactly(Instant.parse("2026-03-16T08:00:00Z"));
    assertThat(scheduler.preview(List.of(), PARIS, 3).description(Locale.ENGLISH))
        .isEqualTo("Only by hand");
  }

  @Test
  void aPreviewOfADefinitionHasItsSpreadAsTheSavedTaskHas() {
    Task task =
        Task.named("spread")
            .on(Trigger.cron("0 9 * * *").withSpread(Duration.ofHours(1)))
            .action(Action.notification("x"))
            .build();
    Preview preview = scheduler.preview(task, 1);

    assertThat(scheduler.tasks().create(task, "ada").nextFire())
        .isEqualTo(preview.fires().get(0).at());
  }

  @Test
  void validationTellsAllThatWouldRefuseIt() {
    scheduler.close();
    scheduler = builder().limits(new Limits(Duration.ofMinutes(10), 1)).build();
    scheduler.tasks().create(notice("mine").owner("ada").build(), "ada");
    Task.Builder second =
        notice("second")
            .owner("ada")
            .on(Trigger.cron("0 9 * * *"))
            .on(Trigger.cron("5 9 1 * *"))
            .on(Trigger.at(NOW.minusSeconds(1)));

    assertThat(scheduler.tasks().validate(second.build()))
        .extracting(Problem::where, Problem::code)
        .containsExactly(
            tuple("triggers[2]", ""),
            tuple("triggers", "schedule_too_frequent"),
            tuple("owner", "limit_reached"));
    assertThatThrownBy(() -> scheduler.tasks().create(second.build(), "ada"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("2 problems");
    assertThatThrownBy(() -> scheduler.tasks().create(notice("third").owner("ada").build(), "ada"))
        .isInstanceOf(LimitReachedException.class);
  }

  @Test
  void anOwnersLimitMayBeMoreThanAPageOfTasks() {
    scheduler.close();
    scheduler = builder().limits(Limits.NONE.withTasksPerOwner(1_001)).build();
    for (int i = 0; i < 1_001; i++) {
      scheduler.tasks().create(notice("task " + i).owner("ada").build(), "ada");
    }

    assertThat(scheduler.tasks().validate(notice("more").owner("ada").build())).hasSize(1);
    assertThatThrownBy(() -> scheduler.tasks().create(notice("more").owner("ada").build(), "ada"))
        .isInstanceOf(LimitReachedException.class)
        .hasMessageContaining("may have 1001 tasks");
  }

  @Test
  void aMemberOfAFlowIsHeldToTheGapOfItsOwnTriggers() {
    scheduler.close();
    scheduler = builder().limits(Limits.NONE.withMinimumGap(Duration.ofMinutes(10))).build();
    Flow flow =
        Flow.named("flow").task(notice("inside").on(Trigger.cron("* * * * *")).build()).build();

    assertThatThrownBy(() -> scheduler.tasks().create(flow, "ada"))
        .hasMessageContaining("tasks[0].triggers: it would fire again after PT1M");
  }

  @Test
  void anUnknownCalendarIsAProblemOfItsTrigger() {
    String json = "{\"cron\":\"@daily\",\"exclude\":{\"calendars\":[\"moon\"]}}";
    Trigger trigger = TriggerJson.read(Json.read(json));

    assertThat(scheduler.tasks().problems(notice("moony").on(trigger).build()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("triggers[0].exclude.calendars");
              assertThat(problem.what()).contains("\"moon\"").contains("holidays");
            });
  }

  @Test
  void aPassedOneOffMayStayWhenSomethingElseIsEdited() {
    Task task = notice("once").on(Trigger.at(NOW.plusSeconds(60))).build();
    Instant[] now = {NOW};
    scheduler.close();
    scheduler = Scheduler.builder().clock(() -> now[0]).build();
    scheduler.tasks().create(task, "ada");
    now[0] = NOW.plusSeconds(120);

    assertThat(scheduler.tasks().validate(task.toBuilder().description("later").build())).isEmpty();
    assertThat(scheduler.tasks().validate(task.toBuilder().name("other").build())).hasSize(1);
  }

  private static Task.Builder notice(String name) {
    return Task.named(name).action(Action.notification("x"));
  }
}
