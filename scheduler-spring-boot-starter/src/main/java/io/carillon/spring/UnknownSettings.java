package io.carillon.spring;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Settings below {@code carillon} that nothing reads: a slip of the pen that would otherwise be
 * passed over in silence. Only files of the configuration are looked at: environment variables and
 * system properties may have the same beginning for other reasons.
 */
final class UnknownSettings {

  private static final String PREFIX = "carillon.";
  private static final Set<String> LISTS = Set.of("tasks", "flows", "secrets", "calendars");

  private UnknownSettings() {}

  static List<String> faults(ConfigurableEnvironment environment) {
    Set<String> known = new TreeSet<>();
    collect("", CarillonProperties.class, known);
    Set<String> faults = new TreeSet<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed && source instanceof OriginLookup) {
        for (String name : listed.getPropertyNames()) {
          if (name.startsWith(PREFIX) && !isKnown(name.substring(PREFIX.length()), known)) {
            faults.add(fault(listed, name, known));
          }
        }
      }
    }
    return new ArrayList<>(faults);
  }

  private static boolean isKnown(String path, Set<String> known) {
    String first = path.split("[.\\[]", 2)[0];
    String plain = ConfigurationPath.key(path.replaceAll("\\[\\d*]", ""));
    return LISTS.contains(first.toLowerCase(Locale.ROOT))
        || known.stream().anyMatch(name -> ConfigurationPath.key(name).equals(plain))
        || (path.isEmpty() || known.stream().anyMatch(name -> name.startsWith(path + ".")));
  }

  private static String fault(EnumerablePropertySource<?> source, String name, Set<String> known) {
    Origin origin = OriginLookup.getOrigin(source, name);
    int dot = name.lastIndexOf('.');
    String group = name.substring(PREFIX.length(), Math.max(dot + 1, PREFIX.length()));
    boolean isGroup = known.stream().anyMatch(candidate -> candidate.startsWith(group));
    return name
        + (origin == null ? "" : " (" + origin + ")")
        + ": is no setting of Carillon. There are: "
        + String.join(", ", below(isGroup ? group : "", known))
        + ".";
  }

  /** What may stand below a group: settings, and groups of them as {@code carillon.node.*}. */
  private static Set<String> below(String group, Set<String> known) {
    Set<String> names = new TreeSet<>();
    for (String candidate : known) {
      if (candidate.startsWith(group)) {
        int dot = candidate.indexOf('.', group.length());
        names.add(PREFIX + (dot < 0 ? candidate : candidate.substring(0, dot) + ".*"));
      }
    }
    if (group.isEmpty()) {
      LISTS.forEach(list -> names.add(PREFIX + list));
    }
    return names;
  }

  /** The names of all settings, as they are written: {@code node.catch-up-per-minute}. */
  private static void collect(String prefix, Class<?> type, Set<String> names) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + kebab(component.getName());
      if (component.getType().isRecord()) {
        collect(name + ".", component.getType(), names);
      } else {
        names.add(name);
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
