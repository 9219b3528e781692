/** AI actions: prompts, tools and structured answers, each model and tool call a journaled step. */
@NullMarked
package io.carillon.llm;

import org.jspecify.annotations.NullMarked;
