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
    var said: Said
    var causes: [Cause]
    var acceptedBy: Int?
    var isTouched: Bool
  }

  /// What reports say of a change. An address has one family, which need not be said: what differs alike in both is one.
  private struct Said: Hashable {
    var before: [PortsPart]
    var after: [PortsPart]
    var gained: [PortsPart]
    var lost: [PortsPart]
    var settled: [PortsPart]
    var unsettled: [PortsPart]

    var kind: ChangedRegion.Kind {
      before.isEmpty ? .added : after.isEmpty ? .removed : .changed
    }

    init(_ change: ConnectionChange, hasOneFamily: Bool) {
      func parts(_ parts: [PortsPart]) -> [PortsPart] {
        parts.map { part in
          var part = part
          if hasOneFamily { part.family = nil }
          return part
        }
      }
      before = parts(change.before)
      after = parts(change.after)
      gained = parts(change.gained)
      lost = parts(change.lost)
      settled = parts(change.settled)
      unsettled = parts(change.unsettled)
    }
  }

  /// - Parameter ends: how reports call some classes.
  func regions(
    _ reach: (JointClasses.Class) -> Bool, _ ends: ([Int]) -> [ChangedEnd]
  ) -> [ChangedRegion] {
    var members: [Key: [ChangedPairs.Pair]] = [:]
    var keys: [Key] = []
    for pair in found.pairs {
      let (source, destination) = (classes[pair.source], classes[pair.destination])
      let change = found.changes[pair.change]
      let key = Key(
        said: Said(change, hasOneFamily: source.isOutside || destination.isOutside),
        causes: causes(change, pair),
        acceptedBy: accepted(change, source, destination),
        isTouched: reach(source) || reach(destination))
      if members[key] == nil { keys.append(key) }
      members[key, default: []].append(pair)
    }
    return keys.flatMap { key in
      let own = members[key] ?? []
      return RegionCover.regions(own.map { ($0.source, $0.destination) }) {
        !classes[$0].isOutside && !classes[$0].hasTwo
      }.map { cover in
        let (sources, destinations) = (Set(cover.sources), Set(cover.destinations))
        let shown = own.first {
          sources.contains($0.source) && destinations.contains($0.destination)
            && self.ends($0.source, $0.destination) != nil
        }
        return region(key, shown, cover, ends)
      }
    }
  }

  private var classes: [JointClasses.Class] { found.joint.classes }

  private func region(
    _ key: Key, _ shown: ChangedPairs.Pair?, _ cover: RegionCover.Region,
    _ ends: ([Int]) -> [ChangedEnd]
  ) -> ChangedRegion {
    let said = key.said
    func flow(_ ports: (ConnectionChange) -> [PortSet]) -> Flow? {
      guard let shown, let ends = self.ends(shown.source, shown.destination) else { return nil }
      return lowestFlow(ports(found.changes[shown.change]), ends)
    }
    return ChangedRegion(
      kind: said.kind, sources: ends(cover.sources), destinations: ends(cover.destinations),
      before: said.before, after: said.after, gained: said.gained, lost: said.lost,
      settled: said.settled, unsettled: said.unsettled, causes: key.causes,
      gainedFlow: flow(\.gainedPorts), lostFlow: flow(\.lostPorts), acceptedBy: key.acceptedBy,
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
        for part in finder.parts(of: ports, ends, allowedOn: side) {
          guard let flow = flow(part, family, ends) else { continue }
          causes += finder.causes(of: flow, allowedOn: side)
        }
      }
    }
    return causes.uniqued
  }

  // MARK: Flows

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
