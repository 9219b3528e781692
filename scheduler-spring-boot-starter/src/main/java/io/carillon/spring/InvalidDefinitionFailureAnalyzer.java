package io.carillon.spring;

import io.carillon.InvalidDefinitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a task that the host's own code could not make, with its bean, and no stack trace. */
final class InvalidDefinitionFailureAnalyzer
    extends AbstractFailureAnalyzer<InvalidDefinitionException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, InvalidDefinitionException cause) {
    BeanCreationException making = innermost(root);
    return new FailureAnalysis(
        place(making) + cause.getMessage(), "Correct it and start again.", cause);
  }

  private static @Nullable BeanCreationException innermost(Throwable root) {
    BeanCreationException found = null;
    for (Throwable at = root; at != null; at = at.getCause()) {
      if (at instanceof BeanCreationException making && making.getBeanName() != null) {
        found = making;
      }
    }
    return found;
  }

  private static String place(@Nullable BeanCreationException making) {
    if (making == null) {
      return "";
    }
    String where = making.getResourceDescription();
    return "Bean \""
        + making.getBeanName()
        + "\""
        + (where == null ? "" : " (" + where + ")")
        + ": ";
  }
}
