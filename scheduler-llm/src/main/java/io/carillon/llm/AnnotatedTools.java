package io.carillon.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import io.carillon.Effect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tools from methods that carry langchain4j's {@code @Tool}. Names and descriptions come from the
 * annotations; parameters are named by {@code @P(name)} or, compiled with {@code -parameters}, by
 * themselves. Arguments and results go through a mapper of this library, never the host's.
 */
public final class AnnotatedTools {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private AnnotatedTools() {}

  /**
   * The tools of an object, all of one effect; {@link Tool#effect(Effect)} changes single ones.
   *
   * @param effect what repeating a call would do
   * @throws IllegalArgumentException when no method carries the annotation
   * @throws io.carillon.InvalidDefinitionException when one cannot be a tool
   */
  public static List<Tool> of(Object object, Effect effect) {
    List<Tool> tools = new ArrayList<>();
    Arrays.stream(object.getClass().getMethods())
        .filter(AnnotatedTools::isTool)
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> tools.add(tool(object, method).effect(effect)));
    if (tools.isEmpty()) {
      throw new IllegalArgumentException(
          object.getClass().getName()
              + " has no public method with @Tool. Annotate the methods that models may call.");
    }
    return List.copyOf(tools);
  }

  private static boolean isTool(Method method) {
    return !method.isBridge() && method.isAnnotationPresent(dev.langchain4j.agent.tool.Tool.class);
  }

  private static Tool tool(Object object, Method method) {
    ToolSpecification spec = ToolSpecifications.toolSpecificationFrom(method);
    JsonNode parameters;
    try {
      parameters = JSON.readTree(spec.toJson()).path("parameters");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Tool \"" + spec.name() + "\" has no readable schema.", e);
    }
    String description = spec.description() == null ? spec.name() : spec.description();
    method.trySetAccessible();
    return Tool.of(
        spec.name(),
        description.isBlank() ? spec.name() : description,
        parameters.isObject() ? parameters : noParameters(),
        input -> invoke(object, method, input.arguments()));
  }

  private static ObjectNode noParameters() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private static JsonNode invoke(Object object, Method method, ObjectNode arguments)
      throws Exception {
    Parameter[] parameters = method.getParameters();
    Object[] values = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      values[i] = value(parameters[i], arguments);
    }
    try {
      Object result = method.invoke(object, values);
      return result == null ? NullNode.getInstance() : JSON.valueToTree(result);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Exception exception) {
        throw exception;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static Object value(Parameter parameter, ObjectNode arguments) throws ToolFailure {
    P named = parameter.getAnnotation(P.class);
    String name = named == null || named.name().isBlank() ? parameter.getName() : named.name();
    try {
      return JSON.convertValue(
          arguments.get(name), JSON.constructType(parameter.getParameterizedType()));
    } catch (IllegalArgumentException e) {
      throw new ToolFailure("The argument \"" + name + "\" has the wrong type.");
    }
  }
}
