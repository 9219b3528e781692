/** Scheduled AI tasks inside a Java application: the API, the rules and the engine. */
module io.carillon {
  requires com.cronutils;
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires java.net.http;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.carillon;
  exports io.carillon.phrase;
  exports io.carillon.spi;
  exports io.carillon.time;
}
