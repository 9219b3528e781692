package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.internal.json.Json;
import io.carillon.internal.rules.Cursor;
import io.carillon.internal.rules.Timetable;
import io.carillon.spi.IdSource;
import io.carillon.spi.Rows.ScheduleRow;
import io.carillon.time.Calendars;

/**
 * What every part of the shared store works with.
 *
 * @param calendars the named calendars that exclusions refer to
 */
record Kit(Definitions definitions, IdSource ids, Calendars calendars) {

  Cursor cursor(ScheduleRow schedule) {
    return Cursor.from(Json.read(schedule.cursor()));
  }

  Timetable timetable(Definition definition, Cursor cursor) {
    return Timetable.of(definition.triggers(), cursor, definition.key().toString(), calendars);
  }
}
