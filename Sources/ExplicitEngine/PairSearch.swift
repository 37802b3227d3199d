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
    let sides = boxes.map(sides)
    let receivers = bound == .possible ? Receivers(sides, partition.classes.count, reach) : nil
    for source in partition.classes.indices {
      var destinations = Bits(count: partition.classes.count)
      for side in sides where side.source.contains(source) {
        destinations.formUnion(side.destination)
      }
      if let receivers {
        receivers.bound(&destinations, of: source)
        if destinations.isEmpty { continue }
        if let peers = reach.peers(of: source, .egress) { destinations.formIntersection(peers) }
      }
      if destinations.isEmpty { continue }
      if let deadline, ContinuousClock.now > deadline { throw TimedOut() }
      var isOver = false
      do {
        try destinations.forEach { destination in
          guard haveFlows(source, destination) else { return true }
          isOver = try !body(source, destination)
          return !isOver
        }
      } catch { throw TimedOut() }
      if isOver { return }
    }
  }

  /// The classes of both sides of a box; a condition on namespaces is one that no address meets.
  private func sides(of box: Box<Int>) -> Sides {
    var sides = Sides(
      source: members.bits(box.source), destination: members.bits(box.destination))
    if box.namespaces != nil {
      let pods = Bits(first: partition.podClassCount, of: partition.classes.count)
      sides.source.formIntersection(pods)
      sides.destination.formIntersection(pods)
    }
    return sides
  }

  struct Sides {
    var source: Bits
    var destination: Bits
  }

  /// Whether a flow can be from an end of one class to another end of the other.
  private func haveFlows(_ source: Int, _ destination: Int) -> Bool {
    if source == destination { return partition.classes[source].hasTwo }
    return source < partition.podClassCount || destination < partition.podClassCount
  }

  /// The lowest flow between two classes on the ports that `select` takes of those allowed in a family, under one
  /// reading of the unknown; nil where it takes none.
  func lowestFlow(
    _ source: Int, _ destination: Int, _ reading: Reading, _ select: (_ allowed: PortSet) -> PortSet
  ) -> ClassFlow? {
    commonFamilies(source, destination).compactMap { family in
      let allowed = cluster.allowedPorts(
        from: partition.classes[source].representative,
        to: partition.classes[destination].representative, family, reading)
      return ClassFlow(family, select(allowed))
    }.min()
  }

  func commonFamilies(_ source: Int, _ destination: Int) -> [IPFamily] {
    let other = partition.classes[destination].families
    return partition.classes[source].families.filter(other.contains)
  }
}

/// The lowest port of a family between two classes.
struct ClassFlow: Comparable {
  var family: IPFamily
  var `protocol`: TransportProtocol
  var port: UInt16

  /// Nil where there is no port.
  init?(_ family: IPFamily, _ ports: PortSet) {
    guard let first = ports.first else { return nil }
    self.family = family
    `protocol` = first.protocol
    port = first.port
  }

  static func < (left: ClassFlow, right: ClassFlow) -> Bool {
    (left.protocol, left.port, left.family) < (right.protocol, right.port, right.family)
  }
}
