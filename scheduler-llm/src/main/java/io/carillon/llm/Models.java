package io.carillon.llm;

import io.carillon.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The models that tasks may name. There is no default: a task that names none runs only while
 * exactly one is registered. Immutable.
 */
public final class Models {

  private final Map<String, LlmClient> clients;
  private final PriceTable prices;

  private Models(Map<String, LlmClient> clients, PriceTable prices) {
    this.clients = Collections.unmodifiableMap(new TreeMap<>(clients));
    this.prices = prices;
  }

  /** No models yet. */
  public static Models none() {
    return new Models(Map.of(), PriceTable.EMPTY);
  }

  /** One model under a name. */
  public static Models of(String name, LlmClient client) {
    return none().with(name, client);
  }

  /**
   * A copy with one more model.
   *
   * @param name what tasks call it; 1 to 100 characters; need not be the provider's name
   * @throws IllegalArgumentException when the name is taken or no name
   */
  public Models with(String name, LlmClient client) {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("Name of a model: write 1 to 100 characters.");
    }
    Map<String, LlmClient> more = new TreeMap<>(clients);
    if (more.put(name, Objects.requireNonNull(client, "client")) != null) {
      throw new IllegalArgumentException(
          "A model \"" + name + "\" is registered already. Give this one another name.");
    }
    return new Models(more, prices);
  }

  /** A copy with these prices instead. */
  public Models withPrices(PriceTable other) {
    return new Models(clients, Objects.requireNonNull(other, "prices"));
  }

  public PriceTable prices() {
    return prices;
  }

  /** In alphabetical order. */
  public List<String> names() {
    return List.copyOf(clients.keySet());
  }

  public Optional<LlmClient> find(String name) {
    return Optional.ofNullable(clients.get(name));
  }

  /** The name a task means: the one it writes, else the only one there is. */
  Optional<String> choose(@Nullable String written) {
    if (written != null) {
      return clients.containsKey(written) ? Optional.of(written) : Optional.empty();
    }
    return clients.size() == 1 ? Optional.of(names().get(0)) : Optional.empty();
  }

  /** Why {@link #choose} gave nothing. */
  Problem notChosen(@Nullable String written) {
    String there =
        clients.isEmpty()
            ? "None is registered: register one where the scheduler is built."
            : "Registered are: " + String.join(", ", names()) + ".";
    return written == null
        ? Problem.of(
            "model",
            clients.isEmpty() ? "there is no model." : "no model is named and several are there.",
            clients.isEmpty() ? there : "Name one. " + there)
        : Problem.of("model", "no model \"" + written + "\" is registered.", there);
  }
}
