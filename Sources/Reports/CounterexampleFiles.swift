import ClusterModel
import Intents
public import Verification

/// The files with which a person sees a counterexample happen in a cluster: the pods and namespaces that it supposes,
/// and a probe of its flow by `kubectl`.
public struct CounterexampleFiles {
  /// The first line of every file begins so; nothing else is ever overwritten or removed.
  public static let mark = "# netproof counterexample"

  /// Nil where nothing has to be applied.
  public let manifest: String?
  public let probe: String

  /// Nil for an outcome without a flow to show.
  public init?(_ outcome: Outcome, of result: VerificationResult) {
    let title = "\(Self.mark): \(outcome.intent.sentence.escapingControls)"
    if let found = outcome.breaks.first {
      let supposed = SupposedManifest(found)
      manifest = supposed.text.map { "\(title)\n\($0)" }
      probe = Probe(found.evidence, found.snapshot, supposed: found, title: title).text
    } else if let evidence = outcome.counterexamples.first {
      manifest = nil
      probe = Probe(evidence, result.snapshot, supposed: nil, title: title).text
    } else {
      return nil
    }
  }
}

extension String {
  /// As a double-quoted scalar of YAML, which a word of a shell in double quotes would not be.
  var quoted: String { "\"\(self)\"" }
}
