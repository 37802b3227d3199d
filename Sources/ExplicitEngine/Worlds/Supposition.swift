import ClusterModel
import Evaluation
import Intents

/// The cluster with two more pods and two more namespaces, which are changed again and again until a flow is found.
///
/// What the concrete reading says of it is what it says of a hypothesis; no counterexample is believed, though,
/// that is not confirmed in the cluster which `Cluster.supposing(_:)` makes.
final class Supposition {
  let base: Cluster
  private(set) var cluster: Cluster
  /// By role of the end that they stand for.
  let newPods: [PodID]
  /// The second is for a flow between two new namespaces.
  let newNamespaces: [NamespaceID]
  let nameKey: Symbol
  /// Whose policies new namespaces have copies of.
  let policiesOf: NamespaceID?
  private var profiles: [NamespaceID: LabelProfile] = [:]

  init(_ cluster: Cluster) {
    base = cluster
    let snapshot = cluster.snapshot
    nameKey =
      snapshot.symbols.symbol(for: "kubernetes.io/metadata.name") ?? .unspelledNameKey
    policiesOf = cluster.assumptions.newNamespacePolicies.flatMap { name in
      snapshot.namespaceIDs.first { snapshot[$0].name == name }
    }
    newPods = Role.allCases.map { PodID(rawValue: Int32(snapshot.pods.count + $0.rawValue)) }
    newNamespaces = (0..<2).map { NamespaceID(rawValue: Int32(snapshot.namespaces.count + $0)) }
    let (first, source) = (policiesOf, newNamespaces[0])
    self.cluster = cluster.supposing(
      Hypothesis(
        namespaces: (0..<2).map { HypotheticalNamespace(name: .fresh($0), policiesOf: first) },
        pods: newPods.map { _ in HypotheticalPod(namespace: source) }))
  }

  func isNew(_ namespace: NamespaceID) -> Bool {
    Int(namespace.rawValue) >= base.snapshot.namespaces.count
  }

  /// Whether labels of a namespace are for the search to choose.
  func isOpen(_ namespace: NamespaceID) -> Bool {
    isNew(namespace) || !base.snapshot[namespace].isDeclared
  }

  func newPod(_ role: Role) -> PodID { newPods[role.rawValue] }

  /// What a choice makes of a namespace that is open; a new one that is not named has a name of its own.
  func profile(_ choice: LabelChoice, of namespace: NamespaceID) -> LabelProfile {
    let name = choice.values.first { $0.key == nameKey }?.value
    return LabelProfile(
      name: name ?? newNamespaces.firstIndex(of: namespace).map(Symbol.fresh),
      labels: Labels(choice.labels.filter { $0.key != nameKey }), cost: choice.cost)
  }

  /// Labels a namespace that is open.
  func set(_ profile: LabelProfile, of namespace: NamespaceID) {
    if profiles[namespace] == profile { return }
    profiles[namespace] = profile
    cluster.revise(
      namespace, name: profile.name ?? base.snapshot[namespace].name, labels: profile.labels)
  }

  func set(_ choice: LabelChoice, ofNewPod pod: PodID, in namespace: NamespaceID) {
    cluster.revise(pod) { pod in
      pod.namespace = namespace
      pod.labels = Labels(choice.labels)
      pod.serviceAccount = choice.values.first { $0.key == .accountKey }?.value
    }
  }

  func set(_ labels: [Labels.Pair], ofNewPod pod: PodID, in namespace: NamespaceID) {
    cluster.revise(pod) { pod in
      pod.namespace = namespace
      pod.labels = Labels(labels)
    }
  }

  /// Labels a pod of the manifests beyond what is known of it.
  func set(_ choice: LabelChoice, ofDeployedPod id: PodID) {
    let known = base.snapshot[id].labels
    cluster.revise(id) { pod in
      pod.labels = known
      for pair in choice.labels { pod.labels[pair.key] = pair.value }
    }
  }

  func set(_ address: IPAddress?, of pod: PodID) {
    cluster.revise(pod) { $0.addresses = address.map { [$0] } ?? [] }
  }

  func read(portsOf pod: PodID, as reading: NamedPorts) {
    cluster.read(portsOf: pod, as: reading)
  }
}

/// The name and labels of a namespace that are for the search to choose.
struct LabelProfile: Hashable {
  /// Nil where the namespace has a name of its own.
  var name: Symbol?
  var labels = Labels()
  var cost = 0
}

extension LabelChoice {
  /// The labels among what is supposed.
  var labels: [Labels.Pair] {
    values.lazy.filter { $0.key != .accountKey }.map { Labels.Pair(key: $0.key, value: $0.value) }
  }
}
