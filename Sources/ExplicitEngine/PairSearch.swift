import ClusterModel
import Evaluation
import Intents

/// Walks the pairs of classes that a claim speaks of.
struct PairSearch {
  let cluster: Cluster
  let partition: Partition
  let members: ClassMembership
  let reach: ReachTable
  let deadline: ContinuousClock.Instant?

  /// The search ran into its time limit.
  struct TimedOut: Error {}

  /// Which pairs are worth looking at.
  enum Bound {
    /// Only those between which some flow may be allowed.
    case possible
    case all
  }

  /// Calls `body` with every pair of classes of `boxes` between which there can be a flow, once each, in order, until
  /// it returns false.
  func forEachPair(
    of boxes: [Box<Int>], _ bound: Bound, _ body: (Int, Int) throws(TimedOut) -> Bool
  ) throws(TimedOut) {
    let sides = boxes.map {
      (source: members.bits($0.source), destination: members.bits($0.destination))
    }
    for source in partition.classes.indices {
      var destinations = Bits(count: partition.classes.count)
      for side in sides where side.source.contains(source) {
        destinations.formUnion(side.destination)
      }
      if destinations.isEmpty { continue }
      if let deadline, ContinuousClock.now > deadline { throw TimedOut() }
      if bound == .possible {
        destinations.formIntersection(reach.peers(of: source, .egress))
      }
      var isOver = false
      do {
        try destinations.forEach { destination in
          guard haveFlows(source, destination) else { return true }
          if bound == .possible, !reach.peers(of: destination, .ingress).contains(source) {
            return true
          }
          isOver = try !body(source, destination)
          return !isOver
        }
      } catch { throw TimedOut() }
      if isOver { return }
    }
  }

  /// Whether a flow can be from an end of one class to another end of the other.
  private func haveFlows(_ source: Int, _ destination: Int) -> Bool {
    if source == destination { return partition.classes[source].hasTwo }
    return source < partition.podClassCount || destination < partition.podClassCount
  }

  func commonFamilies(_ source: Int, _ destination: Int) -> [IPFamily] {
    let other = partition.classes[destination].families
    return partition.classes[source].families.filter(other.contains)
  }

  func allowedPorts(
    _ source: Int, _ destination: Int, _ family: IPFamily, _ reading: Reading
  ) -> PortSet {
    cluster.allowedPorts(
      from: representative(source, other: destination),
      to: partition.classes[destination].representative, family, reading)
  }

  /// Two pods of one class are decided by any of them: own nodes and labels are the same for all.
  private func representative(_ index: Int, other: Int) -> Endpoint {
    partition.classes[index].representative
  }
}
