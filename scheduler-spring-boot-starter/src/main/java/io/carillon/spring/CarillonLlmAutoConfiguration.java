package io.carillon.spring;

import dev.langchain4j.model.chat.ChatModel;
import io.carillon.llm.ChatModelClient;
import io.carillon.llm.LlmClient;
import io.carillon.llm.Models;
import io.carillon.llm.PhraseModel;
import io.carillon.llm.PriceTable;
import io.carillon.llm.PromptExecutor;
import io.carillon.llm.Tool;
import io.carillon.llm.Tools;
import io.carillon.llm.UsageExtractor;
import io.carillon.spi.PhraseReader;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;

/**
 * The prompt action, where scheduler-llm is present. Every {@link ChatModel} and {@link LlmClient}
 * bean is a model under its bean's name, every {@link Tool} bean a tool that tasks may list. Model
 * clients must not retry by themselves: set their retries to 0. A model reads phrases only where
 * {@code carillon.phrases.model} names it, since that is paid.
 */
@AutoConfiguration(before = CarillonAutoConfiguration.class)
@ConditionalOnClass({PromptExecutor.class, ChatModel.class})
@EnableConfigurationProperties(CarillonProperties.class)
public final class CarillonLlmAutoConfiguration {

  /** Made by Spring. */
  public CarillonLlmAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  Models carillonModels(
      Map<String, ChatModel> chatModels,
      Map<String, LlmClient> clients,
      ObjectProvider<UsageExtractor> extractors,
      ObjectProvider<PriceTable> prices) {
    UsageExtractor[] usage = extractors.orderedStream().toArray(UsageExtractor[]::new);
    Models models = Models.none();
    for (Map.Entry<String, ChatModel> bean : chatModels.entrySet()) {
      models = models.with(bean.getKey(), ChatModelClient.of(bean.getValue(), usage));
    }
    for (Map.Entry<String, LlmClient> bean : clients.entrySet()) {
      models = models.with(bean.getKey(), bean.getValue());
    }
    PriceTable table = prices.getIfAvailable();
    return table == null ? models : models.withPrices(table);
  }

  @Bean
  @ConditionalOnMissingBean
  Tools carillonTools(ObjectProvider<Tool> tools) {
    return Tools.of(tools.orderedStream().toArray(Tool[]::new));
  }

  @Bean
  @ConditionalOnMissingBean
  PromptExecutor carillonPromptExecutor(Models models, Tools tools) {
    return PromptExecutor.of(models, tools);
  }

  @Bean
  @ConditionalOnMissingBean(PhraseReader.class)
  @ConditionalOnProperty("carillon.phrases.model")
  PhraseModel carillonPhraseModel(Models models, Tools tools, CarillonProperties properties) {
    CarillonProperties.Phrases phrases = properties.phrases();
    String model = String.valueOf(phrases.model());
    try {
      return PhraseModel.of(models, model, tools)
          .withTimeout(phrases.timeout())
          .withMaxTokens(phrases.maxTokens());
    } catch (IllegalArgumentException unknown) {
      throw new InvalidConfigurationPropertyValueException(
          "carillon.phrases.model", model, String.valueOf(unknown.getMessage()));
    }
  }

  @Bean
  @ConditionalOnMissingBean
  ModelCatalog carillonModelCatalog(Models models) {
    return models::names;
  }
}
