package io.carillon.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server and a real Chromium that looks at it, with a fresh window for each test. What the
 * browser complains of fails the test. Without a Chromium the tests are skipped, and say so; with
 * {@code carillon.browser.required=true} that is a failure. {@code carillon.browser} names another
 * executable.
 */
final class Chromium
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

  private static final Path EXECUTABLE =
      Path.of(System.getProperty("carillon.browser", "/usr/bin/chromium"));
  private static final String NOTHING = "(nothing is forgiven)";

  private final String[] properties;
  private final List<String> complaints = new ArrayList<>();
  private @Nullable Server server;
  private @Nullable Playwright playwright;
  private @Nullable Browser browser;
  private @Nullable BrowserContext context;
  private @Nullable Page page;
  private String forgiven = NOTHING;

  /**
   * @param properties of the server
   */
  Chromium(String... properties) {
    this.properties = properties;
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    boolean there = Files.isExecutable(EXECUTABLE);
    if (!there && Boolean.getBoolean("carillon.browser.required")) {
      throw new AssertionError("A browser is required and there is none at " + EXECUTABLE + ".");
    }
    String skipped = "BROWSER TESTS SKIPPED: no Chromium at " + EXECUTABLE;
    if (!there) {
      System.err.println(skipped);
    }
    assumeTrue(there, skipped);
    server = Server.start(BrowserApplication.class, properties);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> arguments =
        List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking");
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(EXECUTABLE).setArgs(arguments));
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    BrowserApplication.gate.reset();
    forgiven = NOTHING;
    complaints.clear();
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1200, 900)
                .setTimezoneId("Europe/Lisbon")
                .setLocale("en-GB"));
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

  @Override
  public void afterEach(ExtensionContext test) {
    BrowserApplication.gate.open();
    if (context != null) {
      context.close();
    }
    assertThat(complaints).allMatch(complaint -> complaint.contains(forgiven));
  }

  @Override
  public void afterAll(ExtensionContext test) {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }

  Server server() {
    return server;
  }

  /** The window of the test that runs. */
  Page page() {
    return page;
  }

  /** Lets the browser complain of this in the test that runs, and of nothing else. */
  void forgive(String complaint) {
    forgiven = complaint;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The row of a task in the list. */
  Locator task(String name) {
    return find("[data-task='" + name + "']");
  }
}
