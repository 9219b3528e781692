package io.carillon.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a model says of some words that the grammar does not understand. */
final class Answers {

  static final String WORDS = "w każdy poniedziałek o dziewiątej sprawdź sprzedaż";
  private static final String PIECES =
      "[{'text':'w każdy','role':'REPETITION'},{'text':'poniedziałek','role':'DAY'},"
          + "{'text':'o dziewiątej','role':'TIME'},{'text':'sprawdź sprzedaż','role':'INSTRUCTION'}]";
  static final String MONDAY =
      "{'rule':{'weekly':{'days':['MON'],'at':['09:00'],'every':null,'from':null}},"
          + "'start':null,'end':null,'maxRuns':null,'exclude':null}";

  static ObjectNode proposal() {
    ObjectNode answer =
        TestRun.object(
            "{'answer':'proposal','text':'','language':'pl','zone':'Europe/Paris','readings':[],"
                + "'name':'Sprawdź sprzedaż','assumptions':[],'channels':[],'tools':[]}");
    answer.set("words", TestRun.json(PIECES));
    answer.set("triggers", TestRun.json("[" + MONDAY + "]"));
    return answer;
  }

  static ObjectNode with(String field, String json) {
    ObjectNode answer = proposal();
    answer.set(field, TestRun.json(json));
    return answer;
  }

  /** A proposal with another rule. */
  static ObjectNode withRule(String rule) {
    return with(
        "triggers",
        "[{'rule':" + rule + ",'start':null,'end':null,'maxRuns':null,'exclude':null}]");
  }

  private Answers() {}
}
