package io.carillon.spring;

import io.carillon.jdbc.JdbcStore;
import io.carillon.jdbc.SchemaMode;
import io.carillon.spi.Store;
import io.carillon.time.Calendars;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The store in a database, where scheduler-jdbc is present. Backs off to the host's own store. */
@AutoConfiguration(
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({JdbcStore.class, DataSource.class})
@ConditionalOnMissingBean(Store.class)
@EnableConfigurationProperties(CarillonProperties.class)
public final class CarillonJdbcAutoConfiguration {

  /** Made by Spring. */
  public CarillonJdbcAutoConfiguration() {}

  @Bean
  @Conditional(DataSourceAllowed.class)
  @ConditionalOnSingleCandidate(DataSource.class)
  Store carillonStore(
      DataSource dataSource, CarillonProperties properties, ObjectProvider<Calendars> calendars) {
    try {
      return open(JdbcStore.builder(dataSource), properties, calendars);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException(
          "carillon.store.type",
          properties.store().type(),
          e.getMessage()
              + " Tasks cannot be kept in this application's DataSource. Set it to file (with"
              + " carillon.store.path), or to memory.");
    }
  }

  @Bean
  @ConditionalOnProperty(name = "carillon.store.type", havingValue = "file")
  Store carillonFileStore(CarillonProperties properties, ObjectProvider<Calendars> calendars) {
    Path path = properties.store().path();
    if (path == null) {
      throw new InvalidConfigurationPropertyValueException(
          "carillon.store.path", null, "The store is a file: write where, as data/carillon.db.");
    }
    return open(JdbcStore.fileBuilder(path), properties, calendars);
  }

  private static Store open(
      JdbcStore.Builder builder,
      CarillonProperties properties,
      ObjectProvider<Calendars> calendars) {
    builder.tablePrefix(properties.store().tablePrefix());
    builder.schema(properties.store().migrate() ? SchemaMode.MIGRATE : SchemaMode.VALIDATE);
    calendars.ifAvailable(builder::calendars);
    return builder.build();
  }

  /** The store may be in the host's data source. */
  static final class DataSourceAllowed extends AnyNestedCondition {

    DataSourceAllowed() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty(
        name = "carillon.store.type",
        havingValue = "auto",
        matchIfMissing = true)
    static final class WhenThere {}

    @ConditionalOnProperty(name = "carillon.store.type", havingValue = "jdbc")
    static final class Always {}
  }
}
