package io.carillon.internal.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.CatchUp;
import io.carillon.Overlap;
import io.carillon.Policies;
import io.carillon.Retry;
import org.jspecify.annotations.Nullable;

/** Policies as JSON, both ways; what is standard is left out. */
final class PoliciesJson {

  private PoliciesJson() {}

  static ObjectNode write(Policies policies) {
    Policies standard = Policies.standard();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!policies.retry().equals(standard.retry())) {
      Retry retry = policies.retry();
      json.putObject("retry")
          .put("retries", retry.retries())
          .put("first", retry.first().toString())
          .put("factor", retry.factor())
          .put("longest", retry.longest().toString())
          .put("jitter", retry.jitter().name());
    }
    if (!policies.timeout().equals(standard.timeout())) {
      json.put("timeout", policies.timeout().toString());
    }
    if (!policies.stepTimeout().equals(standard.stepTimeout())) {
      json.put("stepTimeout", policies.stepTimeout().toString());
    }
    policies
        .catchUp()
        .ifPresent(
            catchUp ->
                json.putObject("catchUp")
                    .put("mode", catchUp.mode().name())
                    .put("max", catchUp.max())
                    .put("perMinute", catchUp.perMinute())
                    .put("expiry", catchUp.expiry().toString()));
    policies
        .overlap()
        .ifPresent(
            overlap ->
                json.putObject("overlap")
                    .put("mode", overlap.mode().name())
                    .put("limit", overlap.limit()));
    if (!policies.grace().equals(standard.grace())) {
      json.put("grace", policies.grace().toString());
    }
    if (policies.priority() != standard.priority()) {
      json.put("priority", policies.priority());
    }
    return json;
  }

  static Policies read(Fields fields) {
    Policies policies = Policies.standard();
    Retry retry =
        fields.nested("retry", "{ \"retries\": 5 }").map(PoliciesJson::retry).orElse(null);
    if (retry != null) {
      policies = policies.withRetry(retry);
    }
    CatchUp catchUp =
        fields
            .nested("catchUp", "{ \"mode\": \"RUN_ALL\" }")
            .map(PoliciesJson::catchUp)
            .orElse(null);
    if (catchUp != null) {
      policies = policies.withCatchUp(catchUp);
    }
    Overlap overlap =
        fields.nested("overlap", "{ \"mode\": \"QUEUE\" }").map(PoliciesJson::overlap).orElse(null);
    if (overlap != null) {
      policies = policies.withOverlap(overlap);
    }
    policies = set(fields, "timeout", policies, fields.duration("timeout").orElse(null));
    policies = set(fields, "stepTimeout", policies, fields.duration("stepTimeout").orElse(null));
    policies = set(fields, "grace", policies, fields.duration("grace").orElse(null));
    Policies soFar = policies;
    Policies prioritised =
        fields
            .integer("priority")
            .map(priority -> fields.build("priority", f -> soFar.withPriority(priority)))
            .orElse(null);
    fields.end();
    return prioritised == null ? policies : prioritised;
  }

  private static Policies set(
      Fields fields, String field, Policies policies, java.time.@Nullable Duration value) {
    if (value == null) {
      return policies;
    }
    Policies changed =
        fields.build(
            field,
            ignored ->
                switch (field) {
                  case "timeout" -> policies.withTimeout(value);
                  case "stepTimeout" -> policies.withStepTimeout(value);
                  default -> policies.withGrace(value);
                });
    return changed == null ? policies : changed;
  }

  private static @Nullable Retry retry(Fields fields) {
    Retry standard = Retry.standard();
    var retries = fields.integer("retries").orElse(standard.retries());
    var first = fields.duration("first").orElse(standard.first());
    var factor = fields.number("factor").orElse(standard.factor());
    var longest =
        fields
            .duration("longest")
            .orElse(first.compareTo(standard.longest()) > 0 ? first : standard.longest());
    var jitter = fields.choice("jitter", Retry.Jitter.class).orElse(standard.jitter());
    fields.end();
    return fields.build("", ignored -> new Retry(retries, first, factor, longest, jitter));
  }

  private static @Nullable CatchUp catchUp(Fields fields) {
    CatchUp standard = CatchUp.runOnce();
    var mode = fields.choice("mode", CatchUp.Mode.class).orElse(standard.mode());
    var max = fields.integer("max").orElse(mode == CatchUp.Mode.RUN_ALL ? 100 : 1);
    var perMinute = fields.integer("perMinute").orElse(standard.perMinute());
    var expiry = fields.duration("expiry").orElse(standard.expiry());
    fields.end();
    return fields.build("", ignored -> new CatchUp(mode, max, perMinute, expiry));
  }

  private static @Nullable Overlap overlap(Fields fields) {
    var mode = fields.choice("mode", Overlap.Mode.class).orElse(Overlap.Mode.SKIP);
    var limit = fields.integer("limit").orElse(mode == Overlap.Mode.ALLOW ? 100_000 : 1);
    fields.end();
    return fields.build("", ignored -> new Overlap(mode, limit));
  }
}
