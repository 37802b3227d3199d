import ArgumentParser
import Foundation

/// Writes a worked-case folder of a given size: manifests as `kubectl get -o yaml` prints them, and intents.
///
/// The same arguments give the same bytes on every machine.
@main struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netproof-generate",
    abstract:
      "Write a cluster of a given size, with policies and intents, to measure netproof with.")

  @Option(help: "How many pods.") var pods = 10_000
  @Option(help: "How many NetworkPolicies.") var policies = 5_000
  @Option(help: "How many namespaces; every fifth of them is a tenant of its own.") var namespaces =
    500
  @Option(help: "The seed of everything that is chosen.") var seed: UInt64 = 7
  @Flag(help: "Write pods with the fields that a real cluster has and that nobody here needs.")
  var full = false
  @Option(help: "What there is much of.") var shape = Shape.ordinary
  @Flag(help: "Write the manifests as JSON.") var json = false
  @Argument(help: "The folder to write; it is created.") var folder: String

  func validate() throws {
    guard pods > 0, policies >= 0, namespaces >= 8 else {
      throw ValidationError("at least one pod and eight namespaces are needed")
    }
  }

  func run() throws {
    var cluster = ClusterText(
      pods: pods, policies: policies, namespaces: namespaces, isFull: full, shape: shape,
      seed: seed)
    let root = URL(filePath: folder)
    let manifests = root.appending(path: "manifests")
    try? FileManager.default.removeItem(at: manifests)
    try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
    let suffix = json ? "json" : "yaml"
    func file(_ name: String) -> URL { manifests.appending(path: "\(name).\(suffix)") }
    try list(shape == .universal ? cluster.universalNamespaces() : cluster.namespaceManifests())
      .write(to: file("namespaces"), atomically: true, encoding: .utf8)
    var pods = ListText(isJSON: json)
    if shape == .universal {
      for pod in cluster.universalPods() { pods.add(pod) }
    } else {
      cluster.eachPod { pods.add($0) }
    }
    try pods.finished().write(to: file("pods"), atomically: true, encoding: .utf8)
    try list(cluster.policyManifests())
      .write(to: file("policies"), atomically: true, encoding: .utf8)
    try cluster.intents().write(
      to: root.appending(path: "intents.yaml"), atomically: true, encoding: .utf8)
  }

  private func list(_ manifests: [Value]) -> String {
    var text = ListText(isJSON: json)
    for manifest in manifests { text.add(manifest) }
    return text.finished()
  }
}

/// A `List` as kubectl prints one.
struct ListText {
  private let isJSON: Bool
  private var text: String
  private var isEmpty = true

  init(isJSON: Bool) {
    self.isJSON = isJSON
    text =
      isJSON
      ? "{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"List\",\n    \"items\": ["
      : "apiVersion: v1\nkind: List\nitems:\n"
  }

  mutating func add(_ manifest: Value) {
    if isJSON {
      text += isEmpty ? "\n        " : ",\n        "
      manifest.writeJSON(to: &text, indent: 8)
    } else {
      Value.list([manifest]).writeYAML(to: &text)
    }
    isEmpty = false
  }

  consuming func finished() -> String {
    if isJSON { return text + "\n    ]\n}\n" }
    return isEmpty ? "apiVersion: v1\nkind: List\nitems: []\n" : text
  }
}
