package io.carillon.testkit.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.Definition;
import io.carillon.Event;
import io.carillon.InvalidDefinitionException;
import io.carillon.Run;
import io.carillon.RunStatus;
import io.carillon.StoredTask;
import io.carillon.Submission;
import io.carillon.TaskKey;
import io.carillon.TaskStatus;
import io.carillon.UnknownTaskException;
import io.carillon.spi.RunQuery;
import io.carillon.spi.RunStore.Unblock;
import io.carillon.spi.Store;
import io.carillon.spi.StoreUnavailableException;
import io.carillon.spi.TaskStore.Change;
import io.carillon.spi.TaskStore.ResumeFrom;
import io.carillon.testkit.FlakyStore;
import io.carillon.testkit.FlakyStore.Fault;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What people and other systems do meanwhile. They insist: what got no answer is sent again. */
final class People {

  private static final String TOPIC = "news";
  private static final List<String> MEMBERS = List.of("m0", "m1", "m2", "m3");

  private final World world;
  private final Definitions definitions;
  private final SlotAudit audit;
  private final Store store;
  private int count;

  People(World world, SlotAudit audit) {
    this.world = world;
    this.audit = audit;
    this.definitions = new Definitions(world);
    this.store =
        FlakyStore.around(
            world.store,
            method ->
                world.oneIn(15)
                    ? Fault.ANSWER_LOST
                    : world.oneIn(30) ? Fault.CALL_LOST : Fault.NONE);
  }

  private <T> T insist(Supplier<T> what) {
    while (true) {
      try {
        return what.get();
      } catch (StoreUnavailableException e) {
        // Once more.
      }
    }
  }

  // ---- definitions

  /** Saves everything there is. */
  void begin() {
    for (String name : MEMBERS) {
      save(fresh(name));
    }
    for (String name : List.of("t0", "t1", "t2", "o0", "o1", "o2", "f0", "f1")) {
      save(fresh(name));
    }
  }

  private Definition fresh(String name) {
    char kind = name.charAt(0);
    if (kind == 't' || name.equals("m1")) {
      return definitions.timed(name);
    }
    if (kind == 'f') {
      return definitions.flow(name, MEMBERS.subList(0, name.equals("f0") ? 4 : 3));
    }
    return definitions.other(name, TOPIC);
  }

  private void save(Definition definition) {
    Change change = new Change(null, "people", StoredTask.Source.RUNTIME, ZoneOffset.UTC);
    try {
      StoredTask saved = insist(() -> store.save(definition, change, world.clock.now()));
      if (isAudited(definition.key().name())) {
        audit.saved(saved, world.clock.now());
      }
    } catch (InvalidDefinitionException e) {
      // A member of the flow is deleted just now.
    }
  }

  private static boolean isAudited(String name) {
    return name.startsWith("t") || name.equals("m1");
  }

  private String anyName() {
    List<String> names =
        List.of("t0", "t1", "t2", "o0", "o1", "o2", "f0", "f1", "m0", "m1", "m2", "m3");
    return names.get(world.random.nextInt(names.size()));
  }

  private Optional<StoredTask> find(String name) {
    return insist(() -> store.find(TaskKey.of(name)));
  }

  // ---- deeds

  void doSomething() {
    String name = anyName();
    switch (world.random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> submit(name);
      case 5, 6, 7 -> publish();
      case 8, 9 -> pause(name);
      case 10, 11 -> find(name).ifPresent(this::resume);
      case 12, 13 -> edit(name);
      case 14 -> delete(name);
      case 15, 16 -> cancel();
      case 17 -> signalAndUnblock();
      default -> rerun();
    }
  }

  private void submit(String name) {
    if (find(name).isEmpty()) {
      return;
    }
    Submission submission = Submission.of(name).withKey("key-" + count++);
    try {
      var answer = insist(() -> store.submit(List.of(submission), world.clock.now())).get(0);
      if (answer.run() != null) {
        world.ledger.made(answer.run());
      }
    } catch (InvalidDefinitionException e) {
      // A flow one of whose members is deleted just now.
    }
  }

