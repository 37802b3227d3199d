import ClusterModel
import Evaluation
import Intents

/// Finds what stands in the way of an honest answer: it is refused, never skipped.
struct Support {
  let cluster: Cluster
  let coverage: [Claim]

  func unsupported(_ intent: Intent) -> [Unsupported] {
    var reasons: [Unsupported] = []
    if intent.world != .deployed { reasons.append(.world(intent.world)) }
    // A permission holds whatever else there is.
    if case .mayReach = intent.claim { return reasons }
    let reach = ClaimReach(intent.claim, cluster, coverage: coverage)
    let objects = cluster.snapshot.unmodelledObjects.filter { object in
      object.namespace.map(reach.touches) ?? true
    }
    if !objects.isEmpty { reasons.append(.objects(objects)) }
    for difference in CNIDifference.all
    where difference.cni == cluster.assumptions.cni && difference.couldTouch(reach) {
      reasons.append(.cni(difference.cni, difference: difference.summary))
    }
    return reasons
  }
}

/// Where the flows of a sentence may have their ends.
struct ClaimReach {
  let cluster: Cluster
  private let boxes: [Box<Group>]

  init(_ claim: Claim, _ cluster: Cluster, coverage: [Claim]) {
    self.cluster = cluster
    boxes = ClaimRegions(claim, coverage: coverage).spoken
  }

  /// Whether a flow may have an end in the namespace.
  func touches(_ namespace: NamespaceID) -> Bool {
    boxes.contains { box in
      cluster.mayHaveMember(box.source, in: namespace)
        || cluster.mayHaveMember(box.destination, in: namespace)
    }
  }

  /// Whether a flow may go from a side with some end to a side with another.
  func mayGo(
    from source: (Endpoint) -> Bool, to destination: (Endpoint) -> Bool
  ) -> Bool {
    boxes.contains { box in
      cluster.sampleEnds.contains { source($0) && box.source.contains($0, cluster) }
        && cluster.sampleEnds.contains { destination($0) && box.destination.contains($0, cluster) }
    }
  }
}

extension Cluster {
  /// Whether a pod of the namespace, there now or not, could be on a side of a box.
  fileprivate func mayHaveMember(_ side: Box<Group>.Side, in namespace: NamespaceID) -> Bool {
    switch side {
    case .anyone, .noneOf: true
    case .oneOf(let groups): groups.contains { mayHaveMember($0, in: namespace) }
    }
  }

  private func mayHaveMember(_ group: Group, in namespace: NamespaceID) -> Bool {
    switch group.term {
    case .internet, .external, .addresses: false
    case .anyone: true
    case .anyOf(let members): members.contains { mayHaveMember($0, in: namespace) }
    case .pods(.any, _, _): true
    case .pods(.names(let names), _, _): names.contains(snapshot[namespace].name)
    case .pods(.matching(let selector), _, _): selector.selects(labels(of: namespace))
    }
  }

  /// Every pod, and for the outside an address in each family: enough to ask which kinds of ends a side has.
  fileprivate var sampleEnds: [Endpoint] {
    pods.map(Endpoint.pod) + families.compactMap { outsideSample($0).map(Endpoint.address) }
  }

  private func outsideSample(_ family: IPFamily) -> IPAddress? {
    let special = IntervalSet(
      unionOf: Self.specialPurpose.lazy.filter { $0.family == family }.map(\.range))
    let external = externalAddresses(of: family)
    return (external.subtracting(special).first ?? external.first).map {
      IPAddress(family: family, bits: $0)
    }
  }
}
