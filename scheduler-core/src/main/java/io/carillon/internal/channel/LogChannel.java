package io.carillon.internal.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Problem;
import io.carillon.RunStatus;
import io.carillon.internal.json.Json;
import io.carillon.internal.json.Settings;
import io.carillon.spi.Channel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel {@code log}: one line in the application's log, logger {@value #LOGGER}; INFO for a
 * success, WARN for anything else. Line breaks and controls are escaped, so that a result cannot
 * write lines of its own.
 */
public final class LogChannel implements Channel {

  /** The name of the logger. */
  public static final String LOGGER = "io.carillon.delivery";

  private static final int MOST_CHARS = 2_000;

  private final Logger log;

  public LogChannel() {
    this(LoggerFactory.getLogger(LOGGER));
  }

  LogChannel(Logger log) {
    this.log = log;
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return new Settings(config).finish();
  }

  @Override
  public Answer deliver(Delivery delivery, ObjectNode config) {
    String title = oneLine(delivery.title());
    String content =
        oneLine(
            delivery.content().isTextual()
                ? delivery.content().textValue()
                : Json.write(delivery.content()));
    String format = "{} (task {}, run {}, {}): {}";
    Object[] values = {title, delivery.task(), delivery.runId(), delivery.status(), content};
    if (delivery.status() == RunStatus.COMPLETED) {
      log.info(format, values);
    } else {
      log.warn(format, values);
    }
    return Answer.delivered();
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < MOST_CHARS; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line.append("\\n");
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return text.length() > MOST_CHARS ? line + " …" : line.toString();
  }
}
