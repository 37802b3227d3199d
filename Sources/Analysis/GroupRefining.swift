import ClusterModel
import Evaluation
import Intents
import SymbolicEngine

/// Cuts groups of flows until what they rest on is the same for every flow of a group.
struct GroupRefining {
  private let grounds: Grounds

  /// More pairs of ends than these are not gone through one by one.
  private static let pairLimit = 20_000

  init(_ grounds: Grounds) {
    self.grounds = grounds
  }

  private var cluster: Cluster { grounds.cluster }

  /// The group with its core, or its parts with theirs; and what the two readings say differently.
  func parts(of group: FlowGroup) -> (parts: [FlowGroup], disagreement: String?) {
    var group = group
    guard let sample = FlowSample(of: group.region, in: cluster, pairs: Self.pairLimit) else {
      group.keepFirstConditions()
      return ([group], nil)
    }
    group.keepConditions(of: sample, cluster)
    do {
      try grounds.compareReadings(of: group)
      guard let core = try grounds.core(of: group.flow) else { return ([group], nil) }
      group.core = core
    } catch {
      return ([group], error.reason)
    }
    return cut(group, sample)
  }

  private func cut(
    _ group: FlowGroup, _ sample: FlowSample
  ) -> (parts: [FlowGroup], disagreement: String?) {
    guard let core = group.core else { return ([group], nil) }
    let certainty: SymbolicEngine.Certainty = group.decision.allowed == .yes ? .must : .may
    let rests = grounds.rest(sample.flows, on: core, certainty)
    if rests.allSatisfy({ $0 }) { return ([group], nil) }
    guard let (kept, others) = sample.divided(group.region, by: rests) else {
      var silent = group
      silent.core = nil
      return ([silent], nil)
    }
    var first = group
    first.take(kept, sample, where: { rests[$0] })
    var second = group
    second.take(others, sample, where: { _ in true })
    let rest = parts(of: second)
    guard let kept = FlowSample(of: first.region, in: cluster, pairs: Self.pairLimit) else {
      return ([first] + rest.parts, rest.disagreement)
    }
    let own = cut(first, kept)
    return (own.parts + rest.parts, own.disagreement ?? rest.disagreement)
  }
}

extension FlowSample {
  /// The region in two, the first of them with flows that all answer yes where one cut can do that; nil
  /// where there is nothing to cut.
  fileprivate func divided(
    _ region: FlowRegion, by answers: [Bool]
  ) -> (kept: FlowRegion, others: FlowRegion)? {
    let failing = zip(members, answers).filter { !$0.1 }.map(\.0)
    func parts(
      _ count: Int, _ side: (Member) -> Int
    ) -> (kept: [Int], others: [Int])? {
      let bad = Set(failing.map(side))
      let good = (0..<count).filter { !bad.contains($0) }
      if !good.isEmpty { return (good, bad.sorted()) }
      return nil
    }
    var (kept, others) = (region, region)
    if let cut = parts(sources.count, \.source) {
      kept.sources = .union(cut.kept.map { sources[$0] })
      others.sources = .union(cut.others.map { sources[$0] })
    } else if let cut = parts(destinations.count, \.destination) {
      kept.destinations = .union(cut.kept.map { destinations[$0] })
      others.destinations = .union(cut.others.map { destinations[$0] })
    } else if let cut = parts(ports.count, \.ports) {
      kept.ports = cut.kept.reduce(PortSet()) { $0.union(ports[$1]) }
      others.ports = cut.others.reduce(PortSet()) { $0.union(ports[$1]) }
    } else if sources.count > 1 {
      // No side tells them apart by itself: the first source for itself, and then again.
      kept.sources = sources[0]
      others.sources = .union(Array(sources.dropFirst()))
    } else if destinations.count > 1 {
      kept.destinations = destinations[0]
      others.destinations = .union(Array(destinations.dropFirst()))
    } else {
      return nil
    }
    return (kept, others)
  }
}

extension FlowGroup {
  /// Becomes the part of the group that a region is.
  fileprivate mutating func take(
    _ region: FlowRegion, _ sample: FlowSample, where condition: (Int) -> Bool
  ) {
    (sources, destinations, ports) = (region.sources, region.destinations, region.ports)
    func isInside(_ flow: Flow) -> Bool {
      sources.contains(flow.source) && destinations.contains(flow.destination)
        && ports.contains(flow.port, of: flow.protocol)
    }
    if isInside(flow) { return }
    let inside = sample.flows.indices.filter { isInside(sample.flows[$0]) }
    if let index = inside.first(where: condition) ?? inside.first { flow = sample.flows[index] }
  }

  /// Leaves the conditions that no flow of the group fulfils.
  fileprivate mutating func keepConditions(of sample: FlowSample, _ cluster: Cluster) {
    mismatches = mismatches.mapValues { list in list.map(\.ofAnyProtocol) }
    for (direction, own) in mismatches where own.contains(where: { $0.conditions.count > 1 }) {
      for flow in sample.flows {
        let others = cluster.mismatches(of: flow, direction).map(\.ofAnyProtocol)
        for (index, other) in others.enumerated() where index < own.count {
          mismatches[direction]?[index].conditions.removeAll { !other.conditions.contains($0) }
        }
      }
    }
    if ports.protocols.count == 1 { restoreProtocols(cluster) }
  }

  /// The flows of one protocol may all fail by it.
  private mutating func restoreProtocols(_ cluster: Cluster) {
    for direction in mismatches.keys {
      for (index, whole) in cluster.mismatches(of: flow, direction).enumerated()
      where whole.conditions.contains(.protocol) {
        let conditions = mismatches[direction]?[index].conditions ?? []
        mismatches[direction]?[index].conditions = conditions.map { $0 == .port ? .protocol : $0 }
      }
    }
  }

  fileprivate mutating func keepFirstConditions() {
    mismatches = mismatches.mapValues { list in
      list.map { mismatch in
        var first = mismatch.ofAnyProtocol
        first.conditions = Array(first.conditions.prefix(1))
        return first
      }
    }
  }
}

extension PortSet {
  var protocols: [TransportProtocol] { TransportProtocol.allCases.filter { !self[$0].isEmpty } }
}

extension Mismatch {
  fileprivate var ofAnyProtocol: Mismatch {
    var copy = self
    copy.conditions = conditions.map(\.ofAnyProtocol)
    return copy
  }
}

extension Mismatch.Condition {
  /// What is said of flows of several protocols: which of the two it is depends on the flow's.
  var ofAnyProtocol: Mismatch.Condition { self == .protocol ? .port : self }
}

extension EndSet {
  func contains(_ end: Endpoint) -> Bool {
    switch (self, end) {
    case (.pods(let pods), .pod(let pod)): pods.contains(pod)
    case (.addresses(let set), .address(let address)):
      set.ranges[address.family]?.contains(address.bits) ?? false
    default: false
    }
  }

  /// - Parameter sets: of one sort; not empty.
  static func union(_ sets: [EndSet]) -> EndSet {
    var result = sets[0]
    for set in sets.dropFirst() { result.formUnion(set) }
    return result
  }
}
