package io.carillon.internal.engine;

import io.carillon.FailureKind;
import io.carillon.InvalidPayloadException;
import io.carillon.Outcome;
import io.carillon.StepDivergedException;
import io.carillon.internal.redact.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What is kept of what an executor throws. */
final class Faults {

  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_TRACE = 20_000;

  private Faults() {}

  static Outcome.Failure of(Throwable e, Redactor redactor) {
    FailureKind kind = FailureKind.ERROR;
    if (e instanceof StepTimeoutException) {
      kind = FailureKind.TIMEOUT;
    } else if (e instanceof InvalidPayloadException || e instanceof StepDivergedException) {
      kind = FailureKind.INVALID;
    }
    return new Outcome.Failure(kind, message(e, redactor), trace(e, redactor), null);
  }

  static String message(Throwable e, Redactor redactor) {
    String message = e.getMessage();
    String name = e.getClass().getSimpleName();
    boolean ours = e.getClass().getName().startsWith("io.carillon.");
    String text = message == null ? name : ours ? message : name + ": " + message;
    return cut(redactor.text(text), LONGEST_MESSAGE);
  }

  private static String trace(Throwable e, Redactor redactor) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return cut(redactor.text(cut(trace.toString(), LONGEST_TRACE)), LONGEST_TRACE);
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + " … (cut)";
  }
}
