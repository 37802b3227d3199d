import ClusterModel
import Evaluation
import Intents

/// Compares what is allowed before and after a change, region by region.
public struct DifferenceFinder {
  public let clusters: ClusterPair
  private let acceptances: [Acceptance]
  private let reaches: [Side: UnmodelledReach]
  private let order: EndOrder
  private let workloadSizes: [WorkloadID: Int]

  /// - Parameter acceptances: those that count.
  public init(_ clusters: ClusterPair, accepting acceptances: [Acceptance] = []) {
    self.clusters = clusters
    self.acceptances = acceptances
    reaches = [
      .old: UnmodelledReach(clusters.snapshots.old), .new: UnmodelledReach(clusters.snapshots.new),
    ]
    order = EndOrder(clusters.snapshots.new)
    workloadSizes = Dictionary(
      clusters.snapshots.new.pods.map { ($0.workload, 1) }, uniquingKeysWith: +)
  }

  /// The difference of world `deployed`.
  ///
  /// - Parameter progress: called now and then with the part of the work that is done, from 0 to 1.
  public func difference(progress: (Double) -> Void = { _ in }) -> Difference {
    difference(of: changedPairs(progress: progress))
  }

  func changedPairs(progress: (Double) -> Void = { _ in }) -> ChangedPairs {
    ChangedPairs(clusters, telling: acceptances.map(\.intent.claim), progress: progress)
  }

  func difference(of found: ChangedPairs) -> Difference {
    let regions = RegionFinder(clusters, found, AcceptedPorts(acceptances))
      .regions(isTouched) { ends($0, found.joint) }
    let changes = ObjectChanges(snapshots: clusters.snapshots)
    return Difference(
      clusters: clusters, namespaces: changes.namespaces, workloads: changes.workloads,
      regions: RegionOrder(clusters).sorted(regions),
      isTouched: found.joint.classes.contains { !$0.isOutside && isTouched($0) })
  }

  func isTouched(_ joint: JointClasses.Class) -> Bool {
    joint.pods.contains { pod in
      Side.allCases.contains {
        reaches[$0]?.touches(clusters.snapshots.new[pod].namespace) ?? false
      }
    }
  }

  /// Whether an object that is not modelled could matter to pods to come in some namespaces.
  func isTouched(_ condition: NewPodCondition) -> Bool {
    let reaches = self.reaches.values
    if reaches.contains(where: \.touchesAll) { return true }
    return clusters.snapshots.new.namespaceIDs.contains { namespace in
      reaches.contains { $0.touches(namespace) }
        && condition.namespaces.contains(namespace) {
          $0.selects(clusters.new.labels(of: namespace))
        }
    }
  }

  /// One pod by its workload.
  func workload(of pod: PodID) -> ListedWorkload {
    let workload = clusters.snapshots.new[pod].workload
    return ListedWorkload(
      workload: workload, pods: [pod], isWhole: workloadSizes[workload] == 1)
  }

  /// Classes as reports show them: pods by workload, addresses together.
  func ends(_ indices: [Int], _ joint: JointClasses) -> [ChangedEnd] {
    let snapshot = clusters.snapshots.new
    var addresses = AddressSet()
    var pods: [WorkloadID: [PodID]] = [:]
    for index in indices {
      if let (family, region) = joint.classes[index].region {
        addresses.formUnion(region, of: family)
      }
      for pod in joint.classes[index].pods { pods[snapshot[pod].workload, default: []].append(pod) }
    }
    let workloads = pods.map { workload, own in
      ListedWorkload(
        workload: workload, pods: own.sorted { order.podRank($0) < order.podRank($1) },
        isWhole: own.count == workloadSizes[workload])
    }
    let sorted = workloads.sorted {
      order.rank(of: $0).lexicographicallyPrecedes(order.rank(of: $1))
    }
    return sorted.map(ChangedEnd.pods)
      + (addresses.isEmpty ? [] : [.addresses(addresses.completed(in: clusters.new))])
  }
}

/// Regions in the order of reports: what is gained first, then by the names of the ends.
struct RegionOrder {
  private let order: EndOrder

  init(_ clusters: ClusterPair) {
    order = EndOrder(clusters.snapshots.new)
  }

  func sorted(_ regions: [ChangedRegion]) -> [ChangedRegion] {
    regions.enumerated().map { (key: key($0.element) + [Int32($0.offset)], region: $0.element) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.region)
  }

  private func key(_ region: ChangedRegion) -> [Int32] {
    let kind = ChangedRegion.Kind.allCases.firstIndex(of: region.kind) ?? 0
    let isGain = region.gained.isEmpty ? 1 : 0
    let ports = (region.gained + region.lost + region.settled + region.unsettled).first?.ports.first
    return [Int32(isGain), Int32(kind)] + rank(region.sources) + rank(region.destinations)
      + [Int32(ports?.protocol.rawValue ?? 0), Int32(ports?.port ?? 0)]
      + region.causes.map { Int32($0.side == .new ? 0 : 1) }
  }

  private func rank(_ ends: [ChangedEnd]) -> [Int32] {
    guard let first = ends.first else { return [0, 0, 0, 0] }
    let count = Int32(clamping: -ends.count)
    switch first {
    case .pods(let workload): return [0] + order.rank(of: workload) + [count]
    case .newPods(let group):
      return [1, -1, Int32(group.conditions.count), count]
    case .newPod(let example):
      return [1, example.pod.namespace.rawValue, Int32(example.pod.labels.count), count]
    case .addresses(let set):
      let bits = set.ranges.values.compactMap(\.first).min() ?? 0
      let family = set.ranges.keys.min() ?? .ipv4
      return [2, Int32(truncatingIfNeeded: bits >> 1 & 0x7fff_ffff), Int32(family.rawValue), count]
    }
  }
}
