package io.carillon.spring;

import io.carillon.CommandPolicy;
import io.carillon.EgressPolicy;
import io.carillon.Limits;
import io.carillon.Scheduler;
import io.carillon.SchedulerBuilder;
import io.carillon.SchedulerSettings;
import io.carillon.spi.Channel;
import io.carillon.spi.Executor;
import io.carillon.spi.OwnerZones;
import io.carillon.spi.PhraseReader;
import io.carillon.spi.SecretResolver;
import io.carillon.spi.Store;
import io.carillon.time.Calendars;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** The scheduler, from the host's beans and configuration. Each bean backs off to the host's. */
@AutoConfiguration(after = CarillonJdbcAutoConfiguration.class)
@EnableConfigurationProperties(CarillonProperties.class)
public final class CarillonAutoConfiguration {

  /** Made by Spring. */
  public CarillonAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  SchedulerSettings carillonSettings(CarillonProperties properties, Environment environment) {
    String application = environment.getProperty("spring.application.name", "carillon");
    return properties.settings(application + "@" + host());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Bean
  AnnotatedMethods carillonAnnotatedMethods(
      ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
    return AnnotatedMethods.of(beans, environment);
  }

  @Bean
  @ConditionalOnMissingBean
  SecretResolver carillonSecrets(Environment environment) {
    return name -> Optional.ofNullable(environment.getProperty("carillon.secrets." + name));
  }

  @Bean
  @ConditionalOnMissingBean
  EgressPolicy carillonEgress(CarillonProperties properties) {
    List<String> allowed = properties.actions().allowedHosts();
    return allowed.isEmpty()
        ? EgressPolicy.publicOnly()
        : EgressPolicy.allowing(allowed.toArray(String[]::new));
  }

  @Bean
  @ConditionalOnMissingBean
  CommandPolicy carillonCommands(CarillonProperties properties) {
    List<String> allowed = properties.actions().allowedCommands();
    return allowed.isEmpty()
        ? CommandPolicy.none()
        : CommandPolicy.allowing(allowed.toArray(String[]::new));
  }

  @Bean
  @ConditionalOnMissingBean
  Calendars carillonCalendars(CarillonProperties properties) {
    return ConfiguredCalendars.read(properties.calendars());
  }

  @Bean
  @ConditionalOnMissingBean
  Limits carillonLimits(CarillonProperties properties) {
    return properties.limits().ofScheduler();
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Scheduler carillonScheduler(
      SchedulerSettings settings,
      CarillonProperties properties,
      AnnotatedMethods methods,
      ConfigurableListableBeanFactory beans) {
    SchedulerBuilder builder = Scheduler.builder().settings(settings);
    ObjectProvider<Store> store = beans.getBeanProvider(Store.class);
    store.ifAvailable(builder::store);
    refuseMissing(properties.store().type(), store.getIfAvailable() != null);
    beans.getBeanProvider(Calendars.class).ifAvailable(builder::calendars);
    beans.getBeanProvider(OwnerZones.class).ifAvailable(builder::ownerZones);
    beans.getBeanProvider(SecretResolver.class).ifAvailable(builder::secrets);
    beans.getBeanProvider(EgressPolicy.class).ifAvailable(builder::egress);
    beans.getBeanProvider(CommandPolicy.class).ifAvailable(builder::commands);
    beans.getBeanProvider(Limits.class).ifAvailable(builder::limits);
    ObjectProvider<PhraseReader> reader = beans.getBeanProvider(PhraseReader.class);
    reader.ifAvailable(builder::phraseReader);
    refuseMissing(properties.phrases().model(), reader.getIfAvailable() != null);
    methods.handlers().forEach(handler -> handler.addTo(builder));
    new HandlerBeans(beans).registrations().forEach(handler -> handler.addTo(builder));
    beans.getBeanProvider(Executor.class).orderedStream().forEach(builder::executor);
    beans.getBeanProvider(Channel.class).orderedStream().forEach(builder::channel);
    beans
        .getBeanProvider(SchedulerCustomizer.class)
        .orderedStream()
        .forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  private static void refuseMissing(CarillonProperties.Store.Type type, boolean there) {
    boolean asked =
        type == CarillonProperties.Store.Type.JDBC || type == CarillonProperties.Store.Type.FILE;
    if (asked && !there) {
      throw new InvalidConfigurationPropertyValueException(
          "carillon.store.type",
          type,
          "There is no such store: add scheduler-jdbc"
              + (type == CarillonProperties.Store.Type.JDBC ? " and one DataSource." : "."));
    }
  }

  private static void refuseMissing(@Nullable String model, boolean there) {
    if (model != null && !there) {
      throw new InvalidConfigurationPropertyValueException(
          "carillon.phrases.model",
          model,
          "There is nothing to ask a model with: add scheduler-llm and langchain4j-core, or leave"
              + " the setting out.");
    }
  }

  @Bean
  Declarations carillonDeclarations(
      Scheduler scheduler,
      AnnotatedMethods methods,
      ConfigurableListableBeanFactory beans,
      ConfigurableEnvironment environment) {
    return new Declarations(scheduler, methods, beans, environment);
  }

  @Bean
  SchedulerLifecycle carillonLifecycle(Scheduler scheduler) {
    return new SchedulerLifecycle(scheduler);
  }
}
