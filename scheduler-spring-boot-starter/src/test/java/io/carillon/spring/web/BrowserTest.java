package io.carillon.spring.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.carillon.RunStatus;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in a real Chromium: what is shown, and what can be done with tasks and runs. */
@Tag("slow")
class BrowserTest {

  @RegisterExtension
  static final Chromium chromium = new Chromium(Server.NO_SECURITY, "spring.application.name=shop");

  private Page page;
  private Server server;

  @BeforeEach
  void open() {
    page = chromium.page();
    server = chromium.server();
  }

  @Test
  void aTaskIsRunFromThePageAndItsLogGrowsLive() {
    assertThat(page.locator("#live")).hasText("live");
    assertThat(chromium.task("sales-briefing")).containsText("Looks at yesterday's sales");
    assertThat(chromium.task("heartbeat").locator("time").first())
        .hasText(Pattern.compile("now|in \\d+ (s|min.*)"));

    chromium.task("sales-briefing").getByText("sales-briefing").click();
    assertThat(page.locator("h1")).hasText("sales-briefing");
    chromium.button("Run now").click();
    assertThat(page.locator("#log")).containsText("reading 1,204 orders");
    assertThat(page.locator("h1 + .pill")).hasText("running");
    assertThat(page.locator("#log")).not().containsText("done");

    BrowserApplication.gate.open();
    assertThat(page.locator("#log")).containsText("done");
    assertThat(page.locator("h1 + .pill")).hasText("completed");
    assertThat(page.locator("#output")).containsText("Sales rose by 4 %");

    page.locator("[data-tab=inbox]").click();
    assertThat(page.locator("#inbox .mail").first()).containsText("Sales rose by 4 %");
    page.locator("#inbox .mail a").first().click();
    assertThat(page.locator("h1")).hasText("sales-briefing");
  }

  @Test
  void aTaskIsPausedAndResumed() {
    page.locator("[aria-label='Pause import-orders']").click();
    assertThat(chromium.task("import-orders").locator(".pill").first()).hasText("paused");
    assertThat(chromium.task("import-orders")).containsText("paused");
    assertThat(server.scheduler().tasks().find("import-orders").orElseThrow().status().name())
        .isEqualTo("PAUSED");

    page.locator("[aria-label='Resume import-orders']").click();
    assertThat(page.locator("[aria-label='Pause import-orders']")).isVisible();
    assertThat(server.scheduler().tasks().find("import-orders").orElseThrow().status().name())
        .isEqualTo("ACTIVE");
  }

  @Test
  void aRunningRunIsCancelled() {
    page.locator("[aria-label='Run sales-briefing now']").click();
    page.locator("[data-tab=runs]").click();
    page.locator(".row.run")
        .filter(new Locator.FilterOptions().setHasText("sales-briefing"))
        .filter(new Locator.FilterOptions().setHasText("running"))
        .locator("a")
        .first()
        .click();
    chromium.button("Cancel").click();

    assertThat(page.locator("h1 + .pill")).hasText("cancelled");
    assertThat(chromium.button("Run again")).isVisible();
  }

  @Test
  void aFlowShowsItsMembersAndAModelsTextIsNeverReadAsHtml() throws Exception {
    chromium.task("morning-digest").getByText("morning-digest").click();
    assertThat(page.locator(".flow svg .box")).hasCount(4);
    chromium.button("Run now").click();

    assertThat(page.locator("h1 + .pill")).hasText("failed");
    assertThat(page.locator(".flow .box.ok")).hasCount(3);
    assertThat(page.locator(".flow .box.bad")).hasCount(1);
    page.locator(".row.run a")
        .filter(new Locator.FilterOptions().setHasText("write-digest"))
        .click();
    assertThat(page.locator("#stand-in")).containsText("offline stand-in");
    assertThat(page.locator("#output")).containsText("<script>document.title = 'hacked'</script>");
    assertThat(page.locator("#output script")).hasCount(0);

    page.locator("details.step summary").click();
    assertThat(page.locator("details.step")).containsText("Summarise <b>this</b>.");
    assertThat(page.locator("details.step")).containsText("908 tokens");
    assertThat(page).not().hasTitle("hacked");
  }