  private void publish() {
    Event event = Event.of(TOPIC, "event-" + count++, JsonNodeFactory.instance.numberNode(count));
    var answer = insist(() -> store.publish(List.of(event), world.clock.now())).get(0);
    answer.runs().forEach(world.ledger::made);
  }

  private void pause(String name) {
    find(name)
        .filter(task -> task.status() == TaskStatus.ACTIVE)
        .ifPresent(
            task -> insist(() -> store.pause(task.id(), "quiet", "people", world.clock.now())));
  }

  private void resume(StoredTask task) {
    ResumeFrom from = world.random.nextBoolean() ? ResumeFrom.NOW : ResumeFrom.CATCH_UP;
    if (task.status() == TaskStatus.PAUSED) {
      insist(() -> store.resume(task.id(), from, "people", world.clock.now()));
    }
  }

  private void edit(String name) {
    Optional<StoredTask> stored = find(name);
    if (stored.isEmpty() || world.random.nextBoolean()) {
      save(fresh(name));
    } else if (stored.get().definition() instanceof io.carillon.Task task) {
      save(task.toBuilder().policies(definitions.policies()).build());
    }
  }

  private void delete(String name) {
    find(name)
        .ifPresent(
            task -> {
              try {
                insist(
                    () -> {
                      store.delete(task.id(), null, "people", world.clock.now());
                      return task;
                    });
              } catch (UnknownTaskException e) {
                // It was deleted by the call whose answer was lost.
              }
              audit.deleted(task.id(), world.clock.now());
              world.timeline.at(
                  world.clock.now().plus(world.seconds(5, 120)),
                  () -> {
                    if (!world.calm) {
                      save(fresh(name));
                    }
                  });
            });
  }

  private Optional<Run> anyRun(Set<RunStatus> statuses) {
    List<Run> runs = insist(() -> store.runs(RunQuery.newest(20).withStatuses(statuses)));
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(runs.get(world.random.nextInt(runs.size())));
  }

  private void cancel() {
    Set<RunStatus> open =
        Set.of(
            RunStatus.WAITING,
            RunStatus.PENDING,
            RunStatus.RETRYING,
            RunStatus.RUNNING,
            RunStatus.SUSPENDED,
            RunStatus.BLOCKED);
    anyRun(open)
        .ifPresent(
            run -> insist(() -> store.cancel(run.id(), "people", "enough", world.clock.now())));
  }

  void signalAndUnblock() {
    anyRun(Set.of(RunStatus.SUSPENDED))
        .ifPresent(
            run ->
                insist(
                    () ->
                        store.signal(
                            run.id(), SimulatedHandler.SIGNAL, "null", world.clock.now())));
    anyRun(Set.of(RunStatus.BLOCKED))
        .ifPresent(
            run -> {
              Unblock how = world.random.nextBoolean() ? Unblock.RELEASE : Unblock.SKIP;
              insist(() -> store.unblock(run.id(), how, "people", world.clock.now()));
            });
  }

  private void rerun() {
    anyRun(Set.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED))
        .ifPresent(
            run -> {
              try {
                insist(() -> store.rerun(run.id(), "people", world.clock.now()))
                    .ifPresent(world.ledger::made);
              } catch (InvalidDefinitionException e) {
                // A flow one of whose members is deleted just now.
              }
            });
  }

  // ---- the end

  /** From now on nothing fires any more, and nothing is held. */
  void end() {
    for (String name :
        List.of("t0", "t1", "t2", "o0", "o1", "o2", "m0", "m1", "m2", "m3", "f0", "f1")) {
      find(name)
          .ifPresent(
              task -> {
                resume(task);
                silence(task);
              });
    }
  }

  private void silence(StoredTask task) {
    Definition silent =
        task.definition() instanceof io.carillon.Flow flow
            ? flow.toBuilder().triggers(List.of()).build()
            : ((io.carillon.Task) task.definition()).toBuilder().triggers(List.of()).build();
    save(silent);
    StoredTask now = find(task.key().name()).orElseThrow();
    if (!now.definition().triggers().isEmpty()) {
      delete(task.key().name());
    }
  }
}
