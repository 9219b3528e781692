/** The store on a relational database. */
module io.carillon.jdbc {
  requires transitive io.carillon;
  requires transitive java.sql;
  requires org.jdbi.v3.core;
  requires org.slf4j;
  requires static transitive org.jspecify;
}