  @Test
  void whatIsNotThereIsSaidPlainly() {
    chromium.forgive("status of 404");
    page.navigate(server.url("/carillon/#/tasks/nobody"));
    assertThat(page.locator(".empty")).containsText("It is not there");

    page.locator("[data-tab=node]").click();
    assertThat(page.locator("h1")).containsText("shop@");
    page.locator("[data-tab=tasks]").click();
    page.locator("input[type=search]").fill("no such task");
    assertThat(page.locator(".empty")).containsText("Nothing found");
  }

  @Test
  void anotherUsersChangeAppearsByItself() throws Exception {
    assertThat(page.locator("#live")).hasText("live");
    var id = server.scheduler().run("write-digest");
    server.awaitStatus(id, RunStatus.COMPLETED);

    assertThat(chromium.task("write-digest").locator(".pill")).hasText("completed");
    assertThat(chromium.task("write-digest").locator("a[href='#/runs/" + id + "']")).isVisible();
  }

  @Test
  void aTaskIsPausedWithAReasonAndCatchesUp() {
    chromium.task("heartbeat").getByText("heartbeat").click();
    chromium.button("Pause").click();
    page.getByLabel("Reason").fill("the disk is being replaced");
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator(".notice")).containsText("the disk is being replaced");
    assertThat(page.locator("#upcoming")).hasCount(0);

    chromium.button("Resume and catch up").click();
    assertThat(page.locator("h1 + .pill")).hasText("active");
    assertThat(page.locator("#upcoming li")).hasCount(5);
  }

  @Test
  void aPastRangeIsBackfilledAndARefusalLeavesTheDialogOpen() {
    chromium.forgive("status of 422");
    chromium.task("sales-briefing").getByText("sales-briefing").click();
    assertThat(page.locator("#schedule code")).hasText("0 9 * * MON-FRI");
    chromium.button("Backfill").click();
    page.getByLabel("From (Europe/Paris)").fill("2026-01-05T09:00");
    page.getByLabel("To (Europe/Paris)").fill("2099-01-05T09:00");
    page.locator("dialog [type=submit]").click();
    assertThat(page.locator("dialog [role=alert]")).containsText("is in the future");

    page.getByLabel("To (Europe/Paris)").fill("2026-01-08T09:00");
    assertThat(page.locator("#slots")).hasText("The schedule has 3 slots there.");
    page.locator("dialog [type=submit]").click();
    assertThat(page.locator(".toast")).hasText("3 runs made, 0 had run.");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator(".row.run", filter("slot Wed, 7 Jan 2026, 09:00"))).hasCount(1);
  }

  private static Page.LocatorOptions filter(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void skippedSlotsAreShownOnTheTasksOwnClock() {
    page.route(
        "**/skips*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        """
                        [{"from": "2026-07-06T07:00:00Z", "to": "2026-07-07T07:00:00Z", "count": 2,
                          "expired": false, "reason": "missed", "at": "2026-07-08T00:00:00Z"}]
                        """)));
    chromium.task("sales-briefing").getByText("sales-briefing").click();

    assertThat(page.locator("#skipped"))
        .hasText("2 slots missed · Mon, 6 Jul 2026, 09:00 to Tue, 7 Jul 2026, 09:00");
  }

  @Test
  void aTaskIsDeletedOnceThatIsConfirmed() {
    server.post(
        "/tasks",
        "{\"name\": \"gone\", \"action\": {\"type\": \"notification\", \"text\": \"x\"}}");
    chromium.task("gone").getByText("gone").click();
    chromium.button("Delete").click();
    chromium.button("Cancel").click();
    assertThat(page.locator("h1 + .pill")).hasText("active");

    chromium.button("Delete").click();
    page.locator("dialog [type=submit]").click();
    assertThat(page.locator("h1 + .pill")).hasText("deleted");
    assertThat(page.locator(".notice")).hasText("deleted by anonymous");
    assertThat(server.scheduler().tasks().find("gone")).isEmpty();
  }
}
