package io.carillon.internal.phrase;

import java.util.HashMap;
import java.util.Map;

/**
 * Traditional characters folded to the simplified ones, so that the Chinese table lists each word
 * once. Only characters of time words and of the other words a schedule is made of are here, and
 * only for reading: the instruction keeps the characters that were typed.
 */
final class HanForms {

  private static final String TRADITIONAL =
      "\u9ede\u9031\u500b\u5f8c\u5169\u9418\u937e\u865f\u79ae\u8207\u6642\u9593\u958b"
          + "\u5f9e\u70ba\u7232\u73fe\u767c\u7d66\u904e\u9019\u5e7e\u9023\u7e8c\u7e3d\u7bc0"
          + "\u8fb2\u66c6\u6b77\u9670\u967d\u8acb\u7169\u5e6b\u8a18\u5225\u8b1d\u8b93\u8a2d"
          + "\u9b27\u9234\u7576\u6de9\u96e2\u5167\u8056\u570b\u6176\u52de\u52d5\u96d9\u55ae"
          + "\u6578\u88e1\u88cf\u7d04\u7d50\u7d42\u65bc\u50c5\u7947\u6a5f\u8a0a\u90f5\u91d8"
          + "\u98db\u66f8\u7d10\u502b\u6771\u81fa\u7063\u5831\u5c0d\u9032\u9808\u61c9\u8a72"
          + "\u9ebc\u55ce\u5fa9\u8907\u88dc\u6b72\u8449\u7522\u696d\u52d9\u54e1\u555f\u8a02"
          + "\u95b1\u9084\u4f86\u6703\u7121\u8655\u908a\u969b\u5099\u8b80\u5beb\u9ad4\u8f49"
          + "\u9054\u5c0b\u97ff\u9cf4\u7d1a\u968e\u9918\u63db\u96a8\u9072\u8aa4\u8abf\u8f03"
          + "\u8f2a\u8d95\u9577\u5c07\u525b\u5152";

  private static final String SIMPLIFIED =
      "\u70b9\u5468\u4e2a\u540e\u4e24\u949f\u949f\u53f7\u793c\u4e0e\u65f6\u95f4\u5f00"
          + "\u4ece\u4e3a\u4e3a\u73b0\u53d1\u7ed9\u8fc7\u8fd9\u51e0\u8fde\u7eed\u603b\u8282"
          + "\u519c\u5386\u5386\u9634\u9633\u8bf7\u70e6\u5e2e\u8bb0\u522b\u8c22\u8ba9\u8bbe"
          + "\u95f9\u94c3\u5f53\u51cc\u79bb\u5185\u5723\u56fd\u5e86\u52b3\u52a8\u53cc\u5355"
          + "\u6570\u91cc\u91cc\u7ea6\u7ed3\u7ec8\u4e8e\u4ec5\u53ea\u673a\u8baf\u90ae\u9489"
          + "\u98de\u4e66\u7ebd\u4f26\u4e1c\u53f0\u6e7e\u62a5\u5bf9\u8fdb\u987b\u5e94\u8be5"
          + "\u4e48\u5417\u590d\u590d\u8865\u5c81\u53f6\u4ea7\u4e1a\u52a1\u5458\u542f\u8ba2"
          + "\u9605\u8fd8\u6765\u4f1a\u65e0\u5904\u8fb9\u9645\u5907\u8bfb\u5199\u4f53\u8f6c"
          + "\u8fbe\u5bfb\u54cd\u9e23\u7ea7\u9636\u4f59\u6362\u968f\u8fdf\u8bef\u8c03\u8f83"
          + "\u8f6e\u8d76\u957f\u5c06\u521a\u513f";

  private static final Map<String, String> FOLDED = table();

  private HanForms() {}

  private static Map<String, String> table() {
    Map<String, String> table = new HashMap<>();
    for (int k = 0; k < TRADITIONAL.length(); k++) {
      table.put(TRADITIONAL.substring(k, k + 1), SIMPLIFIED.substring(k, k + 1));
    }
    return Map.copyOf(table);
  }

  /** The simplified form of one character; the character itself when it has no other. */
  static String simplified(String character) {
    return FOLDED.getOrDefault(character, character);
  }
}
