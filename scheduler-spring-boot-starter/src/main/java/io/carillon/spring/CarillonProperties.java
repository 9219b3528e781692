package io.carillon.spring;

import io.carillon.InvalidDefinitionException;
import io.carillon.SchedulerSettings;
import io.carillon.time.Zones;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * What a host may set under {@code carillon}. The tasks and flows of {@code carillon.tasks} and
 * {@code carillon.flows} are read apart, by the same codec as all others.
 *
 * @param enabled Whether this node plans and runs. With false it serves reads and edits, and runs
 *     nothing.
 * @param zone Time zone of tasks that name none.
 * @param retention How long ended runs are kept, 1 minute or more.
 * @param node This node of the cluster.
 * @param store Where tasks and runs are kept.
 * @param actions What tasks may reach and run.
 * @param calendars Named calendars of days, such as holidays, that triggers leave out: each the
 *     path of an iCalendar file, or classpath: and a path.
 * @param limits What tasks made while running are held to. Those of code and configuration are not.
 * @param phrases Schedules in words.
 * @param web The REST API and the page.
 */
@ConfigurationProperties("carillon")
public record CarillonProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("UTC") String zone,
    @DefaultValue("30d") Duration retention,
    @DefaultValue Node node,
    @DefaultValue Store store,
    @DefaultValue Actions actions,
    @DefaultValue Map<String, String> calendars,
    @DefaultValue Limits limits,
    @DefaultValue Phrases phrases,
    @DefaultValue Web web) {

  /**
   * This node of the cluster.
   *
   * @param name Name that people know this node by, 1 to 255 characters. Default: the application's
   *     name and the host's.
   * @param workers How many runs it works on at once, 1 to 10000.
   * @param lease How long other nodes believe it alive without hearing of it, 3 seconds to 10
   *     minutes.
   * @param drain How long a stopping node waits for its runs before it interrupts them.
   * @param catchUpPerMinute How many missed slots it makes due a minute, 1 to 100000.
   */
  public record Node(
      @Nullable String name,
      @DefaultValue("16") int workers,
      @DefaultValue("20s") Duration lease,
      @DefaultValue("20s") Duration drain,
      @DefaultValue("20") int catchUpPerMinute) {}

  /**
   * Where tasks and runs are kept.
   *
   * @param type Kind of store. AUTO takes the application's DataSource when there is one and
   *     scheduler-jdbc is present, else memory.
   * @param path The file of a store of type FILE. Made, with its directory, when it is missing.
   * @param tablePrefix What the names of all tables begin with: 1 to 30 lower-case letters, digits
   *     and underscores.
   * @param migrate Whether the tables are created and brought up to date. With false they are
   *     checked, and a store of another version is refused.
   */
  public record Store(
      @DefaultValue("auto") Type type,
      @Nullable Path path,
      @DefaultValue("carillon_") String tablePrefix,
      @DefaultValue("true") boolean migrate) {

    /** The kinds of stores. */
    public enum Type {
      /** The host's {@code DataSource} where there is one and scheduler-jdbc is, else memory. */
      AUTO,
      /** The host's {@code DataSource}; it is a fault when there is none. */
      JDBC,
      /** One file on the disk of this node. */
      FILE,
      /** Memory: bounded, gone with the process. */
      MEMORY
    }
  }

  /**
   * What tasks may reach and run.
   *
   * @param allowedHosts Hosts, addresses and ranges that HTTP actions and webhooks may reach
   *     besides public addresses, such as localhost or 10.1.0.0/16.
   * @param allowedCommands Executables that command actions may run. None unless listed.
   */
  public record Actions(
      @DefaultValue List<String> allowedHosts, @DefaultValue List<String> allowedCommands) {}

  /**
   * Schedules in words.
   *
   * @param model Model that reads words which the grammar does not understand, by the name of its
   *     bean. Each such phrase is paid: one call, or two. None unless set.
   * @param timeout How long one call may take. Positive.
   * @param maxTokens Most tokens of one answer, 1 or more.
   */
  public record Phrases(
      @Nullable String model,
      @DefaultValue("20s") Duration timeout,
      @DefaultValue("4000") int maxTokens) {

    public Phrases {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException(
            "carillon.phrases.timeout is " + timeout + ": write a positive duration.");
      }
      if (maxTokens < 1) {
        throw new IllegalArgumentException(
            "carillon.phrases.max-tokens is " + maxTokens + ": write 1 or more.");
      }
    }
  }

  /**
   * What tasks made while running are held to. Those of code and configuration are not.
   *
   * @param minimumGap The least time between two fires of a task, on the true shortest gap of all
   *     its triggers together. Zero: any.
   * @param tasksPerOwner How many tasks one owner may have. Zero: any number.
   */
  public record Limits(
      @DefaultValue("0s") Duration minimumGap, @DefaultValue("0") int tasksPerOwner) {

    io.carillon.Limits ofScheduler() {
      if (minimumGap.isNegative()) {
        throw new IllegalArgumentException(
            "carillon.limits.minimum-gap is " + minimumGap + ": write 0s or more.");
      }
      if (tasksPerOwner < 0) {
        throw new IllegalArgumentException(
            "carillon.limits.tasks-per-owner is " + tasksPerOwner + ": write 0 or more.");
      }
      return new io.carillon.Limits(minimumGap, tasksPerOwner);
    }
  }

  /**
   * The REST API and the page.
   *
   * @param enabled Whether the REST API and the page are served. Off until asked for.
   * @param apiPath Path of the REST API, below the application's context path.
   * @param page The page.
   * @param adminRole Role whose users see stack traces and responses of failed attempts.
   * @param maxBody Largest request body that is read.
   * @param events The stream of events.
   */
  public record Web(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("/api/carillon") String apiPath,
      @DefaultValue Page page,
      @DefaultValue("CARILLON_ADMIN") String adminRole,
      @DefaultValue("1MB") DataSize maxBody,
      @DefaultValue Events events) {}

  /**
   * The page.
   *
   * @param enabled Whether the page is served, when the REST API is.
   * @param path Path of the page, below the application's context path.
   */
  public record Page(
      @DefaultValue("true") boolean enabled, @DefaultValue("/carillon") String path) {}

  /**
   * The stream of events.
   *
   * @param maxClients How many clients may listen at once, 1 to 10000.
   * @param buffer How many events may wait for one client before it is dropped, 1 to 100000.
   * @param heartbeat How often a sign of life is sent when nothing happens.
   */
  public record Events(
      @DefaultValue("100") int maxClients,
      @DefaultValue("256") int buffer,
      @DefaultValue("15s") Duration heartbeat) {

    public Events {
      if (maxClients < 1 || maxClients > 10_000) {
        throw new IllegalArgumentException(
            "carillon.web.events.max-clients is " + maxClients + ": write 1 to 10000.");
      }
      if (buffer < 1 || buffer > 100_000) {
        throw new IllegalArgumentException(
            "carillon.web.events.buffer is " + buffer + ": write 1 to 100000.");
      }
      if (heartbeat.compareTo(Duration.ofMillis(100)) < 0) {
        throw new IllegalArgumentException(
            "carillon.web.events.heartbeat is " + heartbeat + ": write 100ms or more.");
      }
    }
  }

  /**
   * The settings of the scheduler.
   *
   * @param defaultNode the node's name when none is set
   * @throws IllegalArgumentException naming the setting that is out of its bounds
   * @throws InvalidConfigurationPropertyValueException when the zone is none
   */
  SchedulerSettings settings(String defaultNode) {
    return new SchedulerSettings(
        node.name() == null || node.name().isBlank() ? defaultNode : node.name(),
        node.workers(),
        node.lease(),
        zone(zone),
        node.drain(),
        retention,
        node.catchUpPerMinute(),
        enabled);
  }

  private static ZoneId zone(String written) {
    try {
      return Zones.parse(written);
    } catch (InvalidDefinitionException e) {
      throw new InvalidConfigurationPropertyValueException(
          "carillon.zone", written, e.problems().get(0).what() + " " + e.problems().get(0).fix());
    }
  }
}
