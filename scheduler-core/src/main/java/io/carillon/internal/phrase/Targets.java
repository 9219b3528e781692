package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the channels and tools that the words name. Only what the host registered is taken; any
 * other name is a question.
 */
final class Targets {

  private static final Set<Kind> MY_THE = Set.of(Kind.MY, Kind.THE, Kind.A);
  private static final Set<Kind> IT = Set.of(Kind.SEND_IT, Kind.THE);

  private final Sentence s;
  private final List<List<String>> channelWords;
  private final List<String> channels;
  private final List<String> tools;
  private final BitSet taken;
  private final Set<String> foundChannels = new LinkedHashSet<>();
  private final Set<String> foundTools = new LinkedHashSet<>();

  /**
   * @param taken the tokens of the schedule; the words of a delivery are added
   */
  Targets(Sentence sentence, Collection<String> channels, Collection<String> tools, BitSet taken) {
    this.s = sentence;
    this.channels = List.copyOf(channels);
    this.tools = List.copyOf(tools);
    this.taken = taken;
    this.channelWords = this.channels.stream().map(Targets::words).toList();
    findChannels();
    findTools();
  }

  Set<String> channels() {
    return foundChannels;
  }

  Set<String> tools() {
    return foundTools;
  }

  private static List<String> words(String name) {
    return Lexer.tokens(name).stream().map(Token::text).toList();
  }

  private void findChannels() {
    for (int i = 0; i < s.size(); i++) {
      if (taken.get(i)) {
        continue;
      }
      int to = s.after(i, Kind.SEND_TO);
      if (to > 0) {
        delivery(i, to);
      } else if (s.is(i, Kind.SEND_BY) && s.is(i + 1, Kind.SEND_IT)) {
        sendBy(i);
      }
    }
  }

  /** "to my Slack", "via email", "on the ops channel"; with "send it" before, that goes too. */
  private void delivery(int i, int to) {
    int at = s.skip(to, MY_THE);
    at = s.is(at, "#") || s.is(at, "@") ? at + 1 : at;
    int start = sendBefore(i);
    Match<String> channel = registered(at);
    if (channel != null) {
      foundChannels.add(channel.value());
      take(start < 0 ? i : start, s.maybe(channel.end(), Kind.CHANNELWORD));
      return;
    }
    boolean named = s.is(at, Kind.CHANNELNAME) || s.is(at - 1, "#");
    if (named && sends(i)) {
      throw unknown(s.text(at, at + 1), "channel", channels);
    }
  }

  private void sendBy(int i) {
    Match<String> channel = registered(i);
    if (channel != null) {
      foundChannels.add(channel.value());
      take(i, s.skip(i + 1, IT));
    } else if (s.is(i, Kind.CHANNELNAME)) {
      throw unknown(s.text(i, i + 1), "channel", channels);
    }
  }

  private static Unclear unknown(String name, String what, List<String> known) {
    Message kind = Message.of(what);
    return known.isEmpty()
        ? Unclear.ask("Which {1} is \"{2}\"? None is registered.", kind, name)
        : Unclear.ask(
            "Which {1} is \"{2}\"? Registered: {3}.", kind, name, String.join(", ", known));
  }

  /** The start of "and send it" right before, or -1. */
  private int sendBefore(int i) {
    int at = i;
    while (at > 0 && !taken.get(at - 1) && s.skip(at - 1, IT) == at) {
      at--;
    }
    if (at == 0 || !s.is(at - 1, Kind.SEND)) {
      return -1;
    }
    at--;
    while (at > 0 && (s.is(at - 1, ",") || s.is(at - 1, Kind.AND))) {
      at--;
    }
    return at;
  }

  private boolean sends(int i) {
    for (int k = i - 1; k >= 0; k--) {
      if (s.is(k, Kind.SEND)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Match<String> registered(int i) {
    for (int c = 0; c < channels.size(); c++) {
      List<String> words = channelWords.get(c);
      if (startsWith(i, words)) {
        return new Match<>(channels.get(c), i + words.size());
      }
    }
    return null;
  }

  private boolean startsWith(int i, List<String> words) {
    for (int k = 0; k < words.size(); k++) {
      if (!s.is(i + k, words.get(k)) || taken.get(i + k)) {
        return false;
      }
    }
    return !words.isEmpty();
  }

  private void take(int from, int to) {
    taken.set(from, to);
  }

  private void findTools() {
    List<List<String>> names = new ArrayList<>();
    tools.forEach(tool -> names.add(words(tool)));
    for (int i = 0; i < s.size(); i++) {
      for (int t = 0; t < names.size(); t++) {
        if (startsWith(i, names.get(t))) {
          foundTools.add(tools.get(t));
        }
      }
      unknownTool(i, names);
    }
  }

  /** "using the weather tool" where no such tool is registered. */
  private void unknownTool(int i, List<List<String>> names) {
    int using = taken.get(i) ? -1 : s.after(i, Kind.USING);
    if (using < 0) {
      return;
    }
    int at = s.skip(using, MY_THE);
    for (int end = at + 1; end <= Math.min(at + 3, s.size() - 1); end++) {
      if (s.is(end, Kind.TOOLWORD)) {
        boolean known = names.stream().anyMatch(words -> startsWith(at, words));
        if (!known) {
          throw unknown(s.text(at, end), "tool", tools);
        }
        return;
      }
    }
  }
}
