import ClusterModel
import Evaluation
import Intents

/// What a world may suppose, rule by rule (W2 to W9): a counterexample that replays may still suppose too much.
struct HypothesisRules {
  let snapshot: Snapshot
  let assumptions: Assumptions
  let world: World

  /// The first rule that a hypothesis breaks, in words; nil where it keeps them all.
  func breach(of hypothesis: Hypothesis) -> String? {
    let (pods, namespaces) = (hypothesis.pods.count, hypothesis.namespaces.count)
    let most: (pods: Int, namespaces: Int) =
      switch world {
      case .deployed: (0, 0)
      case .open: (1, 0)
      case .openCluster: (1, 1)
      case .openBoth: (2, 2)
      }
    if pods > most.pods { return "too many new pods" }
    if namespaces > most.namespaces { return "too many new namespaces" }
    if world == .deployed, !hypothesis.isEmpty {
      return "something is supposed of what is deployed"
    }
    let names = hypothesis.namespaces.map(\.name)
    if Set(names).count < names.count { return "two new namespaces of one name" }
    if hypothesis.namespaceLabels.keys.contains(where: { snapshot[$0].isDeclared }) {
      return "a declared namespace has new labels"
    }
    for (id, labels) in hypothesis.podLabels {
      let known = Set(snapshot[id].unknownLabels)
      if !labels.allSatisfy({ known.contains($0.key) }) { return "a deployed pod has a new label" }
    }
    let owned = hypothesis.namespaces.map(\.labels) + Array(hypothesis.namespaceLabels.values)
    for labels in owned + hypothesis.podLabels.values + hypothesis.pods.map(\.labels) {
      if Set(labels.map(\.key)).count < labels.count { return "a label twice" }
    }
    if owned.joined().contains(where: { snapshot.symbols[$0.key] == "kubernetes.io/metadata.name" })
    {
      return "the name label is set"
    }
    return hypothesis.namespaces.lazy.compactMap(breach).first
      ?? hypothesis.pods.lazy.compactMap { breach(of: $0, namespaces) }.first
      ?? breach(ofAddresses: hypothesis.pods.compactMap(\.address))
  }

  private func breach(of namespace: HypotheticalNamespace) -> String? {
    if case .mentioned(let name) = namespace.name,
      snapshot.namespaces.contains(where: { $0.name == name })
    {
      return "a new namespace has the name of another"
    }
    let source = snapshot.namespaceIDs.first {
      snapshot[$0].name == assumptions.newNamespacePolicies
    }
    if namespace.policiesOf != source { return "a new namespace has the wrong policies" }
    for label in namespace.labels where assumptions.fixedNamespaceLabels.contains(label.key) {
      guard case .mentioned(let value) = label.value else { continue }
      if snapshot.namespaces.contains(where: { $0.labels[label.key] == value }) {
        return "a new namespace has a fixed label's value"
      }
    }
    return nil
  }

  private func breach(of pod: HypotheticalPod, _ newNamespaces: Int) -> String? {
    let namespace = Int(pod.namespace.rawValue)
    guard namespace < snapshot.namespaces.count + newNamespaces else {
      return "a new pod is in no namespace"
    }
    for label in pod.labels where assumptions.fixedPodLabels.contains(label.key) {
      let isCarried = snapshot.pods.contains {
        $0.namespace == pod.namespace && $0.phase != .succeeded && $0.phase != .failed
          && $0.labels[label.key].map(HypotheticalText.mentioned) == label.value
      }
      if !isCarried { return "a new pod has a fixed label" }
    }
    let names = pod.ports.map { [$0.name?.rawValue ?? -1, Int32(($0.protocol ?? .tcp).rawValue)] }
    if Set(names).count < names.count { return "a name has several numbers" }
    if pod.ports.contains(where: { $0.number == 0 || $0.hostPort != nil }) {
      return "a new pod has a port that it cannot have"
    }
    return nil
  }

  private func breach(ofAddresses addresses: [IPAddress]) -> String? {
    let cluster = Cluster(snapshot, assumptions: assumptions)
    for address in addresses {
      let given = assumptions.clusterCIDRs.filter { $0.family == address.family }
      if !given.isEmpty, !given.contains(where: { $0.contains(address) }) {
        return "a new pod's address lies outside clusterCIDRs"
      }
      if !cluster.families.contains(address.family) { return "a new pod has a family of its own" }
      let known = cluster.pods.lazy.filter { !snapshot[$0].isHostNetwork }
      if known.contains(where: { snapshot[$0].addresses.contains(address) }) {
        return "a new pod has another's address"
      }
    }
    return Set(addresses).count < addresses.count ? "two new pods have one address" : nil
  }
}

extension Hypothesis {
  /// How many things are supposed (W12).
  var size: Int {
    let named = namespaces.filter { namespace in
      if case .mentioned = namespace.name { true } else { false }
    }
    let labels =
      namespaces.map(\.labels) + pods.map(\.labels) + Array(namespaceLabels.values)
      + Array(podLabels.values)
    return named.count + labels.joined().count
      + pods.map { pod in
        pod.ports.count + (pod.serviceAccount == nil ? 0 : 1) + (pod.address == nil ? 0 : 1)
      }.reduce(0, +)
  }
}
