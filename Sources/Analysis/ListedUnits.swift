import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// The pods of a listing, gathered into those that have rows together.
struct ListedUnits {
  struct Unit {
    var members: [ListedWorkload]
    var behaviour: Int
    var isSource: Bool
    var isDestination: Bool
    /// Whether it is in one of the namespaces that are asked for.
    var isInside: Bool
    /// Whether an object that is not modelled could matter.
    var isTouched: Bool
    /// What rows to it are cut down to.
    var filter: Int
  }

  /// What a unit is, without its members: rows are many, and ask for no more.
  struct Traits {
    var behaviour: Int
    /// Nil where there are several.
    var workload: WorkloadID?
    var isSource: Bool
    var isInside: Bool
    var isTouched: Bool
    /// Whether there are two pods of it, so that it has flows to itself.
    var hasTwo: Bool

    init(_ unit: Unit, _ snapshot: Snapshot) {
      behaviour = unit.behaviour
      workload = unit.members.count == 1 ? unit.members[0].workload : nil
      isSource = unit.isSource
      isInside = unit.isInside
      isTouched = unit.isTouched
      let pods = unit.members[0].pods
      hasTwo = pods.count > 1 || pods.contains { snapshot[$0].population == .replicas }
    }
  }

  /// In the order of reports: by namespace, name, kind and pods.
  private(set) var units: [Unit] = []
  /// By behaviour, whether some unit that has it is a source of rows.
  private(set) var hasSource: [Bool]

  private struct Key: Hashable {
    /// The workload, the pod, or nothing in a grouped listing.
    var end: Int32?
    var behaviour: Int
    var isSource: Bool
    var isDestination: Bool
    var isInside: Bool
    var isTouched: Bool
    var filter: Int
  }

  /// - Parameters:
  ///   - behaviourOfClass: by class of pods; pods of different behaviours have rows of their own.
  ///   - filter: the number of a set of ports that rows are cut down to.
  init(
    _ table: ConnectionTable, behaviourOfClass: [Int], behaviourCount: Int,
    _ options: ConnectivityOptions, _ unmodelled: UnmodelledReach, filter: (PortSet) -> Int
  ) {
    let cluster = table.cluster
    let snapshot = cluster.snapshot
    let order = EndOrder(snapshot)
    var members: [Key: [PodID]] = [:]
    for index in 0..<table.podClassCount {
      for pod in table.pods(of: index) {
        let namespace = snapshot[pod].namespace
        let end = Endpoint.pod(pod)
        let isDestination = options.destinations?.contains { $0.contains(end) } ?? true
        let key = Key(
          end: options.isGrouped
            ? nil : options.unit == .pod ? pod.rawValue : snapshot[pod].workload.rawValue,
          behaviour: behaviourOfClass[index],
          isSource: options.sources?.contains { $0.contains(end) } ?? true,
          isDestination: isDestination,
          isInside: options.namespaces.isEmpty || options.namespaces.contains(namespace),
          isTouched: unmodelled.touches(namespace),
          filter: isDestination ? filter(options.ports(at: end, in: cluster)) : 0)
        members[key, default: []].append(pod)
      }
    }
    let sizes = Dictionary(grouping: cluster.pods) { snapshot[$0].workload }.mapValues(\.count)
    var sorted: [(rank: [Int32], unit: Unit)] = []
    sorted.reserveCapacity(members.count)
    for (key, pods) in members {
      let workloads = Self.workloads(pods, snapshot, sizes, options, order)
      let unit = Unit(
        members: workloads, behaviour: key.behaviour, isSource: key.isSource,
        isDestination: key.isDestination, isInside: key.isInside, isTouched: key.isTouched,
        filter: key.filter)
      sorted.append((order.rank(of: workloads[0]), unit))
    }
    sorted.sort { $0.rank.lexicographicallyPrecedes($1.rank) }
    units = sorted.map(\.unit)
    hasSource = [Bool](repeating: false, count: behaviourCount)
    for unit in units where unit.isSource { hasSource[unit.behaviour] = true }
  }

  /// The pods by workload, in order.
  private static func workloads(
    _ pods: [PodID], _ snapshot: Snapshot, _ sizes: [WorkloadID: Int],
    _ options: ConnectivityOptions, _ order: EndOrder
  ) -> [ListedWorkload] {
    var result: [ListedWorkload] = []
    if options.unit == .pod {
      for pod in pods {
        let workload = snapshot[pod].workload
        let isWhole =
          snapshot[pod].population == .replicas || snapshot[pod].name == snapshot[workload].name
        result.append(ListedWorkload(workload: workload, pods: [pod], isWhole: isWhole))
      }
    } else {
      for (workload, own) in Dictionary(grouping: pods, by: { snapshot[$0].workload }) {
        result.append(
          ListedWorkload(
            workload: workload, pods: own.sorted { order.podRank($0) < order.podRank($1) },
            isWhole: own.count == sizes[workload]))
      }
    }
    return result.count == 1
      ? result
      : result.sorted { order.rank(of: $0).lexicographicallyPrecedes(order.rank(of: $1)) }
  }
}

/// Destinations of one behaviour and with the same ports asked for: rows to them say the same.
struct ListedTargets {
  /// By target.
  private(set) var behaviours: [Int] = []
  private(set) var filters: [Int] = []
  /// Ascending.
  private(set) var units: [[Int]] = []
  private(set) var ofBehaviour: [[Int]]

  init(_ listed: [ListedUnits.Unit], _ behaviourCount: Int) {
    ofBehaviour = [[Int]](repeating: [], count: behaviourCount)
    for (index, unit) in listed.enumerated() where unit.isDestination {
      let known = ofBehaviour[unit.behaviour].first { filters[$0] == unit.filter }
      let target = known ?? filters.count
      if known == nil {
        behaviours.append(unit.behaviour)
        filters.append(unit.filter)
        units.append([])
        ofBehaviour[unit.behaviour].append(target)
      }
      units[target].append(index)
    }
  }
}

extension ConnectivityOptions {
  /// The ports that rows to `end` are cut down to.
  func ports(at end: Endpoint, in cluster: Cluster) -> PortSet {
    let asked = cluster.ports(ports, at: end, possible: true)
    guard let destinations else { return asked }
    let named = destinations.filter { $0.contains(end) }
      .reduce(PortSet()) { $0.union(cluster.ports($1.ports, at: end, possible: true)) }
    return asked.intersection(named)
  }
}
