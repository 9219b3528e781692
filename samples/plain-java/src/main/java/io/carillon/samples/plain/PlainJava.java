package io.carillon.samples.plain;

import io.carillon.Scheduler;
import io.carillon.Task;
import io.carillon.Trigger;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Looks at the disk every second for a few seconds, and every working day while it runs. */
public final class PlainJava {

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(4);
    // tag::plain[]
    try (Scheduler scheduler =
        Scheduler.builder()
            .handler(
                "disk",
                (payload, run) -> {
                  long free = new File(".").getUsableSpace() >> 30;
                  System.out.println(run.startedAt() + " " + run.task() + ": " + free + " GB free");
                  enough.countDown();
                  return free;
                })
            .build()) {
      scheduler.declare(
          Task.named("watch").on(Trigger.every(Duration.ofSeconds(1))).handler("disk").build(),
          Task.named("report")
              .on(Trigger.cron("0 9 * * 1-5 Europe/Paris"))
              .handler("disk")
              .build());
      scheduler.start();
      scheduler.run("report"); // now, besides every working day at nine
      enough.await();
    }
    // end::plain[]
  }
}
