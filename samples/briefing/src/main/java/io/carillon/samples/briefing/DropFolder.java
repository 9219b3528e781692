package io.carillon.samples.briefing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Event;
import io.carillon.Scheduler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Publishes one event for each file in a folder: for those that are there when it starts, and for
 * those that come or change while it runs. The event's id says which file in which state it is, so
 * a file that was published before a restart, or before a crash, is not done again.
 */
@Component
class DropFolder {

  static final String TOPIC = "file.dropped";

  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
  private static final int LONGEST_TEXT = 20_000;

  /** A file is looked at once the folder has been quiet for so long: it may still be written. */
  private static final long QUIET_MILLIS = 300;

  /** How often the folder is looked at when nothing was heard of it. */
  private static final long SAFETY_SECONDS = 10;

  private final Path folder;
  private final Scheduler scheduler;
  private final Set<String> published = new TreeSet<>();
  private @Nullable WatchService watcher;

  DropFolder(BriefingSettings settings, Scheduler scheduler) {
    this.folder = settings.dropFolder();
    this.scheduler = scheduler;
  }

  /** Begins to watch. */
  @EventListener(ApplicationReadyEvent.class)
  synchronized void start() throws IOException {
    Files.createDirectories(folder);
    WatchService opened = folder.getFileSystem().newWatchService();
    folder.register(
        opened, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    watcher = opened;
    Thread thread = new Thread(() -> watch(opened), "drop-folder");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends, before the scheduler does. */
  @EventListener(ContextClosedEvent.class)
  synchronized void stop() throws IOException {
    if (watcher != null) {
      watcher.close();
      watcher = null;
    }
  }

  private void watch(WatchService opened) {
    try {
      while (true) {
        publishAll();
        WatchKey heard = opened.poll(SAFETY_SECONDS, TimeUnit.SECONDS);
        while (heard != null) {
          heard.pollEvents();
          heard.reset();
          heard = opened.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (ClosedWatchServiceException closed) {
      LOG.debug("No longer watching {}", folder);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes what is new; what fails is tried again the next time. */
  private void publishAll() {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.sorted().toList();
      files.stream()
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(this::publish);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      LOG.warn("{} could not be read this time: {}", folder, e.toString());
    }
  }

  // tag::publish[]
  private void publish(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      String state = file.getFileName() + "|" + is.size() + "|" + is.lastModifiedTime().toInstant();
      String id = UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8)).toString();
      if (published.contains(id)) {
        return;
      }
      ObjectNode payload = JsonNodeFactory.instance.objectNode();
      payload.put("name", file.getFileName().toString()).put("bytes", is.size());
      payload.put("text", text(file));
      scheduler.publish(Event.of(TOPIC, id, payload));
      published.add(id);
    } catch (IOException gone) {
      LOG.debug("{} went away", file);
    }
  }

  // end::publish[]

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
      return text.indexOf('\0') < 0 ? text : "This file holds no text.";
    }
  }
}
