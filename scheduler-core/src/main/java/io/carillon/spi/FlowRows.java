package io.carillon.spi;

import io.carillon.RunId;
import io.carillon.spi.Rows.FlowNodeRow;
import io.carillon.spi.Rows.FlowRunRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Flow runs and their members. */
public interface FlowRows {

  void insertFlowRun(FlowRunRow flow);

  /** The lock of each flow run that has not ended; ascending. */
  Map<RunId, FlowRunRow> lockFlowRuns(Collection<RunId> ids);

  void updateFlowRun(FlowRunRow flow);

  void deleteFlowRun(RunId id);

  void insertFlowNodes(Collection<FlowNodeRow> nodes);

  void updateFlowNodes(Collection<FlowNodeRow> nodes);

  /** By position. */
  List<FlowNodeRow> flowNodes(RunId flowRun);
}
