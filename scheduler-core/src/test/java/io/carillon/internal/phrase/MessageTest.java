package io.carillon.internal.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.phrase.PhraseContext;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private static final Path SOURCES = Path.of("src/main/java/io/carillon/internal/phrase");
  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*+\"";
  private static final Pattern TOLD =
      Pattern.compile(
          "(?:Unclear\\s*\\.(?:ask|refuse|notUnderstood)|askForTime|Message\\.of"
              + "|new Chunk\\.(?:Doubtful|Alternative|Impossible))\\(\\s*("
              + TEXT
              + "(?:\\s*\\+\\s*"
              + TEXT
              + ")*)(\\s*\\+)?");
  private static final MessageTable CHINESE = MessageTable.of("zh");
  private static final PhraseContext HERE =
      PhraseContext.at(LocalDateTime.of(2026, 3, 4, 10, 0), ZoneId.of("Asia/Shanghai"));

  @Test
  void everyTextHasItsChinese() throws IOException {
    List<String> without = new ArrayList<>();
    int texts = 0;
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.sorted().toList()) {
        Matcher told = TOLD.matcher(Files.readString(file));
        while (told.find()) {
          texts++;
          String text = literal(told.group(1));
          assertThat(told.group(2))
              .as("%s glues \"%s\": write {1} and pass an argument", file.getFileName(), text)
              .isNull();
          if (!text.isEmpty() && !CHINESE.has(text)) {
            without.add(file.getFileName() + ": " + text);
          }
        }
      }
    }
    assertThat(texts).isGreaterThan(100);
    assertThat(without).as("Texts without a line in zh.messages").isEmpty();
  }

  private static String literal(String source) {
    StringBuilder text = new StringBuilder();
    Matcher part = Pattern.compile(TEXT).matcher(source);
    while (part.find()) {
      text.append(part.group(), 1, part.group().length() - 1);
    }
    return text.toString().replace("\\\"", "\"");
  }

  @Test
  void everyWordThatStandsInATextHasItsChinese() {
    for (Unit unit : Unit.values()) {
      assertThat(CHINESE.has(unit.plural().pattern())).as(unit.name()).isTrue();
    }
    for (Ambiguity words : Ambiguity.values()) {
      assertThat(CHINESE.has(words.first().pattern())).isTrue();
      assertThat(CHINESE.has(words.second().pattern())).isTrue();
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      assertThat(Message.of(day).in(CHINESE))
          .isEqualTo(day.getDisplayName(TextStyle.FULL, Locale.SIMPLIFIED_CHINESE));
    }
    for (Month month : Month.values()) {
      assertThat(CHINESE.pattern(month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
          .isEqualTo(month.getValue() + "月");
    }
  }

  @Test
  void argumentsAreToldInTheSameLanguageAndNeverReadAsPatterns() {
    Message message =
        Message.of("Does next {1} mean {2} or {3}?", Message.of(DayOfWeek.FRIDAY), "{2}", "{9}");
    assertThat(message.in(MessageTable.of("en"))).isEqualTo("Does next Friday mean {2} or {9}?");
    assertThat(message.in(CHINESE)).isEqualTo("下一个星期五是{2}还是{9}？");
    Message dates = Message.of("{1} is in the past.", LocalDateTime.of(2026, 3, 4, 9, 0));
    assertThat(dates.in(CHINESE)).isEqualTo("2026年3月4日 09:00 已经过去。");
    assertThat(dates.in(MessageTable.of("en"))).isEqualTo("2026-03-04 09:00 is in the past.");
    assertThat(MessageTable.of("en").month(YearMonth.of(2026, 2))).isEqualTo("2026-02");
    assertThat(CHINESE.date(LocalDate.of(2026, 2, 3))).isEqualTo("2026年2月3日");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "明天3点开会|“3:00”是上午还是下午？|03:00;15:00",
        "每周|星期几？|星期一;星期二;星期三;星期四;星期五;星期六;星期日",
        "每隔三天早上9点|“每隔三天”是指每3天还是每4天一次？|每3天一次;每4天一次",
      })
  void chinesePhrasesAreAskedAboutInChinese(String phrase, String question, String labels) {
    Question asked = (Question) Phrases.read(phrase, HERE);
    assertThat(asked.text()).isEqualTo(question);
    assertThat(String.join(";", asked.readings().stream().map(Reading::label).toList()))
        .isEqualTo(labels);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "你好",
        "写一份报告",
        "每天25点",
        "每月32日早上9点",
        "昨天早上9点",
        "三天前",
        "每天早上9点除了节假日",
        "每月第六个星期五早上9点",
        "2月30日早上9点",
        "每分钟持续0次",
        "每周两次",
        "过几天",
        "每年春节早上9点",
      })
  void answersToChineseAreChinese(String phrase) {
    PhraseResult result = Phrases.read(phrase, HERE);
    String told =
        result instanceof Question question
            ? question.text()
            : result instanceof Refusal refusal ? refusal.why() : "";
    assertThat(told.replaceAll("“[^”]*”", ""))
        .as("%s: %s", phrase, result)
        .matches("[^A-Za-z]*\\p{IsHan}[^A-Za-z]*");
  }

  @Test
  void languageThatIsSetIsTheOneThatAnswers() {
    assertThat(Phrases.read("", HERE.withLanguage("zh")))
        .isEqualTo(new Refusal("没有内容。请说明时间，例如“每周一早上9点”。", Refusal.Kind.NO_PHRASE));
    assertThat(Phrases.read("tomorrow at 3", HERE.withLanguage("en")))
        .isInstanceOfSatisfying(
            Question.class,
            asked -> assertThat(asked.text()).isEqualTo("Is \"3:00\" before or after noon?"));
  }

  @Test
  void assumptionsAreInTheLanguageOfThePhrase() {
    Proposal proposal = (Proposal) Phrases.read("每周五查看销售", HERE);
    assertThat(proposal.meaning().assumptions()).containsExactly("没有说明几点，按 09:00 处理。");
  }
}
