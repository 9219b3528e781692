package io.carillon.samples.briefing;

import java.io.PrintStream;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the page is and what there is to see. */
@Component
class Welcome {

  private final BriefingSettings settings;
  private final DemoModel model;

  Welcome(BriefingSettings settings, DemoModel model) {
    this.settings = settings;
    this.model = model;
  }

  /** Prints to the terminal; the log is for faults. */
  @EventListener
  void ready(ApplicationReadyEvent event) {
    String port =
        event.getApplicationContext().getEnvironment().getProperty("local.server.port", "8080");
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        """

        Carillon is running: http://localhost:%s/carillon

          within a minute     morning-briefing sums up this clone, the machine and the runs so far
          at half minutes     machine-check takes two measurements and joins them
          %-19s look-around sends one reminder, on the first start only
          whenever you like   put a text file into %s
          the results         http://localhost:%s/carillon/#/inbox
          the database        %s

        %s
        To end it press Ctrl-C, or kill -9 it: started again, it goes on where it was.

        """,
        port,
        "after " + settings.reminderAfter().toSeconds() + " s",
        settings.dropFolder(),
        port,
        settings.dataFolder().resolve("carillon.db"),
        aboutModel());
    out.flush();
  }

  private String aboutModel() {
    return model.offline()
        ? """
        No OPENAI_API_KEY is set: prompts are answered by an offline stand-in, which picks
        sentences and is no language model. With OPENAI_API_KEY (and OPENAI_BASE_URL,
        OPENAI_MODEL) they go to a real one."""
        : "Prompts go to the model " + model.name() + ".";
  }
}
