package io.carillon.llm;

import dev.langchain4j.exception.HttpException;

/** An error status whose answer said when to try again; langchain4j's own keeps no headers. */
final class StatusWithRetryAfterException extends HttpException {

  private static final long serialVersionUID = 1L;

  private final transient RetryAfter retryAfter;

  StatusWithRetryAfterException(int status, String body, RetryAfter retryAfter) {
    super(status, body);
    this.retryAfter = retryAfter;
  }

  RetryAfter retryAfter() {
    return retryAfter;
  }
}
