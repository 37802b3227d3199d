import ClusterModel
import Evaluation
import ExplicitEngine

/// Ends that neither side tells apart: pods by their class on each side, and addresses outside of both.
struct JointClasses {
  struct Class {
    /// Of each side's table; -1 where the side does not have the pods.
    var old: Int
    var new: Int
    /// Ascending; none for addresses.
    var pods: [PodID] = []
    /// Whether a flow can be between two of them.
    var hasTwo = false
    /// For addresses: what is reported, pods' own addresses among it.
    var region: (family: IPFamily, addresses: IntervalSet<UInt128>)?
    /// Stands for all of them.
    var representative: Endpoint
    /// Pods of unlike marks are kept apart.
    var mark: Int32 = 0

    subscript(side: Side) -> Int { side == .old ? old : new }
    var isOutside: Bool { region != nil }
  }

  private(set) var classes: [Class] = []
  private(set) var podClassCount = 0

  private struct Key: Hashable {
    var old: Int
    var new: Int
    var mark: Int32
  }

  /// - Parameter mark: tells pods apart that the tables do not.
  init(
    _ clusters: ClusterPair, _ old: ConnectionTable, _ new: ConnectionTable,
    mark: (PodID) -> Int32 = { _ in 0 }
  ) {
    let count = clusters.snapshots.old.pods.count
    func classOfPod(_ table: ConnectionTable) -> [Int] {
      var classes = [Int](repeating: -1, count: count)
      for index in 0..<table.podClassCount {
        for pod in table.pods(of: index) { classes[Int(pod.rawValue)] = index }
      }
      return classes
    }
    let (olds, news) = (classOfPod(old), classOfPod(new))
    var numbers: [Key: Int] = [:]
    for pod in clusters.snapshots.old.podIDs {
      let index = Int(pod.rawValue)
      if olds[index] < 0, news[index] < 0 { continue }
      let key = Key(old: olds[index], new: news[index], mark: mark(pod))
      if let known = numbers[key] {
        classes[known].pods.append(pod)
        classes[known].hasTwo = true
      } else {
        numbers[key] = classes.count
        let replicas = clusters.snapshots.new[pod].population == .replicas
        classes.append(
          Class(
            old: key.old, new: key.new, pods: [pod], hasTwo: replicas,
            representative: .pod(pod), mark: key.mark))
      }
    }
    podClassCount = classes.count
    addAddresses(clusters, old, new)
  }

  private mutating func addAddresses(
    _ clusters: ClusterPair, _ old: ConnectionTable, _ new: ConnectionTable
  ) {
    for first in old.podClassCount..<old.classCount {
      guard let (family, region) = old.region(of: first) else { continue }
      let outside = clusters.old.externalAddresses(of: family)
        .intersection(clusters.new.externalAddresses(of: family))
      for second in new.podClassCount..<new.classCount {
        guard let (otherFamily, other) = new.region(of: second), otherFamily == family else {
          continue
        }
        let common = region.intersection(other)
        let external = common.intersection(outside)
        guard let lowest = external.first else { continue }
        classes.append(
          Class(
            old: first, new: second, region: (family, common),
            representative: .address(Self.shown(external, lowest, family))))
      }
    }
  }

  /// A publicly routed address before any other.
  private static func shown(
    _ addresses: IntervalSet<UInt128>, _ lowest: UInt128, _ family: IPFamily
  ) -> IPAddress {
    let special = IntervalSet(
      unionOf: Cluster.specialPurpose.lazy.filter { $0.family == family }.map(\.range))
    return IPAddress(family: family, bits: addresses.subtracting(special).first ?? lowest)
  }
}
