package io.carillon;

import io.carillon.internal.engine.Registry;
import io.carillon.internal.phrase.Reminders;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Phrases;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Source;
import io.carillon.spi.Store;
import io.carillon.time.FireTimes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes tasks to confirm of words. Saves nothing. */
final class Drafts {

  private static final String INBOX = "inbox";

  private final Scheduler scheduler;
  private final Store store;
  private final Registry registry;

  Drafts(Scheduler scheduler, Registry registry) {
    this.scheduler = scheduler;
    this.store = scheduler.store();
    this.registry = registry;
  }

  /**
   * The draft of what was said.
   *
   * @param zone of the person who said it
   */
  Draft of(DraftRequest request, ZoneId zone) {
    check(request);
    PhraseResult result = read(request, zone);
    if (!(result instanceof Proposal proposal)) {
      return new Draft(result, setting(zone, ""), null, List.of(), List.of());
    }
    TaskKey key = freeKey(request.namespace(), proposal.work().name());
    List<String> remarks = new ArrayList<>();
    Task.Builder builder =
        Task.named(key.name())
            .namespace(key.namespace())
            .description(request.words().strip())
            .triggers(proposal.triggers())
            .zone(proposal.zone())
            .owner(request.owner().orElse(null))
            .action(action(request.words(), proposal, remarks));
    targets(proposal).forEach(channel -> builder.deliver(DeliveryTarget.to(channel)));
    Task task = builder.build();
    FireTimes.Setting setting = setting(proposal.zone(), key.toString());
    return new Draft(result, setting, task, scheduler.tasks().validate(task), remarks);
  }

  private static void check(DraftRequest request) {
    List<Problem> problems = new ArrayList<>();
    if (!TaskKey.isNamespace(request.namespace())) {
      problems.add(
          Problem.of(
              "namespace",
              "\"" + request.namespace() + "\" cannot be a namespace.",
              "Write 1 to 100 letters, digits, '.', '_' or '-'."));
    }
    String owner = request.owner().orElse("nobody");
    if (owner.isBlank() || owner.length() > 255) {
      problems.add(Problem.of("owner", "must be 1 to 255 characters, not blank."));
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("The draft", problems);
    }
  }

  private FireTimes.Setting setting(ZoneId zone, String taskKey) {
    return new FireTimes.Setting(zone, store.clock().now(), taskKey, store.calendars());
  }

  private PhraseResult read(DraftRequest request, ZoneId zone) {
    PhraseResult read = scheduler.interpret(request.words(), zone, request.isGrammarOnly());
    if (request.reading().isEmpty()) {
      return read;
    }
    int chosen = request.reading().getAsInt();
    int readings = read instanceof Question question ? question.readings().size() : 0;
    if (chosen < 0 || chosen >= readings) {
      throw new InvalidDefinitionException(
          "The draft",
          List.of(
              Problem.of(
                  "reading",
                  "the words have no reading " + chosen + ".",
                  readings == 0
                      ? "They raise no question with readings: leave it out."
                      : "Write 0 to " + (readings - 1) + ".")));
    }
    Question question = (Question) read;
    return question.source() == Source.GRAMMAR
        ? Phrases.choose(request.words(), scheduler.phraseContext(zone), chosen)
        : wholePhrase(request.words(), question.readings().get(chosen), zone);
  }

  /** A reading of a question that the grammar did not raise: all words are the instruction. */
  private static Proposal wholePhrase(String words, Reading reading, ZoneId zone) {
    ZoneId said = reading.triggers().get(0).zone().orElse(zone);
    String assumed = "Which words are the instruction is not known: all of them are taken.";
    return new Proposal(
        reading.triggers(),
        said,
        reading.description(),
        new Proposal.Work("task", words.strip(), List.of(), List.of()),
        new Proposal.Meaning(words, "en", List.of(), List.of(assumed), Source.MODEL));
  }

  private Action action(String words, Proposal proposal, List<String> remarks) {
    String instruction = proposal.instruction().strip();
    if (instruction.isEmpty()) {
      remarks.add("The words do not say what to do: it sends the words themselves.");
      return Action.notification(words.strip());
    }
    if (Reminders.asked(words, instruction)) {
      return Action.notification(instruction);
    }
    Optional<Action> drafted = registry.drafted(instruction, proposal.work().tools());
    if (drafted.isEmpty()) {
      remarks.add("Nothing here carries out instructions: it sends the instruction as a reminder.");
    }
    return drafted.orElseGet(() -> Action.notification(instruction));
  }

  /** The channels that the words name, else the inbox. */
  private List<String> targets(Proposal proposal) {
    List<String> named = proposal.work().channels();
    return named.isEmpty() && registry.channels().contains(INBOX) ? List.of(INBOX) : named;
  }

  private TaskKey freeKey(String namespace, String name) {
    TaskKey key = new TaskKey(namespace, name);
    for (int n = 2; store.find(key).isPresent(); n++) {
      key = new TaskKey(namespace, name + "-" + n);
    }
    return key;
  }
}
