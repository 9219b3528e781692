package io.carillon.spring.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.carillon.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page in a real Chromium. Without one the tests are skipped, and say so; with {@code
 * carillon.browser.required=true} that is a failure. {@code carillon.browser} names another
 * executable.
 */
@Tag("slow")
class BrowserTest {

  private static final Path CHROMIUM =
      Path.of(System.getProperty("carillon.browser", "/usr/bin/chromium"));

  private static Server server;
  private static Playwright playwright;
  private static Browser browser;

  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  /** A part of the complaints that a test asks for; none else is forgiven. */
  private String forgiven = "(nothing is forgiven)";

  @BeforeAll
  static void start() {
    boolean there = Files.isExecutable(CHROMIUM);
    if (!there && Boolean.getBoolean("carillon.browser.required")) {
      throw new AssertionError("A browser is required and there is none at " + CHROMIUM + ".");
    }
    String skipped = "BROWSER TESTS SKIPPED: no Chromium at " + CHROMIUM;
    if (!there) {
      System.err.println(skipped);
    }
    assumeTrue(there, skipped);
    server =
        Server.start(BrowserApplication.class, Server.NO_SECURITY, "spring.application.name=shop");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    BrowserApplication.gate.reset();
    context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1200, 900));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(server.url("/"))) {
            complaints.add("asked another host: " + request.url());
          }
        });
    page.navigate(server.url("/carillon"));
  }

  @AfterEach
  void nothingToComplainAbout() {
    BrowserApplication.gate.open();
    context.close();
    assertThat(complaints).allMatch(complaint -> complaint.contains(forgiven));
  }

  private Locator task(String name) {
    return page.locator("[data-task='" + name + "']");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aTaskIsRunFromThePageAndItsLogGrowsLive() {
    assertThat(page.locator("#live")).hasText("live");
    assertThat(task("sales-briefing")).containsText("Looks at yesterday's sales");
    assertThat(task("heartbeat").locator("time").first())
        .hasText(Pattern.compile("now|in \\d+ (s|min.*)"));

    task("sales-briefing").getByText("sales-briefing").click();
    assertThat(page.locator("h1")).hasText("sales-briefing");
    button("Run now").click();
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
    assertThat(task("import-orders").locator(".pill").first()).hasText("paused");
    assertThat(task("import-orders")).containsText("paused");
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
    button("Cancel").click();

    assertThat(page.locator("h1 + .pill")).hasText("cancelled");
    assertThat(button("Run again")).isVisible();
  }

  @Test
  void aFlowShowsItsMembersAndAModelsTextIsNeverReadAsHtml() throws Exception {
    task("morning-digest").getByText("morning-digest").click();
    assertThat(page.locator(".flow svg .box")).hasCount(4);
    button("Run now").click();

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
    forgiven = "status of 404";
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

    assertThat(task("write-digest").locator(".pill")).hasText("completed");
    assertThat(task("write-digest").locator("a[href='#/runs/" + id + "']")).isVisible();
  }
}
