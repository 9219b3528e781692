package io.carillon.samples.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One command of a command line, taken apart.
 *
 * @param text the expression or the phrase
 * @param options the options given, each with its value
 */
record Arguments(String text, Map<String, String> options) {

  static final List<String> CRON =
      List.of("--dialect", "--zone", "--from", "-n", "--language", "--holidays");
  static final List<String> PHRASE = List.of("--zone", "--now", "-n", "--language", "--holidays");
  static final List<String> SCORE = List.of();

  Arguments {
    options = Map.copyOf(options);
  }

  /**
   * Takes a command line apart. Options may stand before and after the text.
   *
   * @param args the command first
   * @param known the options that the command has
   * @throws UsageException for an unknown or repeated option, one without a value, and anything but
   *     one text
   */
  static Arguments of(List<String> args, List<String> known) {
    String command = args.get(0);
    Map<String, String> options = new LinkedHashMap<>();
    String text = null;
    for (int i = 1; i < args.size(); i++) {
      String arg = args.get(i);
      if (known.contains(arg)) {
        i++;
        String value = i < args.size() ? args.get(i) : null;
        if (value == null || known.contains(value)) {
          throw new UsageException(arg + " needs a value.");
        }
        if (options.put(arg, value) != null) {
          throw new UsageException(arg + " is given twice.");
        }
      } else if (arg.startsWith("-")) {
        throw new UsageException("\"" + arg + "\" is no option of " + command + ". " + has(known));
      } else if (text != null) {
        throw new UsageException(
            "\"" + arg + "\" is one text too many: put all of it in quotes, \"" + text + " …\".");
      } else {
        text = arg;
      }
    }
    if (text == null) {
      throw new UsageException("Say what to explain: explain " + command + " \"…\".");
    }
    return new Arguments(text, options);
  }

  private static String has(List<String> known) {
    return known.isEmpty() ? "It has none." : "It has: " + String.join(", ", known);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
