package io.carillon.internal.store;

import io.carillon.Definition;
import io.carillon.InvalidDefinitionException;
import io.carillon.TaskId;
import io.carillon.internal.json.DefinitionJson;
import io.carillon.internal.json.Json;
import io.carillon.spi.Rows.TaskRow;
import io.carillon.spi.Rows.TaskVersionRow;
import io.carillon.spi.StoreTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decoded definitions by task and version. A version never changes, so what is kept stays true. */
final class Definitions {

  private static final int MOST_KEPT = 10_000;

  private record Key(TaskId id, int version) {}

  private final Map<Key, Definition> kept =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Definition> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * The newest version.
   *
   * @throws InvalidDefinitionException when this version of the library cannot read it
   */
  Definition of(TaskRow row) {
    return decoded(new Key(row.id(), row.version()), row.definition());
  }

  /**
   * Any version; empty when it is not stored.
   *
   * @throws InvalidDefinitionException when this version of the library cannot read it
   */
  Optional<Definition> version(StoreTransaction tx, TaskId id, int version) {
    Key key = new Key(id, version);
    synchronized (kept) {
      Definition known = kept.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return tx.taskVersion(id, version)
        .map(TaskVersionRow::definition)
        .map(json -> decoded(key, json));
  }

  private Definition decoded(Key key, String json) {
    synchronized (kept) {
      Definition known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    Definition decoded = DefinitionJson.read(Json.read(json));
    synchronized (kept) {
      kept.put(key, decoded);
    }
    return decoded;
  }
}
