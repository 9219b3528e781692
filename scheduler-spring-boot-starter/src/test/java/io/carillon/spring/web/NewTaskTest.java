package io.carillon.spring.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.carillon.StoredTask;
import io.carillon.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks made on the page, in words or by choosing, in a real Chromium. */
@Tag("slow")
class NewTaskTest {

  private static final String TASKS = "**/api/carillon/tasks";

  @RegisterExtension
  static final Chromium chromium =
      new Chromium(
          Server.NO_SECURITY, "carillon.zone=Europe/Paris", "carillon.limits.minimum-gap=1m");

  private Page page;

  @BeforeEach
  void open() {
    page = chromium.page();
    page.getByText("New task").click();
    assertThat(words()).isFocused();
  }

  private Locator words() {
    return page.getByLabel("When, and what to do");
  }

  private Locator meaning() {
    return chromium.find("#preview-title");
  }

  private Locator fires() {
    return chromium.find(".meaning .fires li");
  }

  private Locator create() {
    return chromium.button("Create");
  }

  private static Optional<StoredTask> stored(String name) {
    return chromium.server().scheduler().tasks().find(name);
  }

  @Test
  void wordsAreShownAsTheyWereReadAndSavedOnceConfirmed() {
    words().fill("every weekday at 8:15 summarise my inbox");

    assertThat(meaning()).containsText("At 08:15, Monday to Friday");
    assertThat(fires()).hasCount(5);
    assertThat(fires().first()).containsText(", 08:15");
    assertThat(chromium.find(".zone")).containsText("Zone Europe/Paris");
    assertThat(chromium.find("#derived-cron")).hasText("15 8 * * MON-FRI");
    assertThat(chromium.find("#month .fires").first()).isVisible();
    assertThat(chromium.find("#said mark")).hasText(new String[] {"every weekday", "at 8:15"});
    assertThat(chromium.find("#does")).containsText("summarise my inbox");
    assertThat(chromium.find("#does")).containsText("Nothing here carries out instructions");
    assertThat(chromium.find("#heard")).containsText("At 08:15, Monday to Friday");
    assertThat(page.getByLabel("Name")).hasValue("summarise-my-inbox");
    assertThat(stored("summarise-my-inbox")).isEmpty();

    page.getByLabel("Name").fill("morning-mail");
    page.getByLabel("log").check();
    words().press("Enter");
    assertThat(create()).isFocused();
    create().press("Enter");

    assertThat(chromium.find("h1")).hasText("morning-mail");
    assertThat(chromium.find("#schedule")).containsText("15 8 * * MON-FRI");
    assertThat(chromium.find("#upcoming li")).hasCount(5);
    Task task = (Task) stored("morning-mail").orElseThrow().definition();
    assertThat(task.description()).contains("every weekday at 8:15 summarise my inbox");
    assertThat(task.deliveries())
        .extracting(target -> target.channel())
        .containsExactly("inbox", "log");
  }

  @Test
  void aQuestionIsAnsweredByChoosingAReading() {
    words().fill("every day at 3 remind me to stretch");
    assertThat(meaning()).containsText("before or after noon?");
    assertThat(chromium.find(".reading")).hasCount(2);
    assertThat(chromium.find(".reading").nth(1).locator("li")).hasCount(3);
    assertThat(create()).hasCount(0);

    chromium.button("15:00").click();
    assertThat(meaning()).containsText("At 15:00 every day");
    assertThat(meaning()).isFocused();
    assertThat(fires().first()).containsText(", 15:00");

    chromium.button("Choose again").click();
    chromium.button("03:00").click();
    assertThat(fires().first()).containsText(", 03:00");
    create().click();
    assertThat(chromium.find("#schedule")).containsText("0 3 * * *");
  }

  @Test
  void aRefusalSaysWhyAndOffersNothingToCreate() {
    words().fill("make tea");
    assertThat(chromium.find("#refusal")).containsText("There is no day, time or interval");
    assertThat(create()).hasCount(0);

    words().fill("make tea every day at 16:00");
    assertThat(meaning()).containsText("At 16:00 every day");
    assertThat(create()).isEnabled();
  }

