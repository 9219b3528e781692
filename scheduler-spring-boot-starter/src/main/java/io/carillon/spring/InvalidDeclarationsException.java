package io.carillon.spring;

import java.util.List;

/**
 * The application declares tasks that are wrong; it does not start. Carries every fault at once.
 */
public final class InvalidDeclarationsException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  InvalidDeclarationsException(List<String> faults) {
    super(
        "The application's tasks are not valid, "
            + faults.size()
            + (faults.size() == 1 ? " problem:" : " problems:")
            + String.join("", faults.stream().map(fault -> "\n  - " + fault).toList()));
    this.faults = List.copyOf(faults);
  }

  /** Each fault: the bean and method or the property and line, what is wrong, what to write. */
  public List<String> faults() {
    return faults;
  }
}
