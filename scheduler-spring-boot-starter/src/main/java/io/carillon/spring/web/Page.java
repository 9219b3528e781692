package io.carillon.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/**
 * The page: a few files of the jar, held in memory. It loads nothing from elsewhere and has no
 * script or style inside its HTML, which its content security policy enforces.
 */
final class Page {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private static final String[] FILES = {
    "index.html",
    "style.css",
    "icon.svg",
    "app.js",
    "api.js",
    "dom.js",
    "flow.js",
    "format.js",
    "live.js",
    "dialog.js",
    "tasks.js",
    "task.js",
    "create.js",
    "words.js",
    "picker.js",
    "shapes.js",
    "preview.js",
    "faults.js",
    "zones.js",
    "runs.js",
    "run.js",
    "inbox.js",
    "node.js"
  };

  private final String path;
  private final String apiPath;
  private final Map<String, String> files = new LinkedHashMap<>();

  /**
   * @param path of the page and of the API, below the context path
   */
  Page(String path, String apiPath) {
    this.path = path;
    this.apiPath = apiPath;
    for (String file : FILES) {
      files.put(file, read(file));
    }
  }

  /**
   * One file.
   *
   * @param name what follows the page's path; empty for the page itself
   */
  Answer answer(HttpServletRequest request, String name) {
    if (name.isEmpty()) {
      return Answer.text(302, "text/plain", "").with("Location", Links.root(request) + path + "/");
    }
    String file = name.equals("/") ? "index.html" : name.substring(1);
    String text = files.get(file);
    if (text == null) {
      return Answer.text(404, "text/plain; charset=utf-8", "There is no such file.");
    }
    String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain");
    String base = HtmlUtils.htmlEscape(Links.root(request) + apiPath);
    String body = file.equals("index.html") ? text.replace("{{api}}", base) : text;
    return Answer.text(200, type + "; charset=utf-8", body)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "same-origin")
        .with("Cache-Control", "no-cache");
  }

  private static String read(String file) {
    try (InputStream in = Page.class.getResourceAsStream("page/" + file)) {
      if (in == null) {
        throw new IllegalStateException("The jar has no page/" + file + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("page/" + file + " cannot be read", e);
    }
  }
}
