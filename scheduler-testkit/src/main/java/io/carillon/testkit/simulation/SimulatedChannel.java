package io.carillon.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.Delivery;
import io.carillon.Problem;
import io.carillon.spi.Channel;
import java.util.List;

/** Takes some results at once, some later, refuses a few, and throws. */
record SimulatedChannel(World world) implements Channel {

  static final String NAME = "inbox";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Problem> check(ObjectNode config) {
    return List.of();
  }

  @Override
  public Answer deliver(Delivery delivery, ObjectNode config) {
    if (world.oneIn(8)) {
      return Answer.later("mailbox full", null);
    }
    if (world.oneIn(40)) {
      return Answer.refused("no such mailbox");
    }
    if (world.oneIn(20)) {
      throw new IllegalStateException("the channel broke");
    }
    return Answer.delivered();
  }
}
