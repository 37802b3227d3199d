import ClusterModel
import Clusters
import Evaluation
import Intents
import Readers

/// A generated cluster as every benchmark takes it, read once.
struct Sample {
  let inputs: [ManifestInput]
  let snapshot: Snapshot
  let intents: IntentFile
  var claims: [Claim] { intents.intents.map(\.claim) }

  init(_ cluster: GeneratedCluster) {
    inputs = cluster.manifests.map { .text(name: $0.name, Array($0.text.utf8)) }
    let reading = ManifestReading(of: inputs)
    precondition(reading.diagnostics.isEmpty, "a generated cluster cannot be read")
    var snapshot = reading.snapshot
    var reader = IntentReader()
    let file = snapshot.files.add("intents.yaml")
    reader.read(
      Array(cluster.intents.utf8), of: file, files: snapshot.files, symbols: &snapshot.symbols)
    precondition(reader.files.count == 1, "the intents of a generated cluster cannot be read")
    intents = reader.files[0]
    self.snapshot = snapshot
  }

  /// 1,000 pods under 300 policies, thirty intents.
  static func ordinary(isFull: Bool = false, isJSON: Bool = false) -> Sample {
    Sample(
      GeneratedCluster(
        pods: 1000, policies: 300, namespaces: 50, isFull: isFull, isJSON: isJSON))
  }

  /// 2,000 policies over 500 keys, of which one open-world proof needs most.
  static func universal() -> Sample {
    Sample(GeneratedCluster(pods: 200, policies: 0, namespaces: 20, shape: .universal))
  }
}

/// An answer is checked each time: a benchmark of a wrong one says nothing.
func expect<Value: Equatable>(_ value: Value, _ expected: Value) {
  precondition(value == expected, "expected \(expected), got \(value)")
}
