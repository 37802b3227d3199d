import ClusterModel
import Evaluation
import Intents

/// Finds what stands in the way of an honest answer: it is refused, never skipped.
struct Support {
  let cluster: Cluster
  let coverage: [Claim]

  func unsupported(_ claim: Claim, in world: World) -> [Unsupported] {
    // A permission holds whatever else there is.
    if case .mayReach = claim { return [] }
    return unsupported(flowsOf: claim, in: world)
  }

  /// What is in the way of any answer about the flows that a sentence speaks of.
  func unsupported(flowsOf claim: Claim, in world: World) -> [Unsupported] {
    var reasons: [Unsupported] = []
    let reach = ClaimReach(claim, in: world, cluster, coverage: coverage)
    let objects = cluster.snapshot.unmodelledObjects.filter { object in
      object.namespace.map(reach.touches) ?? true
    }
    if !objects.isEmpty { reasons.append(.objects(objects)) }
    for difference in CNIDifference.all
    where difference.cni == cluster.assumptions.cni && difference.couldTouch(reach) {
      reasons.append(.cni(difference.cni, difference: difference.summary))
    }
    if cluster.mayFilterOwnNodes(reach) || cluster.nameOwnNodes(reach.boxes) {
      reasons.append(.ownNode)
    }
    return reasons
  }
}

/// Where the flows of a sentence may have their ends.
struct ClaimReach {
  let cluster: Cluster
  private let claim: Claim
  private let world: World
  /// The flows that the sentence speaks of.
  let boxes: [Box<Group>]

  init(_ claim: Claim, in world: World, _ cluster: Cluster, coverage: [Claim]) {
    self.cluster = cluster
    self.claim = claim
    self.world = world
    boxes = ClaimRegions(claim, coverage: coverage).spoken
  }

  /// Whether a flow may have an end in the namespace.
  func touches(_ namespace: NamespaceID) -> Bool {
    func touches(_ namespace: NamespaceID?) -> Bool {
      boxes.contains { box in
        cluster.mayHaveMember(box.source, in: namespace, world)
          || cluster.mayHaveMember(box.destination, in: namespace, world)
      }
    }
    // A new namespace begins with what is in its baseline.
    let isBaseline =
      cluster.snapshot[namespace].name == cluster.assumptions.newNamespacePolicies
    return touches(namespace) || (isBaseline && world >= .openCluster && touches(nil))
  }

  /// The ends that a question is about: those that are there, and new pods by their namespaces.
  struct Ends {
    var there: (Endpoint) -> Bool
    /// Nil for a new namespace.
    var new: (NamespaceID?) -> Bool = { _ in false }
  }

  /// Whether a flow may go from a side with some end to a side with another.
  func mayGo(from source: Ends, to destination: Ends) -> Bool {
    let ends = cluster.sampleEnds(for: claim)
    var namespaces = cluster.snapshot.namespaceIDs.map(Optional.some)
    if world >= .openCluster { namespaces.append(nil) }
    func has(_ side: Box<Group>.Side, _ meant: Ends) -> Bool {
      ends.contains { meant.there($0) && side.contains($0, cluster) }
        || (world > .deployed
          && namespaces.contains {
            meant.new($0) && cluster.mayHaveMember(side, in: $0, world)
          })
    }
    return boxes.contains { has($0.source, source) && has($0.destination, destination) }
  }
}

extension Cluster {
  /// Whether a pod of the namespace, there now or not, could be on a side of a box.
  ///
  /// - Parameter namespace: nil for a new one.
  fileprivate func mayHaveMember(
    _ side: Box<Group>.Side, in namespace: NamespaceID?, _ world: World
  ) -> Bool {
    switch side {
    case .anyone, .noneOf: true
    case .oneOf(let groups): groups.contains { mayHaveMember($0, in: namespace, world) }
    }
  }

  private func mayHaveMember(_ group: Group, in namespace: NamespaceID?, _ world: World) -> Bool {
    switch group.term {
    case .internet, .external, .addresses: false
    case .anyone: true
    case .anyOf(let members): members.contains { mayHaveMember($0, in: namespace, world) }
    case .pods(.any, _, _): true
    case .pods(.names(let names), _, _):
      if let namespace {
        names.contains(snapshot[namespace].name)
      } else {
        names.contains { name in !snapshot.namespaces.contains { $0.name == name } }
      }
    case .pods(.matching(let selector), _, _):
      // In wider worlds an undeclared namespace, and a new one, has any labels.
      if let namespace, world == .deployed || snapshot[namespace].isDeclared {
        selector.selects(labels(of: namespace))
      } else {
        true
      }
    }
  }

  /// Every pod, and of the outside an address in each part that the groups of a claim tell apart: whatever side of
  /// the claim has an address at all has one of these.
  fileprivate func sampleEnds(for claim: Claim) -> [Endpoint] {
    let vocabulary = Vocabulary(self, claims: [claim])
    return pods.map(Endpoint.pod)
      + families.flatMap { family in
        outsideSamples(family, telling: vocabulary.regions[family] ?? []).map {
          Endpoint.address(IPAddress(family: family, bits: $0))
        }
      }
  }

  /// A part begins where the outside or a region begins, or behind the end of a region.
  private func outsideSamples(
    _ family: IPFamily, telling regions: Set<IntervalSet<UInt128>>
  ) -> Set<UInt128> {
    let external = externalAddresses(of: family)
    var samples = Set(external.ranges.map(\.lowerBound))
    for range in regions.flatMap(\.ranges) {
      samples.insert(range.lowerBound)
      if range.upperBound < family.last { samples.insert(range.upperBound + 1) }
    }
    return samples.filter(external.contains)
  }
}
