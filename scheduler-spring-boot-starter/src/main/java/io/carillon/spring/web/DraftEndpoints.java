package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Definitions;
import io.carillon.Draft;
import io.carillon.DraftRequest;
import io.carillon.InvalidDefinitionException;
import io.carillon.Problem;
import io.carillon.Scheduler;
import io.carillon.TaskKey;
import io.carillon.Trigger;
import io.carillon.phrase.DeclaredPhrase;
import io.carillon.phrase.PhraseResult;
import io.carillon.phrase.Proposal;
import io.carillon.phrase.Question;
import io.carillon.phrase.Reading;
import io.carillon.phrase.Refusal;
import io.carillon.phrase.Understood;
import io.carillon.time.FireTimes;
import io.carillon.time.Preview;
import io.carillon.time.TriggerJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Schedules that are looked at before they are saved: previews, and drafts from words. */
final class DraftEndpoints {

  private final Scheduler scheduler;

  DraftEndpoints(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void register(Routes routes) {
    routes.post("/schedules/preview", call -> preview(call.body()));
  }

  private Answer preview(ObjectNode body) {
    PreviewRequest request = PreviewRequest.preview(body);
    return Answer.ok(request.words().isPresent() ? ofWords(request) : ofTriggers(request));
  }

  private ObjectNode ofTriggers(PreviewRequest request) {
    Instant now = scheduler.store().clock().now();
    ZoneId zone = zone(request);
    FireTimes.Setting setting =
        new FireTimes.Setting(zone, now, taskKey(request), scheduler.store().calendars());
    Locale language = request.language().orElse(Locale.ENGLISH);
    try {
      Preview preview =
          Preview.of(read(request, zone), setting, request.from().orElse(now), request.n());
      List<Problem> problems = scheduler.tasks().scheduleProblems(preview);
      return new PreviewView(language, request.month()).of(preview, named(problems, request));
    } catch (InvalidDefinitionException e) {
      throw new InvalidDefinitionException("The schedule", named(e.problems(), request));
    }
  }

  /** The zone asked for, else the one in effect for the owner. */
  private ZoneId zone(PreviewRequest request) {
    String namespace = request.text("namespace").orElse(TaskKey.DEFAULT_NAMESPACE);
    return request
        .zone()
        .orElseGet(() -> scheduler.zone(namespace, request.text("owner").orElse(null)));
  }

  /** The triggers, with those in words read as they would be when saved. */
  private List<Trigger> read(PreviewRequest request, ZoneId zone) {
    List<Problem> problems = new ArrayList<>();
    List<Trigger> read =
        DeclaredPhrase.triggers(request.triggers(), zone, scheduler.store().calendars(), problems);
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException("The schedule", problems);
    }
    return read;
  }

  /** Spread and jitter are computed of the task's name. */
  private static String taskKey(PreviewRequest request) {
    String namespace = request.text("namespace").orElse(TaskKey.DEFAULT_NAMESPACE);
    return request
        .text("name")
        .filter(name -> TaskKey.isName(name) && TaskKey.isNamespace(namespace))
        .map(name -> new TaskKey(namespace, name).toString())
        .orElse("");
  }

  /** The one trigger that stands outside of a list is called so. */
  private static List<Problem> named(List<Problem> problems, PreviewRequest request) {
    if (!request.isSingle()) {
      return problems;
    }
    return problems.stream()
        .map(
            problem ->
                Problem.of(
                        problem.where().replaceFirst("^triggers(\\[0\\])?", "trigger"),
                        problem.what(),
                        problem.fix())
                    .withCode(problem.code()))
        .toList();
  }

  private ObjectNode ofWords(PreviewRequest request) {
    Draft draft = scheduler.draft(asked(request));
    ObjectNode json = answer(draft, request);
    preview(draft, request).ifPresent(json::setAll);
    return json;
  }

