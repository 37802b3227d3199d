import ClusterModel
import Readers
import Testing

/// Reads one text as `m.yaml`.
func manifests(_ text: String, namespace: String = "default") -> ManifestReading {
  ManifestReading(
    of: [.text(name: "m.yaml", Array(text.utf8))],
    options: ManifestReaderOptions(defaultNamespace: namespace))
}

/// `line:column path: message`, of the diagnostics of one severity.
func messages(_ severity: Diagnostic.Severity, _ text: String) -> [String] {
  manifests(text).messages(severity)
}

extension ManifestReading {
  func messages(_ severity: Diagnostic.Severity) -> [String] {
    diagnostics.filter { $0.severity == severity }.map { diagnostic in
      let place = diagnostic.place.map { "\($0.line):\($0.column) " } ?? ""
      let path = diagnostic.path.isEmpty ? "" : diagnostic.path + ": "
      return place + path + diagnostic.message
    }
  }

  var suggestions: [String] { diagnostics.compactMap(\.suggestion) }

  /// The labels of an entry, as `a=b,c=d` in alphabetical order.
  func labels(_ labels: Labels) -> String {
    labels.pairs.map { "\(snapshot.symbols[$0.key])=\(snapshot.symbols[$0.value])" }.sorted()
      .joined(separator: ",")
  }

  /// `namespace/name labels`, and what else sets a pod apart.
  var pods: [String] {
    snapshot.pods.map { pod in
      let workload = snapshot[pod.workload]
      var text = "\(name(pod.namespace))/\(name(pod.name)) \(labels(pod.labels))"
      text += " of \(name(workload.kind))/\(name(workload.name))"
      if pod.population == .replicas { text += " replicas" }
      if workload.isPotential { text += " potential" }
      return text
    }
  }

  func name(_ symbol: Symbol) -> String { snapshot.symbols[symbol] }
  func name(_ namespace: NamespaceID) -> String { name(snapshot[namespace].name) }

  func selector(_ selector: LabelSelector?) -> String {
    guard let selector else { return "nil" }
    let labels = selector.matchLabels.map { "\(name($0.key))=\(name($0.value))" }
    let expressions = selector.matchExpressions.map {
      "\(name($0.key)) \($0.operator) [\($0.values.map { name($0) }.joined(separator: " "))]"
    }
    return "{" + (labels + expressions).joined(separator: ", ") + "}"
  }
}

/// A policy with this spec, written in flow style or indented by two.
func policy(_ spec: String) -> String {
  """
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: p}
  spec:
    \(spec)
  ---
  {apiVersion: v1, kind: Namespace, metadata: {name: default}}
  """
}

/// The one policy of a text without errors.
func readPolicy(_ spec: String) throws -> (policy: NetworkPolicy, reading: ManifestReading) {
  let reading = manifests(policy(spec))
  #expect(reading.messages(.error) == [])
  return (try #require(reading.snapshot.networkPolicies.first), reading)
}

/// A Deployment, or another controller.
func controller(
  _ kind: String = "Deployment", name: String = "web", group: String = "apps/v1",
  spec: String = "", metadata: String = "", labels: String = "app: web"
) -> String {
  """
  apiVersion: \(group)
  kind: \(kind)
  metadata: {name: \(name), namespace: shop\(metadata)}
  spec:
    \(spec.isEmpty ? "minReadySeconds: 0" : spec)
    template:
      metadata: {labels: {\(labels)}}
      spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}
  ---

  """
}

func pod(_ name: String, labels: String = "app: web", metadata: String = "") -> String {
  """
  apiVersion: v1
  kind: Pod
  metadata: {name: \(name), namespace: shop, labels: {\(labels)}\(metadata)}
  spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}
  ---

  """
}

func owned(by kind: String, _ name: String, uid: String? = nil) -> String {
  let uid = uid.map { ", uid: \($0)" } ?? ""
  return
    ", ownerReferences: [{apiVersion: x/v1, kind: \(kind), name: \(name), controller: true\(uid)}]"
}
