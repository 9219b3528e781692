package io.carillon.internal.phrase;

/**
 * What a word can mean. The word tables ({@code en.words} and its sisters) give each word one or
 * more of these; the matchers know only the kinds, never the words, so a language is a table.
 */
enum Kind {
  EVERY,
  /** "Every with a gap of": in Chinese, a gap of one day is every second day. */
  EVERY_GAP,
  OTHER,
  /** "Every other" in one word, before a plural: "alternate Fridays". */
  ALTERNATE,
  /** "Every other", after what it counts: "lunes alternos". */
  ALTERNATE_POST,
  /** One of so many: "un jour sur deux". */
  ONE_IN,
  /** An adverb for every so many minutes: "viertelstündlich" is 15. */
  EVERY_MINUTES,
  /** A length of so many minutes in one word: "Viertelstunde". */
  MINUTES,
  /** A number and a half: "anderthalb" is 1, "zweieinhalb" 2. */
  NUM_HALF,
  /** An article that makes a number a day of the month: "le 5", "el 5". */
  DAY_ARTICLE,
  /** The first (1) or last (-1) day of a month in one word: "Monatsende". */
  MONTH_EDGE,
  /** Minutes after or before the hour in words: "las ocho y veinte", "menos diez". */
  MINUTES_AFTER,
  MINUTES_LESS,
  /** So many weeks, said as days in words: "huit jours" is a week, or eight days. */
  WEEKS_OF_DAYS,
  /** After a length, how long a schedule lasts: "10 Tage lang". */
  FOR_POST,
  ADVERB,
  UNIT,
  WEEKDAY,
  /** A two-letter weekday: counts only inside a list or a range. */
  WEEKDAY_SHORT,
  /** A weekday in the plural, which by itself means every week. */
  WEEKDAYS,
  /** A weekday with its article, which means every week unless a date follows: "le lundi". */
  WEEKDAY_HABIT,
  /** Value 1: working days; 2: weekend. */
  GROUP,
  GROUPS,
  MONTH,
  NUM,
  ORD,
  TO_LAST,
  ORDSUFFIX,
  ORDPREFIX,
  MEASURE,
  DAYMARK,
  MONTHMARK,
  YEARMARK,
  MINUTEMARK,
  AMPM,
  /** A part of the day in the plural, which by itself means every day. */
  HABIT,
  DAYPART,
  TONIGHT,
  NOON,
  MIDNIGHT,
  OCLOCK,
  SHARP,
  HALF,
  /** Half of the hour before: German "halb acht" is 7:30. */
  HALF_TO,
  HALF_AFTER,
  QUARTER,
  QUARTER_AFTER,
  QUARTER_LESS,
  /** Minutes before the hour that follows: 差五分九点. */
  LESS,
  /** The place on the dial where an hour begins or turns; the value is the minute. */
  HOUR_EDGE,
  LEAP,
  /** "if it is a", "that falls on a": the weekday after it narrows the days. */
  IF_DAY,
  /** Several weekdays in one word; the value has a bit for each, bit 0 = Monday. */
  WEEKDAY_SET,
  /** Value 1: a greeting, which is polite at the beginning only. */
  POLITE,
  /** Value 1: odd; 2: even. */
  PARITY,
  /** "the rest of": up to the end of the period that follows. */
  REST_OF,
  PAST,
  TO,
  BEFORE_HOUR,
  THROUGH,
  RELDAY,
  TOMORROW_PART,
  THIS,
  NEXT,
  /** The week or month before this one: 上周五. */
  LAST,
  /** A year counted from this one: 明年 is 1, 后年 2. */
  YEAR_AHEAD,
  NOW,
  LATER,
  AFTER,
  BEFORE,
  AGO,
  TIMES,
  COUNT,
  START,
  START_POST,
  UNTIL,
  UNTIL_POST,
  FROM,
  BETWEEN,
  BETWEEN_POST,
  WITHIN_POST,
  FOR,
  UPTO,
  EXCEPT,
  EXCEPT_POST,
  BUT,
  FOREVER,
  AND,
  OR,
  ON,
  AT,
  IN,
  OF,
  THE,
  A,
  PER,
  ONLY,
  FILLER,
  HOLIDAY,
  /** A feast on the same date every year; the value is month * 100 + day. */
  FIXED_DATE,
  FEAST,
  VAGUE,
  VAGUE_TIME,
  /** A time that follows the sun, the moon or the weather: nothing here can compute it. */
  SKY,
  /** A time that only the person knows, or that has no fixed hour: "my birthday", "lunch". */
  OPEN_TIME,
  /** Such a time in a form that means every one of them: "paydays". */
  OPEN_TIMES,
  /** "if", "when", "unless": what follows is no time. */
  CONDITION,
  /** Beside a schedule, a word that moves or limits it: 前, 以内, 暑假. */
  LIMIT_WORD,
  /** "don't": the phrase says what should not happen. */
  NEGATION,
  /** "what's", "is there": the phrase asks something. */
  ASKS,
  /** "by", "within": the latest moment, which is none to run at. */
  DEADLINE,
  /** "days left", "countdown": how long it is until a day, which then ends nothing. */
  COUNTDOWN,
  /** "no, 10": takes back what was said before. */
  CORRECTION,
  /** "monday's": what belongs to a day, or every such day with a wrong apostrophe. */
  POSSESSIVE,
  /** "cancel", "move": with one of {@link #MANAGED}, an order about a schedule that exists. */
  MANAGE,
  /** "reminder", "alarm". */
  MANAGED,
  AMBIGUOUS,
  HOURS_OF_WORK,
  BOUNDARY,
  YEAR_END,
  NEAREST,
  TIMEWORD,
  LEADIN,
  /** What ends a phrase out of politeness: "please", "thanks". */
  TRAILER,
  CONNECT,
  SEND,
  SEND_BY,
  SEND_IT,
  SEND_TO,
  MY,
  CHANNELWORD,
  CHANNELNAME,
  USING,
  TOOLWORD,
  /** An ordinary word that looks like a misspelt key word and is none. */
  PLAIN
}
