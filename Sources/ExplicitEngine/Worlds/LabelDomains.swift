import ClusterModel
import Evaluation
import Intents

/// The values that labels can have, by place.
struct LabelDomains {
  private let nameKey: Symbol
  private let names: Set<Symbol>
  private let fixedNamespaceLabels: [Symbol: Set<Symbol>]
  private let fixedPodLabels: Set<Symbol>
  /// By namespace and fixed key: what its pods carry.
  private var carried: [NamespaceID: [Symbol: Set<Symbol>]] = [:]
  private let defaultAccount: Symbol?

  init(_ cluster: Cluster, nameKey: Symbol) {
    self.nameKey = nameKey
    names = Set(cluster.snapshot.namespaces.map(\.name))
    var fixed: [Symbol: Set<Symbol>] = [:]
    for key in cluster.assumptions.fixedNamespaceLabels {
      fixed[key] = Set(cluster.snapshot.namespaceIDs.compactMap { cluster.labels(of: $0)[key] })
    }
    fixedNamespaceLabels = fixed
    fixedPodLabels = Set(cluster.assumptions.fixedPodLabels)
    defaultAccount = cluster.defaultServiceAccount
    if fixedPodLabels.isEmpty { return }
    for pod in cluster.pods.lazy.map({ cluster.snapshot[$0] }) {
      for pair in pod.labels.pairs where fixedPodLabels.contains(pair.key) {
        carried[pod.namespace, default: [:]][pair.key, default: []].insert(pair.value)
      }
    }
  }

  /// Whether new pods can have the same labels everywhere.
  var areAlikeEverywhere: Bool { fixedPodLabels.isEmpty }

  func newPod(in namespace: NamespaceID) -> LabelDomain {
    var fixed: [Symbol: [Symbol]] = [:]
    for key in fixedPodLabels { fixed[key] = carried[namespace]?[key]?.sorted() ?? [] }
    return .newPod(fixed: fixed, defaultAccount: defaultAccount)
  }

  /// - Parameter others: how many values that nobody mentions have to be told apart.
  func namespace(
    _ id: NamespaceID, others: Int, _ supposition: Supposition
  ) -> LabelDomain {
    guard supposition.isNew(id) else {
      return .undeclaredNamespace(
        name: supposition.base.snapshot[id].name, nameKey: nameKey, others: others)
    }
    return .newNamespace(
      LabelDomain.NewNamespace(
        nameKey: nameKey, taken: names, symbols: supposition.base.snapshot.symbols,
        fixed: fixedNamespaceLabels,
        number: id == supposition.newNamespaces[0] ? 0 : 1, others: others))
  }
}
