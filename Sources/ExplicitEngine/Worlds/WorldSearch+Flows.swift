import ClusterModel
import Evaluation
import Intents

extension WorldSearch {
  /// Looks at the flows between ends of two places, as their namespaces are labelled now.
  ///
  /// - Parameter cost: what the namespaces suppose.
  func search(
    _ pair: PlacePair, _ sources: [SupposedEnd], _ destinations: [SupposedEnd], cost: Int
  ) throws(Interruption) {
    defer { restore(sources + destinations) }
    for source in sources where isAffordable(cost + source.choice.cost) {
      apply(source)
      for destination in destinations {
        let total = cost + source.choice.cost + destination.choice.cost
        guard isAffordable(total) else { continue }
        // What supposes nothing is a flow of the manifests.
        if newcomers == .none, total == 0 { continue }
        guard let other = distinct(source, destination) else { continue }
        apply(other)
        try consider(pair, source, other, cost: total)
      }
    }
  }

  /// Whether a flow may suppose so much; notes where only the bound forbids it.
  func isAffordable(_ cost: Int) -> Bool {
    if cost > bound { isCut = true }
    return cost <= limit
  }

  /// The destination as another pod than the source; nil where there is none.
  private func distinct(_ source: SupposedEnd, _ destination: SupposedEnd) -> SupposedEnd? {
    guard let index = source.index, index == destination.index else { return destination }
    let pods = space.firstPods(of: index)
    var other = destination
    if pods.count > 1 {
      other.end = .pod(pods[1])
      return other
    }
    // Replicas of one template: what nobody knows of them is the same.
    guard space.supposition.base.areDistinct(source.end, destination.end),
      source.choice.labels == destination.choice.labels
    else { return nil }
    return other
  }

  private func apply(_ end: SupposedEnd) {
    guard case .pod(let pod) = end.end, let namespace = end.place.namespace else { return }
    if end.isNew {
      space.supposition.set(end.choice, ofNewPod: pod, in: namespace)
    } else if isVariable(end) {
      space.supposition.set(end.choice, ofDeployedPod: pod)
    }
  }

  private func isVariable(_ end: SupposedEnd) -> Bool {
    end.index.map(space.isOpen) ?? false
  }

  /// Gives pods of the manifests back the labels that are known of them.
  private func restore(_ ends: [SupposedEnd]) {
    for end in ends where isVariable(end) {
      for pod in space.firstPods(of: end.index ?? 0) {
        space.supposition.set(LabelChoice(), ofDeployedPod: pod)
      }
    }
  }

  private func consider(
    _ pair: PlacePair, _ source: SupposedEnd, _ destination: SupposedEnd, cost: Int
  ) throws(Interruption) {
    let supposition = space.supposition
    try budget.spend(4)
    if destination.isNew {
      supposition.read(portsOf: supposition.newPod(.destination), as: .unsettled)
    }
    for family in space.families where has(family, source) && has(family, destination) {
      // With names and addresses left open this is more than what any settlement of them gives.
      if flows(source.end, destination.end, family).isEmpty { continue }
      try settle(pair, source, destination, family, cost: cost)
      if destination.isNew {
        supposition.read(portsOf: supposition.newPod(.destination), as: .unsettled)
      }
    }
  }

  private func has(_ family: IPFamily, _ end: SupposedEnd) -> Bool {
    if case .address(let address) = end.end { return address.family == family }
    return end.index.map { space.partition.classes[$0].families.contains(family) } ?? true
  }

  /// The ports of the flows between two ends that reach the goal.
  func flows(_ source: Endpoint, _ destination: Endpoint, _ family: IPFamily) -> PortSet {
    space.supposition.cluster.ports(words.goal, words.regions, source, destination, family)
  }
}

extension Cluster {
  fileprivate func ports(
    _ goal: Goal, _ regions: ClaimRegions<Group>, _ source: Endpoint, _ destination: Endpoint,
    _ family: IPFamily
  ) -> PortSet {
    switch goal {
    case .prohibited:
      let ports = regions.prohibitedPorts(source, destination, self)
      if ports.isEmpty { return ports }
      return ports.intersection(allowedPorts(from: source, to: destination, family, .may))
    case .required:
      let ports = regions.requiredPorts(source, destination, self)
      if ports.isEmpty { return ports }
      return ports.subtracting(allowedPorts(from: source, to: destination, family, .must))
    case .spoken:
      return regions.spokenPorts(source, destination, self)
    }
  }
}
