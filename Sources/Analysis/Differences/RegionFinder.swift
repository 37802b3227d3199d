import ClusterModel
import Evaluation
import Intents

/// Puts pairs of classes that differ in the same way, for the same reasons, into few regions.
struct RegionFinder {
  let clusters: ClusterPair
  let found: ChangedPairs
  let accepted: AcceptedPorts
  private let finder: CauseFinder

  init(_ clusters: ClusterPair, _ found: ChangedPairs, _ accepted: AcceptedPorts) {
    self.clusters = clusters
    self.found = found
    self.accepted = accepted
    finder = CauseFinder(clusters: clusters)
  }

  private struct Key: Hashable {
    var change: Int
    var causes: [Cause]
    var acceptedBy: Int?
    var isTouched: Bool
  }

  /// - Parameter ends: how reports call some classes.
  func regions(
    _ reach: (JointClasses.Class) -> Bool, _ ends: ([Int]) -> [ChangedEnd]
  ) -> [ChangedRegion] {
    var members: [Key: [(source: Int, destination: Int)]] = [:]
    var keys: [Key] = []
    for pair in found.pairs {
      let (source, destination) = (classes[pair.source], classes[pair.destination])
      let change = found.changes[pair.change]
      let key = Key(
        change: pair.change, causes: causes(change, pair),
        acceptedBy: accepted(change, source, destination),
        isTouched: reach(source) || reach(destination))
      if members[key] == nil { keys.append(key) }
      members[key, default: []].append((pair.source, pair.destination))
    }
    return keys.flatMap { key in
      RegionCover.regions(members[key] ?? []) { !classes[$0].isOutside && !classes[$0].hasTwo }.map
      {
        region(key, $0, ends)
      }
    }
  }

  private var classes: [JointClasses.Class] { found.joint.classes }

  private func region(
    _ key: Key, _ cover: RegionCover.Region, _ ends: ([Int]) -> [ChangedEnd]
  ) -> ChangedRegion {
    let change = found.changes[key.change]
    let pair = firstPair(cover)
    return ChangedRegion(
      kind: change.kind, sources: ends(cover.sources), destinations: ends(cover.destinations),
      before: change.before, after: change.after, gained: change.gained, lost: change.lost,
      settled: change.settled, unsettled: change.unsettled, causes: key.causes,
      gainedFlow: pair.flatMap { lowestFlow(change.gainedPorts, $0) },
      lostFlow: pair.flatMap { lowestFlow(change.lostPorts, $0) }, acceptedBy: key.acceptedBy,
      isTouched: key.isTouched)
  }

  private func accepted(
    _ change: ConnectionChange, _ source: JointClasses.Class, _ destination: JointClasses.Class
  ) -> Int? {
    let ports = change.gainedPorts.reduce(PortSet()) { $0.union($1) }
    if accepted.isEmpty || ports.isEmpty { return nil }
    return accepted.index(
      covering: ports, source.representative, destination.representative, clusters.new)
  }

  // MARK: Why

  private func causes(_ change: ConnectionChange, _ pair: ChangedPairs.Pair) -> [Cause] {
    guard let ends = ends(pair.source, pair.destination) else { return [] }
    var causes: [Cause] = []
    for (side, ports) in [(Side.new, change.gainedPorts), (.old, change.lostPorts)] {
      for (family, ports) in zip(clusters.new.families, ports) {
        for part in parts(ports, ends, allowedOn: side) {
          guard let flow = flow(part, family, ends) else { continue }
          causes += finder.causes(of: flow, allowedOn: side)
        }
      }
    }
    return causes.uniqued
  }

  /// The parts of some ports that no rule of the side that allows them tells apart.
  private func parts(
    _ ports: PortSet, _ ends: (source: Endpoint, destination: Endpoint), allowedOn side: Side
  ) -> [PortSet] {
    if ports.isEmpty { return [] }
    let cuts = Direction.allCases.flatMap {
      clusters[side].portSets($0, from: ends.source, to: ends.destination)
    }
    return cuts.reduce([ports]) { parts, cut in
      parts.flatMap { [$0.intersection(cut), $0.subtracting(cut)] }.filter { !$0.isEmpty }
    }
  }

  // MARK: Flows

  private func firstPair(
    _ cover: RegionCover.Region
  ) -> (source: Endpoint, destination: Endpoint)? {
    for source in cover.sources {
      for destination in cover.destinations {
        if let ends = ends(source, destination) { return ends }
      }
    }
    return nil
  }

  /// Two ends of two classes between which there can be a flow.
  private func ends(
    _ source: Int, _ destination: Int
  ) -> (source: Endpoint, destination: Endpoint)? {
    let (first, second) = (classes[source], classes[destination])
    if source != destination { return (first.representative, second.representative) }
    guard first.hasTwo else { return nil }
    return (
      first.representative, first.pods.dropFirst().first.map(Endpoint.pod) ?? first.representative
    )
  }

  private func lowestFlow(
    _ ports: [PortSet], _ ends: (source: Endpoint, destination: Endpoint)
  ) -> Flow? {
    for (family, ports) in zip(clusters.new.families, ports) {
      if let flow = flow(ports, family, ends) { return flow }
    }
    return nil
  }

  private func flow(
    _ ports: PortSet, _ family: IPFamily, _ ends: (source: Endpoint, destination: Endpoint)
  ) -> Flow? {
    ports.first.map {
      Flow(
        source: ends.source, destination: ends.destination, family: family,
        protocol: $0.protocol, port: $0.port)
    }
  }
}
