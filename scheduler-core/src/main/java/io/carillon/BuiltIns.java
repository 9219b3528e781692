package io.carillon;

import io.carillon.internal.action.CommandExecutor;
import io.carillon.internal.action.ControlExecutor;
import io.carillon.internal.action.HttpExecutor;
import io.carillon.internal.action.NotificationExecutor;
import io.carillon.internal.channel.InboxChannel;
import io.carillon.internal.channel.LogChannel;
import io.carillon.internal.channel.WebhookChannel;
import io.carillon.internal.net.GuardedHttp;
import io.carillon.internal.net.HttpGuard;
import io.carillon.spi.Channel;
import io.carillon.spi.ClusterClock;
import io.carillon.spi.Executor;
import io.carillon.spi.SecretResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The executors and channels every scheduler has, unless the host brings its own of that name. */
final class BuiltIns {

  private BuiltIns() {}

  static List<Executor> executors(
      List<Executor> own, SecretResolver secrets, EgressPolicy egress, CommandPolicy commands) {
    GuardedHttp http = new GuardedHttp(new HttpGuard(egress));
    List<Executor> all = new ArrayList<>(own);
    Set<String> taken = own.stream().map(Executor::handler).collect(Collectors.toSet());
    for (Executor executor :
        List.of(
            new HttpExecutor(http, secrets),
            new CommandExecutor(commands, secrets),
            new NotificationExecutor(),
            new ControlExecutor())) {
      if (!taken.contains(executor.handler())) {
        all.add(executor);
      }
    }
    return all;
  }

  static List<Channel> channels(
      List<Channel> own, SecretResolver secrets, EgressPolicy egress, ClusterClock clock) {
    GuardedHttp http = new GuardedHttp(new HttpGuard(egress));
    List<Channel> all = new ArrayList<>(own);
    Set<String> taken = own.stream().map(Channel::name).collect(Collectors.toSet());
    for (Channel channel :
        List.of(
            new InboxChannel(), new LogChannel(), new WebhookChannel(http, secrets, clock::now))) {
      if (!taken.contains(channel.name())) {
        all.add(channel);
      }
    }
    return all;
  }
}
