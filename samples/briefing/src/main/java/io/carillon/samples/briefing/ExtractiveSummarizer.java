package io.carillon.samples.briefing;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The offline stand-in for a model: it understands nothing and writes nothing of its own. It counts
 * which words the text it is given uses most, and gives back the sentences that hold the most of
 * them, in their order. The same text gives the same answer, which says what it is.
 *
 * <p>Instructions and material are told apart by a line of three dashes: what follows the first one
 * is summed up; without one, the whole last message of the user is.
 */
public final class ExtractiveSummarizer implements ChatModel {

  /** What it calls itself where a model's name stands. */
  public static final String NAME = "offline-extractive";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");
  private static final Pattern DASHES = Pattern.compile("(?m)^\\s*---\\s*$");
  private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•]|\\d+[.)])\\s+");
  private static final Set<String> COMMON =
      Set.of(
          "the", "and", "for", "that", "this", "with", "was", "were", "are", "has", "have", "had",
          "its", "not", "but", "from", "they", "them", "their", "what", "which", "when", "then",
          "than", "into", "out", "one", "two", "all", "can", "will", "would", "there", "here",
          "your", "you", "our", "who", "how", "why", "where", "been", "being", "also");

  private final int sentences;

  /**
   * A stand-in whose answers have at most this many sentences.
   *
   * @param sentences at least 1
   */
  public ExtractiveSummarizer(int sentences) {
    if (sentences < 1) {
      throw new IllegalArgumentException("Sentences to keep: write 1 or more.");
    }
    this.sentences = sentences;
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    String asked = lastOfUser(request.messages());
    String answer = summary(material(asked));
    int sent = request.messages().stream().mapToInt(message -> tokens(text(message))).sum();
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(answer))
        .modelName(NAME)
        .tokenUsage(new TokenUsage(sent, tokens(answer)))
        .finishReason(FinishReason.STOP)
        .build();
  }

  private String summary(String material) {
    List<String> all = split(material);
    if (all.isEmpty()) {
      return "Offline extract: there was no text to sum up.";
    }
    List<Integer> best = best(all);
    StringBuilder answer =
        new StringBuilder("Offline extract, ")
            .append(best.size())
            .append(" of ")
            .append(all.size())
            .append(all.size() == 1 ? " sentence:" : " sentences:");
    best.forEach(index -> answer.append("\n- ").append(all.get(index)));
    return answer.toString();
  }

  /** The places of the sentences to keep, in their order. */
  private List<Integer> best(List<String> all) {
    Map<String, Integer> counts = new HashMap<>();
    all.forEach(sentence -> words(sentence).forEach(word -> counts.merge(word, 1, Integer::sum)));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      places.add(i);
    }
    places.sort(
        Comparator.comparingDouble((Integer place) -> -score(all.get(place), counts))
            .thenComparing(Comparator.naturalOrder()));
    return places.stream().limit(sentences).sorted().toList();
  }

  /** How often the text uses the sentence's words, damped so that length alone does not win. */
  private static double score(String sentence, Map<String, Integer> counts) {
    Set<String> words = words(sentence);
    int sum = words.stream().mapToInt(word -> counts.getOrDefault(word, 0)).sum();
    return words.isEmpty() ? 0 : sum / Math.sqrt(words.size() + 3.0);
  }

  private static Set<String> words(String sentence) {
    Set<String> words = new LinkedHashSet<>();
    Matcher matcher = WORD.matcher(sentence.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group();
      boolean tells = word.length() > 2 || word.codePointAt(0) > 0x2E80;
      if (tells && !COMMON.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** Lines are apart from each other; within a line, sentences are. Repeated ones count once. */
  private static List<String> split(String material) {
    Set<String> found = new LinkedHashSet<>();
    for (String line : material.lines().toList()) {
      String text = BULLET.matcher(line).replaceFirst("").strip();
      if (text.startsWith("#") || words(text).isEmpty()) {
        continue;
      }
      BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
      breaks.setText(text);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
        String sentence = text.substring(start, end).strip();
        if (!words(sentence).isEmpty()) {
          found.add(sentence);
        }
        start = end;
      }
    }
    return List.copyOf(found);
  }

  private static String material(String asked) {
    Matcher dashes = DASHES.matcher(asked);
    return dashes.find() ? asked.substring(dashes.end()) : asked;
  }

  private static String lastOfUser(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof UserMessage) {
        return text(messages.get(i));
      }
    }
    return "";
  }

  private static String text(ChatMessage message) {
    if (message instanceof UserMessage user && user.hasSingleText()) {
      return user.singleText();
    }
    return message instanceof SystemMessage system ? system.text() : "";
  }

  private static int tokens(String text) {
    return (int) TOKEN.matcher(text).results().count();
  }
}
