package io.carillon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.carillon.benchmarks.PhraseBenchmark.Once;
import io.carillon.benchmarks.PhraseBenchmark.Phrase;
import io.carillon.benchmarks.PhraseBenchmark.Said;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** What is measured must be the answer that is meant, or the figures are about something else. */
class PhraseBenchmarkTest {

  @ParameterizedTest
  @EnumSource(Phrase.class)
  void eachPhraseGetsTheKindOfAnswerThatIsMeasured(Phrase phrase) {
    Said said = new Said();
    said.phrase = phrase;

    said.check();
  }

  @ParameterizedTest
  @MethodSource("once")
  void nattyAnswersTheSameMomentWhereItIsMeasured(Phrase phrase) {
    once(phrase).check();
  }

  @Test
  void nattyIsNotMeasuredOnPhrasesThatRepeat() {
    assertThatIllegalStateException()
        .isThrownBy(() -> once(Phrase.DAILY).check())
        .withMessage(
            "\"every day at 9am\" fires at [2026-03-05T08:00:00Z, 2026-03-06T08:00:00Z];"
                + " natty says [2026-03-04T08:00:00Z], once");
    assertThatIllegalStateException()
        .isThrownBy(() -> once(Phrase.EVERY_OTHER).check())
        .withMessageEndingWith("natty says [2026-03-10T08:00:00Z], once");
    assertThatIllegalStateException()
        .isThrownBy(() -> once(Phrase.INSTRUCTION).check())
        .withMessageEndingWith(", repeating");
  }

  private static Stream<Phrase> once() throws NoSuchFieldException {
    String[] names = Once.class.getField("phrase").getAnnotation(Param.class).value();
    assertThat(names).isNotEmpty();
    return Arrays.stream(names).map(Phrase::valueOf);
  }

  private static Once once(Phrase phrase) {
    Once once = new Once();
    once.phrase = phrase;
    return once;
  }
}
