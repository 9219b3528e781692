package io.carillon.internal.store.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows by key, in key order, with sorted indexes beside them. Every change can be undone: what a
 * transaction did is kept until it ends. Not thread-safe; {@link MemoryTables} holds the one lock.
 */
final class MemoryTable<K extends Comparable<? super K>, V> {

  private final NavigableMap<K, V> rows = new TreeMap<>();
  private final List<Index<?, K, V>> indexes = new ArrayList<>();
  private final Undo undo;

  MemoryTable(Undo undo) {
    this.undo = undo;
  }

  /** What takes back the changes of the transaction under way, newest first. */
  static final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
      steps.push(step);
    }

    void forget() {
      steps.clear();
    }

    void all() {
      while (!steps.isEmpty()) {
        steps.pop().run();
      }
    }
  }

  /** Rows sorted by something else; rows for which the sort key is null are left out. */
  static final class Index<S extends Comparable<? super S>, K, V> {
    private final Function<V, @Nullable S> sort;
    private final NavigableMap<S, Map<K, V>> sorted = new TreeMap<>();

    private Index(Function<V, @Nullable S> sort) {
      this.sort = sort;
    }

    private void add(K key, V row) {
      S at = sort.apply(row);
      if (at != null) {
        sorted.computeIfAbsent(at, ignored -> new TreeMap<>()).put(key, row);
      }
    }

    private void drop(K key, V row) {
      S at = sort.apply(row);
      Map<K, V> same = at == null ? null : sorted.get(at);
      if (at != null && same != null) {
        same.remove(key);
        if (same.isEmpty()) {
          sorted.remove(at);
        }
      }
    }

    /** Rows in ascending order of the sort key, then of the key. */
    Stream<V> stream() {
      return sorted.values().stream().flatMap(same -> same.values().stream());
    }

    /** The rows with one sort key, in ascending order of the key. */
    Collection<V> at(S key) {
      return sorted.getOrDefault(key, Map.of()).values();
    }
  }

  <S extends Comparable<? super S>> Index<S, K, V> index(Function<V, @Nullable S> sort) {
    Index<S, K, V> index = new Index<>(sort);
    indexes.add(index);
    return index;
  }

  @Nullable V get(K key) {
    return rows.get(key);
  }

  boolean has(K key) {
    return rows.containsKey(key);
  }

  NavigableMap<K, V> all() {
    return rows;
  }

  /** The rows of those keys that exist, in the order of the keys. */
  Map<K, V> get(Collection<K> keys) {
    Map<K, V> found = new LinkedHashMap<>();
    keys.stream()
        .sorted()
        .forEach(
            key -> {
              V row = rows.get(key);
              if (row != null) {
                found.put(key, row);
              }
            });
    return found;
  }

  void put(K key, V row) {
    V old = set(key, row);
    undo.add(() -> set(key, old));
  }

  void remove(K key) {
    V old = set(key, null);
    if (old != null) {
      undo.add(() -> set(key, old));
    }
  }

  private @Nullable V set(K key, @Nullable V row) {
    V old = row == null ? rows.remove(key) : rows.put(key, row);
    for (Index<?, K, V> index : indexes) {
      if (old != null) {
        index.drop(key, old);
      }
      if (row != null) {
        index.add(key, row);
      }
    }
    return old;
  }
}
