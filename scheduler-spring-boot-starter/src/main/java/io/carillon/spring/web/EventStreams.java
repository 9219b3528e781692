package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.JsonCodec;
import io.carillon.SchedulerEvent;
import io.carillon.SchedulerListener;
import io.carillon.spring.CarillonProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * Tells browsers what happens, as server-sent events. Each client has a thread and a bounded buffer
 * of its own: one that reads too slowly is dropped and comes back by itself, and neither the
 * scheduler nor the others wait for it. A stream ends after ten minutes, so that the host's
 * security is asked again when the client comes back.
 */
final class EventStreams implements SchedulerListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final String END = "";

  private final CarillonProperties.Events settings;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final AtomicLong number = new AtomicLong();
  private volatile boolean closed;

  EventStreams(CarillonProperties.Events settings) {
    this.settings = settings;
  }

  /**
   * A stream for one more client.
   *
   * @throws Fault 503 when there are too many, or the application stops
   */
  ServerResponse open() {
    if (closed || clients.size() >= settings.maxClients()) {
      throw new Fault(
              503,
              "too-many-listeners",
              "No stream is free",
              closed
                  ? "The application is stopping."
                  : settings.maxClients() + " clients listen already. Ask by polling instead.")
          .with("Retry-After", "10");
    }
    return ServerResponse.sse(stream -> new Client(stream).start(), LIFE.plusSeconds(30));
  }

  /** How many clients listen. */
  int clients() {
    return clients.size();
  }

  @Override
  public void on(SchedulerEvent event) {
    if (clients.isEmpty()) {
      return;
    }
    String json = JsonCodec.write(view(event));
    clients.forEach(client -> client.offer(json));
  }

  private ObjectNode view(SchedulerEvent event) {
    ObjectNode json = Views.object();
    json.put("number", number.incrementAndGet());
    json.put("kind", event.kind().name());
    json.put("at", event.at().toString());
    if (event.task() != null) {
      json.put("namespace", event.task().namespace());
      json.put("task", event.task().name());
    }
    Views.put(json, "run", event.run());
    Views.put(json, "status", event.status());
    json.put("text", event.text());
    return json;
  }

  /** Ends all streams and takes no more. */
  void close() {
    closed = true;
    clients.forEach(Client::finishSoon);
  }

  /** One listening client. */
  private final class Client {

    private final SseBuilder stream;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(settings.buffer());
    private final Thread thread = new Thread(this::send, "carillon-events");

    Client(SseBuilder stream) {
      this.stream = stream;
      thread.setDaemon(true);
    }

    void start() {
      clients.add(this);
      stream.onComplete(this::end);
      stream.onError(error -> end());
      stream.onTimeout(this::end);
      thread.start();
    }

    void offer(String json) {
      if (!waiting.offer(json)) {
        LOG.debug("A client of the event stream reads too slowly and is dropped.");
        end();
      }
    }

    /** The client is gone, or so slow that its connection may be broken off. */
    void end() {
      if (clients.remove(this)) {
        thread.interrupt();
      }
    }

    /** Lets what waits be sent, and ends the stream properly; breaks it off where that is stuck. */
    void finishSoon() {
      if (!waiting.offer(END)) {
        end();
      }
    }

    private void send() {
      try {
        stream.retry(Duration.ofSeconds(2)).event("hello").data("{}");
        long beats = Math.max(1, LIFE.dividedBy(settings.heartbeat()));
        while (clients.contains(this) && beats > 0) {
          String json = waiting.poll(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
          if (json == null) {
            stream.comment("alive").send();
            beats--;
          } else if (json.equals(END)) {
            break;
          } else {
            stream.event("scheduler").data(json);
          }
        }
      } catch (IOException | IllegalStateException e) {
        LOG.debug("A client of the event stream is gone.", e);
      } catch (InterruptedException e) {
        LOG.debug("A stream was broken off."); // The thread ends here, and with it the interrupt.
      } finally {
        clients.remove(this);
        finish();
      }
    }

    private void finish() {
      try {
        stream.complete();
      } catch (IllegalStateException e) {
        LOG.debug("A stream had ended already.", e);
      }
    }
  }
}
