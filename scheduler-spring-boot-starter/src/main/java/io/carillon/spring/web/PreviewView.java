package io.carillon.spring.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.Problem;
import io.carillon.Trigger;
import io.carillon.time.CronExpression;
import io.carillon.time.GapStatistics;
import io.carillon.time.Preview;
import io.carillon.time.PreviewFire;
import io.carillon.time.TriggerJson;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Previews as JSON.
 *
 * @param language of descriptions
 * @param month the month that is drawn; null: none
 */
record PreviewView(Locale language, @Nullable YearMonth month) {

  /**
   * A preview.
   *
   * @param problems why the schedule could not be saved
   */
  ObjectNode of(Preview preview, List<Problem> problems) {
    ObjectNode json = Views.object();
    json.put("zone", preview.zone().getId());
    json.put("description", preview.description(language));
    json.set("triggers", Views.list(preview.triggers(), TriggerJson::write));
    preview.derivedCron().ifPresent(cron -> cron(json, cron));
    json.set("fires", Views.list(preview.fires(language), PreviewView::fire));
    json.set("gaps", gaps(preview.gaps()));
    json.set("warnings", Views.list(preview.warnings(language), TextNode::valueOf));
    json.set("problems", Fault.list(problems));
    if (month != null) {
      json.put("monthSvg", preview.monthAsSvg(month, language));
    }
    return json;
  }

  static ObjectNode fire(PreviewFire fire) {
    ObjectNode json =
        Views.object()
            .put("at", fire.at().toString())
            .put("local", fire.local().toOffsetDateTime().toString());
    fire.note().ifPresent(note -> json.put("note", note));
    return json;
  }

  private static ObjectNode gaps(GapStatistics gaps) {
    ObjectNode json = Views.object();
    gaps.shortest().ifPresent(gap -> json.put("shortest", gap.toString()));
    gaps.longest().ifPresent(gap -> json.put("longest", gap.toString()));
    return json.put("perDay", gaps.perDay()).put("mostPerDay", gaps.mostPerDay());
  }

  /** The zone in effect of a trigger on a clock, and the cron expression that fires alike. */
  static ObjectNode rule(ObjectNode json, Trigger trigger, ZoneId zone) {
    if (trigger.kind().isTimed()) {
      json.put("zone", trigger.zone().orElse(zone).getId());
    }
    Optional<CronExpression> cron = trigger.derivedCron();
    cron.ifPresent(found -> cron(json, found));
    return json;
  }

  private static void cron(ObjectNode json, CronExpression cron) {
    json.put("cron", cron.text()).put("dialect", cron.dialect().id());
  }
}