  @Test
  void aModelIsAskedOnlyWhenAPersonWantsIt() {
    words().fill(OtherLanguage.CLEAR);
    assertThat(chromium.find("#refusal")).isVisible();
    assertThat(create()).hasCount(0);

    chromium.button("Ask the model").click();

    assertThat(meaning()).containsText("09:00");
    assertThat(chromium.find("#assumptions")).containsText("A model read the words.");
    assertThat(create()).isEnabled();

    words().fill("make tea");
    assertThat(chromium.find("#refusal")).containsText("There is no day, time or interval");
  }

  @Test
  void theZoneIsChosenOrNamedInTheWords() {
    assertThat(page.getByLabel("Zone")).hasValue("Europe/Paris");
    assertThat(chromium.find("optgroup[label=Likely] option"))
        .hasText(new String[] {"Europe/Paris (the scheduler's)", "Europe/Lisbon (this browser's)"});
    words().fill("every day at 8:30 remind me to stretch");
    assertThat(fires().first()).containsText(Pattern.compile("08:30 \\+0[12]:00"));

    page.getByLabel("Zone").selectOption("Asia/Kolkata");
    assertThat(fires().first()).containsText("08:30 +05:30");

    words().fill("every day at 8:30 Tokyo time remind me to stretch");
    assertThat(fires().first()).containsText("08:30 +09:00");
    assertThat(chromium.find(".zone")).containsText("Asia/Tokyo, which the schedule names");
  }

  @Test
  void theOwnersZoneIsInEffectUntilAnotherIsChosen() {
    words().fill("every day at 8:30 remind me to stretch now");
    assertThat(fires().first()).containsText(Pattern.compile("08:30 \\+0[12]:00"));

    page.getByLabel("Owner").fill("mia");
    assertThat(fires().first()).containsText("08:30 +09:00");
    assertThat(page.getByLabel("Zone")).hasValue("");
    assertThat(chromium.find(".zone")).containsText("Asia/Tokyo, in effect for the owner");

    page.getByLabel("Zone").selectOption("Asia/Kolkata");
    assertThat(fires().first()).containsText("08:30 +05:30");
    page.getByLabel("Zone").selectOption("");
    assertThat(fires().first()).containsText("08:30 +09:00");
    create().click();
    assertThat(chromium.find("h1")).hasText("stretch-now");
    assertThat(chromium.find(".facts")).containsText("mia");
    Task task = (Task) stored("stretch-now").orElseThrow().definition();
    assertThat(task.owner()).contains("mia");
    assertThat(stored("stretch-now").orElseThrow().zone()).hasToString("Asia/Tokyo");
  }

  @Test
  void daysThatAreOverDoNotLookLikeFires() {
    words().fill("every day at 8:30 remind me to stretch");
    chromium.button("Month after").click();
    assertThat(chromium.find("#month .fires:not(.past)").first()).isVisible();
    assertThat(chromium.find("#month .past")).hasCount(0);

    chromium.button("Month before").click();
    chromium.button("Month before").click();
    assertThat(chromium.find("#month .past").first()).isVisible();
    assertThat(chromium.find("#month .fires:not(.past)")).hasCount(0);
  }

  @Test
  void aDateThatHasPassedIsToldAtItsField() {
    chromium.button("By choosing").click();
    chromium.find("label.chip").getByText("Once").click();
    page.getByLabel("Date and time").fill("2020-01-01T10:00");
    assertThat(chromium.find("#faults-trigger"))
        .hasText(Pattern.compile("^Its time has passed already\\. Give a time in the future.*"));
  }

  @Test
  void aTypoInACronExpressionIsToldAtItsField() {
    chromium.forgive("status of 422");
    chromium.button("By choosing").click();
    page.getByText("Cron", new Page.GetByTextOptions().setExact(true)).click();
    Locator cron = page.getByLabel("Cron expression");
    cron.fill("0 60 * * *");
    assertThat(chromium.find("#faults-trigger")).containsText("Hour 60 is not in 0-23");
    assertThat(cron).hasAttribute("aria-invalid", "true");
    assertThat(cron).hasAttribute("aria-describedby", "faults-trigger");
    assertThat(create()).isDisabled();

    cron.fill("30 2 * 3 7L");
    assertThat(chromium.find("#faults-trigger")).hasCount(0);
    assertThat(fires().first().locator(".note")).containsText("02:30 does not exist");
    cron.fill("*/45 * * * *");
    assertThat(chromium.find("#warnings")).containsText("fires at :00 and :45");
  }

