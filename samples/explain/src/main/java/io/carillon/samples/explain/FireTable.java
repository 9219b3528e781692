package io.carillon.samples.explain;

import io.carillon.time.GapStatistics;
import io.carillon.time.Preview;
import io.carillon.time.PreviewFire;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A preview, as a person reads it, in Chinese or English. */
final class FireTable {

  private final Locale language;
  private final boolean chinese;
  private final PrintStream out;

  /**
   * @param language Chinese, or any other for English
   */
  FireTable(Locale language, PrintStream out) {
    this.chinese = language.getLanguage().equals("zh");
    this.language = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    this.out = out;
  }

  private String said(String english, String chineseText) {
    return chinese ? chineseText : english;
  }

  void print(Preview preview) {
    if (preview.fires().isEmpty()) {
      out.println(said("  Does not fire.", "  不会触发。"));
    }
    DateTimeFormatter dayAndTime =
        DateTimeFormatter.ofPattern(
            said("EEE d MMM uuuu HH:mm:ss xxx", "uuuu年M月d日 EEE HH:mm:ss xxx"), language);
    for (PreviewFire fire : preview.fires(language)) {
      String note = fire.note().map(text -> "   " + text).orElse("");
      out.println("  " + dayAndTime.format(fire.local()) + note);
    }
    String rhythm = rhythm(preview.gaps());
    if (!rhythm.isEmpty()) {
      out.println(rhythm);
    }
    preview.warnings(language).forEach(warning -> out.println(said("Note: ", "注意：") + warning));
  }

  private String rhythm(GapStatistics gaps) {
    if (gaps.shortest().isEmpty() || gaps.longest().isEmpty()) {
      return "";
    }
    String shortest = words(gaps.shortest().get());
    String longest = words(gaps.longest().get());
    String between =
        shortest.equals(longest)
            ? said("Always " + shortest + " apart.", "始终相隔" + shortest + "。")
            : said(
                "Between " + shortest + " and " + longest + " apart.",
                "相隔" + shortest + "至" + longest + "。");
    int most = gaps.mostPerDay();
    return between + (most > 1 ? said(" At most " + most + " a day.", "每天最多" + most + "次。") : "");
  }

  private String words(Duration length) {
    List<String> words = new ArrayList<>();
    add(words, length.toDays(), "day", "天");
    add(words, length.toHoursPart(), "hour", "小时");
    add(words, length.toMinutesPart(), "minute", "分钟");
    add(words, length.toSecondsPart(), "second", "秒");
    return String.join(said(" ", ""), words);
  }

  private void add(List<String> words, long n, String unit, String chineseUnit) {
    if (n > 0) {
      words.add(n + said(" " + unit + (n == 1 ? "" : "s"), chineseUnit));
    }
  }
}
