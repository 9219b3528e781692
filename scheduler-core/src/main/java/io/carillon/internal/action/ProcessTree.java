package io.carillon.internal.action;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ends a process with all its descendants. */
final class ProcessTree {

  /** A tree that forks while it is killed is looked at again this often. */
  private static final int ROUNDS = 10;

  private ProcessTree() {}

  /**
   * Kills until a look at the tree finds nobody new. A child that has left the tree (its parent
   * ended before) is not found: the operating system no longer says whose it was.
   *
   * @return how many processes were killed
   */
  static int kill(ProcessHandle root) {
    Set<ProcessHandle> killed = new LinkedHashSet<>();
    // The descendants are listed first: once their parent is dead they belong to nobody.
    List<ProcessHandle> found = root.descendants().toList();
    root.destroyForcibly();
    killed.add(root);
    for (int round = 0; round < ROUNDS && !found.isEmpty(); round++) {
      Set<ProcessHandle> next = new LinkedHashSet<>();
      for (ProcessHandle child : found) {
        child.descendants().forEach(next::add);
        child.destroyForcibly();
        killed.add(child);
      }
      next.removeAll(killed);
      found = List.copyOf(next);
    }
    return killed.size();
  }
}
