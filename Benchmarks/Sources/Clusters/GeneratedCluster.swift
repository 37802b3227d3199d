/// A cluster of a given size as the files of a worked case. The same arguments give the same bytes on every machine.
public struct GeneratedCluster {
  /// By the names of files; the greater part is the pods.
  public let manifests: [(name: String, text: String)]
  public let intents: String

  /// - Parameters:
  ///   - isFull: whether pods have the fields that a real cluster has and that nobody here needs.
  ///   - shape: what there is much of.
  public init(
    pods: Int, policies: Int, namespaces: Int, isFull: Bool = false, shape: Shape = .ordinary,
    isJSON: Bool = false, seed: UInt64 = 7
  ) {
    var cluster = ClusterText(
      pods: pods, policies: policies, namespaces: namespaces, isFull: isFull, shape: shape,
      seed: seed)
    func list(_ manifests: [Value]) -> String {
      var text = ListText(isJSON: isJSON)
      for manifest in manifests { text.add(manifest) }
      return text.finished()
    }
    let isUniversal = shape == .universal
    let first = list(isUniversal ? cluster.universalNamespaces() : cluster.namespaceManifests())
    var text = ListText(isJSON: isJSON)
    if isUniversal {
      for pod in cluster.universalPods() { text.add(pod) }
    } else {
      cluster.eachPod { text.add($0) }
    }
    let suffix = isJSON ? "json" : "yaml"
    manifests = [
      ("namespaces.\(suffix)", first), ("pods.\(suffix)", text.finished()),
      ("policies.\(suffix)", list(cluster.policyManifests())),
    ]
    intents = cluster.intents()
  }
}
