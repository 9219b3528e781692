package io.carillon.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.InvalidDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'type':'string'}                       | 1          | $ must be string, is number
          {'type':['string','null']}              | null       |
          {'type':['string','null']}              | true       | $ must be string or null, is boolean
          {'type':'integer'}                      | 2.0        |
          {'type':'integer'}                      | 2.5        | $ must be integer, is number
          {'type':'number'}                       | 2          |
          {'enum':['a',1]}                        | 1.0        |
          {'enum':['a',1]}                        | 'b'        | $ must be one of ["a",1]
          {'const':{'a':1}}                       | {'a':2}    | $ must be {"a":1}
          {'minimum':3,'maximum':4}               | 2          | $ must be at least 3
          {'minimum':3,'maximum':4}               | 5          | $ must be at most 4
          {'exclusiveMinimum':3}                  | 3          | $ must be more than 3
          {'exclusiveMaximum':3}                  | 3          | $ must be less than 3
          {'minLength':2}                         | '😀'       | $ must have at least 2 characters, has 1
          {'maxLength':2}                         | 'abc'      | $ must have at most 2 characters, has 3
          {'pattern':'^a'}                        | 'ba'       | $ must match "^a"
          {'minItems':1}                          | []         | $ must have at least 1 items, has 0
          {'maxItems':1}                          | [1,2]      | $ must have at most 1 items, has 2
          {'items':{'type':'string'}}             | ['a',2]    | $[1] must be string, is number
          {'required':['a'],'properties':{'a':{}}} | {}        | $ lacks the required "a"
          {'properties':{'a':{'type':'null'}}}    | {'a':1}    | $.a must be null, is number
          {'properties':{'a':{}},'additionalProperties':false} | {'SECRET':1} | $ has 1 properties besides a
          {'additionalProperties':{'type':'null'}} | {'SECRET':1} | $.* must be null, is number
          {'anyOf':[{'type':'null'},{'minimum':5}]} | 4        | $ fits none of the 2 shapes allowed
          {'anyOf':[{'type':'null'},{'minimum':5}]} | 6        |
          {'anyOf':[{'properties':{'a':{'type':'null'}},'required':['a']},{'required':['b']}]} | {'a':1} | $.a must be null, is number
          """)
  void valuesAreHeldAgainstTheSchema(String schema, String value, String fault) {
    var faults = SchemaCheck.faults(TestRun.json(value), TestRun.json(schema));
    assertThat(String.join("; ", faults)).isEqualTo(fault == null ? "" : fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'a':{'$ref':'#'}}              | s.properties.a.$ref: is a keyword that is not enforced here.
          {'a':{'type':'date'}}           | s.properties.a.type: names no known type.
          {'a':{'items':3}}               | s.properties.a.items: is not an object.
          {'a':{'enum':[]}}               | s.properties.a.enum: is not a list of at least one value.
          {'a':{'pattern':'('}}           | s.properties.a.pattern: is no regular expression
          {'a':{'minLength':-1}}          | s.properties.a.minLength: is not a whole number of 0 or more.
          {'a':{'maximum':'x'}}           | s.properties.a.maximum: is not a number.
          {'a':{'anyOf':[{'type':'x'}]}}  | s.properties.a.anyOf[0].type: names no known type.
          {'a':{'required':['b']}}        | s.properties.a.required: names "b", which is not in properties.
          """)
  void rulesThatWouldDoNothingAreRefused(String properties, String problem) {
    var schema = TestRun.object("{'type':'object'}");
    schema.set("properties", TestRun.json(properties));
    assertThat(SchemaFaults.ofRoot(schema, "s"))
        .singleElement()
        .satisfies(found -> assertThat(found.toString()).startsWith(problem));
  }

  @Test
  void endlessNestingIsRefused() {
    String schema = "{'type':'array','items':".repeat(30) + "{}" + "}".repeat(30);
    var root = TestRun.object("{'type':'object'}");
    root.set("properties", TestRun.json("{'a':" + schema + "}"));
    assertThat(SchemaFaults.ofRoot(root, "s"))
        .singleElement()
        .satisfies(found -> assertThat(found.what()).contains("more than 20 levels"));
  }

  @Test
  void aToolIsRefusedWithEveryFault() {
    assertThatThrownBy(
            () -> Tool.of("a b", " ", "{\"type\":\"array\"}", input -> TextNode.valueOf("")))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class, refused -> assertThat(refused.problems()).hasSize(3));
  }
}
