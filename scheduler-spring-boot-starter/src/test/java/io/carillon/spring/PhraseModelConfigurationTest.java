package io.carillon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.carillon.Scheduler;
import io.carillon.phrase.Refusal;
import io.carillon.spi.PhraseReader;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A model reads phrases only where it is asked to, since that is paid. */
class PhraseModelConfigurationTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  CarillonAutoConfiguration.class, CarillonLlmAutoConfiguration.class));

  /** Words that the grammar does not understand. */
  private static final String WORDS = "o dziewiątej kawa";

  static class Refusing implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(
              AiMessage.from(
                  "{\"answer\":\"refusal\",\"text\":\"Not today.\",\"language\":\"pl\",\"zone\":\"UTC\","
                      + "\"words\":[],\"triggers\":[],\"readings\":[],\"name\":\"\","
                      + "\"assumptions\":[],\"channels\":[]}"))
          .build();
    }
  }

  private static String why(Scheduler scheduler) {
    return ((Refusal) scheduler.interpret(WORDS, ZoneOffset.UTC)).why();
  }

  @Test
  void noModelReadsPhrasesUnlessItIsNamed() {
    runner
        .withBean("small", ChatModel.class, Refusing::new)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(PhraseReader.class);
              assertThat(why(context.getBean(Scheduler.class))).doesNotContain("model");
            });
    runner
        .withBean("small", ChatModel.class, Refusing::new)
        .withPropertyValues("carillon.phrases.model=small", "carillon.phrases.timeout=5s")
        .run(
            context ->
                assertThat(why(context.getBean(Scheduler.class)))
                    .endsWith("A model was asked too: Not today."));
  }

  @Test
  void aModelForPhrasesThatIsNotThereIsRefusedWithThoseThatAre() {
    runner
        .withBean("small", ChatModel.class, Refusing::new)
        .withPropertyValues("carillon.phrases.model=big")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        fault -> {
                          assertThat(fault.getName()).isEqualTo("carillon.phrases.model");
                          assertThat(fault.getValue()).isEqualTo("big");
                          assertThat(fault.getReason())
                              .isEqualTo("No model \"big\" is registered. Registered are: small.");
                        }));
    runner
        .withClassLoader(new FilteredClassLoader("io.carillon.llm", "dev.langchain4j"))
        .withPropertyValues("carillon.phrases.model=big")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("carillon.phrases.model"));
  }

  @Test
  void aBoundOfPhrasesThatIsNoneIsRefused() {
    runner
        .withPropertyValues("carillon.phrases.max-tokens=0")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessage("carillon.phrases.max-tokens is 0: write 1 or more."));
  }
}
