package io.carillon.internal.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Problem;
import io.carillon.internal.json.Settings;
import io.carillon.spi.Channel;
import java.util.List;

/** The channel {@code inbox}: the delivery's own row is the item that people read. */
public final class InboxChannel implements Channel {

  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return new Settings(config).finish();
  }

  @Override
  public Answer deliver(Delivery delivery, ObjectNode config) {
    return Answer.delivered();
  }
}
