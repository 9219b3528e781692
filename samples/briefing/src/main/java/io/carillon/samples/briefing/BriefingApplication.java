package io.carillon.samples.briefing;

import io.carillon.llm.Models;
import io.carillon.llm.PriceTable;
import io.carillon.llm.PriceTable.Prices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The demo: real tasks on a database file, with a page to watch them. What runs is in {@link
 * DemoTasks}, the code it calls in {@link Gatherers}, which model it asks in {@link DemoModel}.
 */
@SpringBootApplication
@EnableConfigurationProperties(BriefingSettings.class)
public class BriefingApplication {

  /** Starts the demo. */
  public static void main(String[] args) {
    SpringApplication.run(BriefingApplication.class, args);
  }

  @Bean
  DemoModel demoModel(Environment environment) {
    Map<String, String> told = new HashMap<>();
    for (String name : List.of("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL")) {
      String value = environment.getProperty(name, "");
      if (!value.isBlank()) {
        told.put(name, value);
      }
    }
    return DemoModel.from(told);
  }

  /** The one model, under its own name, so that the page tells a stand-in from a real one. */
  @Bean
  Models models(DemoModel model) {
    PriceTable prices =
        PriceTable.version("2026-11")
            .with("gpt-4o-mini", Prices.perMillion("0.15", "0.60").withCache("0.075", "0.15"));
    return Models.of(model.name(), model.client()).withPrices(prices);
  }
}
