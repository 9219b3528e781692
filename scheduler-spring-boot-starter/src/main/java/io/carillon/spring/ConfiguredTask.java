package io.carillon.spring;

import java.util.List;
import java.util.Map;

/**
 * The form of an element of {@code carillon.tasks} and {@code carillon.flows}, for editors that
 * complete it. Never made: elements are read by the codec that reads all definitions.
 *
 * @param name the task's name, 1 to 255 characters
 * @param namespace the tenant
 * @param description a sentence or two for people
 * @param zone IANA name of the time zone of triggers that name none
 * @param owner the user it belongs to
 * @param labels names and values of the user's own
 * @param triggers when it runs, such as {@code cron: 0 9 * * MON-FRI}, {@code phrase: every weekday
 *     at 9}, {@code every: 45m}, {@code at: 2027-01-01T09:00} or {@code event: file.dropped}
 * @param action what it does: {@code type} and that type's settings; tasks only
 * @param nodes the members and what they wait for; flows only
 * @param tasks definitions of members; flows only
 * @param policies {@code timeout}, {@code step-timeout}, {@code grace}, {@code priority}, {@code
 *     retry}, {@code overlap}, {@code catch-up}
 * @param deliveries channels that results go to, such as {@code inbox}
 */
public record ConfiguredTask(
    String name,
    String namespace,
    String description,
    String zone,
    String owner,
    Map<String, String> labels,
    List<Map<String, Object>> triggers,
    Map<String, Object> action,
    List<Object> nodes,
    List<ConfiguredTask> tasks,
    Map<String, Object> policies,
    List<Object> deliveries) {}