  @Test
  void aScheduleIsChosenAndItsCronEdited() {
    chromium.button("By choosing").click();
    chromium.find("label.chip").getByText("Weekly").click();
    chromium.find("label.chip").getByText("Thu").click();
    assertThat(chromium.find("#derived-cron")).hasText("0 9 * * MON,THU");
    chromium.find("label.chip").getByText("Monthly").click();
    chromium.find("label.chip").getByText("last").click();
    chromium.button("Add a time").click();
    assertThat(meaning())
        .containsText("At 09:00 and 17:00 on the 1st and the last day of the month");

    chromium.button("Edit as cron").click();
    assertThat(page.getByLabel("Cron expression")).hasValue("0 9,17 1,L * *");
    page.getByLabel("Cron expression").fill("0 9 L * *");
    page.getByLabel("Text").fill("Close the books.");
    assertThat(page.getByLabel("Name")).hasValue("close-the-books");
    assertThat(meaning()).containsText("At 09:00 on the last day of the month");
    create().click();

    assertThat(chromium.find("h1")).hasText("close-the-books");
    assertThat(stored("close-the-books").orElseThrow().definition().zone().orElseThrow().getId())
        .isEqualTo("Europe/Paris");
  }

  @Test
  void whatIsTooFrequentIsToldAtTheWordsAndNothingIsLost() {
    chromium.forgive("status of 422");
    words().fill("every 10 seconds remind me to breathe");
    assertThat(chromium.find("#faults-words")).containsText("too frequent");

    create().click();
    assertThat(chromium.find("#refused")).containsText("It was not created");
    assertThat(words()).hasValue("every 10 seconds remind me to breathe");
    assertThat(stored("breathe")).isEmpty();
  }

  @Test
  void aNameThatIsTakenAndAStoreThatIsAwayLoseNothing() {
    chromium.forgive("Failed to load resource");
    words().fill("every day at 7:00 remind me to run");
    page.getByLabel("Name").fill("heartbeat");
    create().click();
    assertThat(chromium.find(".task-part")).containsText("There is a task \"heartbeat\" already");
    assertThat(page.getByLabel("Name")).isFocused();

    page.getByLabel("Name").fill("morning-run");
    assertThat(chromium.find(".task-part")).not().containsText("already");
    page.route(TASKS, NewTaskTest::away);
    create().click();
    assertThat(chromium.find("#refused")).containsText("The store is away.");
    page.unroute(TASKS);
    chromium.find("[data-tab=runs]").click();
    page.goBack();
    assertThat(words()).hasValue("every day at 7:00 remind me to run");
    create().click();
    assertThat(chromium.find("h1")).hasText("morning-run");
  }

  private static void away(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(503)
            .setContentType("application/problem+json")
            .setBody("{\"status\": 503, \"detail\": \"The store is away.\"}"));
  }

  @Test
  void aSlowAnswerNeverReplacesANewerOne() {
    List<Route> held = new ArrayList<>();
    page.route(
        TASKS,
        route -> {
          if (String.valueOf(route.request().postData()).contains("6:00")) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    words().fill("every day at 6:00 remind me to run");
    page.waitForCondition(() -> !held.isEmpty());
    words().fill("every day at 19:00 remind me to run");
    assertThat(meaning()).containsText("At 19:00 every day");

    held.forEach(NewTaskTest::late);
    page.waitForResponse(TASKS + "/validate", () -> page.getByLabel("Name").fill("evening-run"));
    assertThat(meaning()).containsText("At 19:00 every day");
    create().click();
    assertThat(chromium.find("#schedule")).containsText("0 19 * * *");
  }

  /** Answers a request that the page may have given up. */
  private static void late(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody("{\"answer\": \"refusal\", \"why\": \"too late\"}"));
  }
}
