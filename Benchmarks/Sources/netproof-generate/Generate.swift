import ArgumentParser
import Clusters
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
    let root = URL(filePath: folder)
    let manifests = root.appending(path: "manifests")
    try? FileManager.default.removeItem(at: manifests)
    try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
    let cluster = GeneratedCluster(
      pods: pods, policies: policies, namespaces: namespaces, isFull: full, shape: shape,
      isJSON: json, seed: seed)
    for (name, text) in cluster.manifests {
      try text.write(to: manifests.appending(path: name), atomically: true, encoding: .utf8)
    }
    try cluster.intents.write(
      to: root.appending(path: "intents.yaml"), atomically: true, encoding: .utf8)
  }
}

extension Shape: ExpressibleByArgument {}
