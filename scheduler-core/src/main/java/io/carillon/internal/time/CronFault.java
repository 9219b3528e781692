package io.carillon.internal.time;

/** One fault of one field, on its way to the list of problems; carries no stack. */
final class CronFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String fix;

  CronFault(String what, String fix) {
    super(what, null, false, false);
    this.fix = fix;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  String fix() {
    return fix;
  }
}