  /** Makes a draft of words, which the client confirms by sending its definition. */
  Answer draft(ObjectNode body) {
    PreviewRequest request = PreviewRequest.draft(body);
    Draft draft = scheduler.draft(asked(request));
    ObjectNode json = Views.object().put("draft", true);
    json.setAll(answer(draft, request));
    draft.definition().ifPresent(task -> json.set("definition", Definitions.write(task)));
    preview(draft, request).ifPresent(preview -> json.set("preview", preview));
    if (draft.definition().isPresent()) {
      json.set("problems", Fault.list(draft.problems()));
    }
    return Answer.ok(json);
  }

  private static DraftRequest asked(PreviewRequest request) {
    DraftRequest asked = DraftRequest.of(request.words().orElse(""));
    asked = request.zone().map(asked::withZone).orElse(asked);
    asked = request.reading().map(asked::withReading).orElse(asked);
    asked = request.text("owner").map(asked::withOwner).orElse(asked);
    asked = request.mayAskModel() ? asked : asked.byGrammarOnly();
    return request.text("namespace").map(asked::withNamespace).orElse(asked);
  }

  private Optional<ObjectNode> preview(Draft draft, PreviewRequest request) {
    Instant from = request.from().orElse(draft.readAt());
    return draft
        .preview(from, request.n())
        .map(
            preview ->
                new PreviewView(language(draft.result(), request), request.month())
                    .of(preview, scheduler.tasks().scheduleProblems(preview)));
  }

  /** The language asked for, else that of the words. */
  private static Locale language(PhraseResult result, PreviewRequest request) {
    return request
        .language()
        .orElseGet(
            () ->
                result instanceof Proposal proposal
                    ? Locale.forLanguageTag(proposal.meaning().language())
                    : Locale.ENGLISH);
  }

  private ObjectNode answer(Draft draft, PreviewRequest request) {
    PhraseResult result = draft.result();
    if (result instanceof Proposal proposal) {
      return proposal(proposal, draft);
    }
    if (result instanceof Question question) {
      ObjectNode json = Views.object().put("answer", "question").put("text", question.text());
      json.put("source", question.source().name());
      json.set(
          "readings", Views.list(question.readings(), reading -> reading(draft, reading, request)));
      return json;
    }
    Refusal refusal = (Refusal) result;
    return Views.object()
        .put("answer", "refusal")
        .put("why", refusal.why())
        .put("kind", refusal.kind().name())
        .put("modelMayHelp", modelMayHelp(refusal, request));
  }

  /** Whether the same words may be understood when they are sent again with {@code model: true}. */
  private boolean modelMayHelp(Refusal refusal, PreviewRequest request) {
    return refusal.kind() == Refusal.Kind.NOT_UNDERSTOOD
        && scheduler.hasPhraseReader()
        && !request.mayAskModel();
  }

  private static ObjectNode proposal(Proposal proposal, Draft draft) {
    ObjectNode json = Views.object().put("answer", "proposal");
    json.put("language", proposal.meaning().language());
    json.put("source", proposal.meaning().source().name());
    json.set("words", Views.list(proposal.meaning().words(), DraftEndpoints::understood));
    json.set("assumptions", Views.list(proposal.meaning().assumptions(), TextNode::valueOf));
    json.set("remarks", Views.list(draft.remarks(), TextNode::valueOf));
    json.put("confidence", proposal.confidence());
    json.put("instruction", proposal.instruction());
    json.put("name", draft.definition().map(task -> task.key().name()).orElse(""));
    json.set("channels", Views.list(proposal.work().channels(), TextNode::valueOf));
    json.set("tools", Views.list(proposal.work().tools(), TextNode::valueOf));
    return json;
  }

  private static ObjectNode understood(Understood words) {
    return Views.object()
        .put("start", words.start())
        .put("end", words.end())
        .put("text", words.text())
        .put("role", words.role().name());
  }

  private static ObjectNode reading(Draft draft, Reading reading, PreviewRequest request) {
    Instant from = request.from().orElse(draft.readAt());
    Preview preview = draft.preview(reading, from, request.n());
    ObjectNode json = Views.object().put("label", reading.label());
    json.put(
        "description", request.language().map(preview::description).orElse(reading.description()));
    json.put("zone", preview.zone().getId());
    json.set("triggers", Views.list(reading.triggers(), TriggerJson::write));
    json.set("fires", Views.list(preview.fires(), PreviewView::fire));
    return json;
  }
}
