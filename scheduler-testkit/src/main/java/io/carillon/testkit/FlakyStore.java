package io.carillon.testkit;

import io.carillon.spi.Store;
import io.carillon.spi.StoreUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store whose answers get lost. For each call a test says whether it reaches the store, and
 * whether its answer comes back; where one of the two does not, {@link StoreUnavailableException}
 * is thrown.
 */
public final class FlakyStore {

  private FlakyStore() {}

  /** What happens to one call. */
  public enum Fault {
    NONE,
    /** Nothing is done. */
    CALL_LOST,
    /** It is done, and the caller does not hear of it. */
    ANSWER_LOST
  }

  /**
   * A store that is {@code store} but for the faults. Closing it closes {@code store}; that, and
   * what says what it is ({@code clock}, {@code isShared}), never fails.
   *
   * @param faults asked with the method's name before each call
   */
  public static Store around(Store store, Function<String, Fault> faults) {
    return (Store)
        Proxy.newProxyInstance(
            FlakyStore.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> call(store, method, arguments, faults));
  }

  private static @Nullable Object call(
      Store store, Method method, Object @Nullable [] arguments, Function<String, Fault> faults)
      throws Throwable {
    boolean fails = method.getDeclaringClass() != Object.class && canFail(method.getName());
    Fault fault = fails ? faults.apply(method.getName()) : Fault.NONE;
    if (fault == Fault.CALL_LOST) {
      throw lost(method, "the call was lost");
    }
    Object answer;
    try {
      answer = method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    if (fault == Fault.ANSWER_LOST) {
      throw lost(method, "the answer was lost");
    }
    return answer;
  }

  private static boolean canFail(String name) {
    return !name.equals("clock") && !name.equals("isShared") && !name.equals("close");
  }

  private static StoreUnavailableException lost(Method method, String how) {
    String message = method.getName() + ": " + how;
    return new StoreUnavailableException(message, new IOException(message));
  }
}
