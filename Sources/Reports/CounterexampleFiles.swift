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
  private let account: CounterexampleAccount
  /// The first line of each file.
  public let title: String

  /// Nil for an outcome without a flow to show.
  public init?(_ outcome: Outcome, of result: VerificationResult) {
    title = "\(Self.mark): \(outcome.intent.sentence.escapingControls)"
    let evidence: Evidence
    let snapshot: Snapshot
    if let found = outcome.breaks.first {
      let supposed = SupposedManifest(found)
      (evidence, snapshot) = (found.evidence, found.snapshot)
      manifest = supposed.text.map { [title] in "\(title)\n\($0)" }
      probe = Probe(found.evidence, found.snapshot, supposed: found, title: title).text
    } else if let first = outcome.counterexamples.first {
      (evidence, snapshot) = (first, result.snapshot)
      manifest = nil
      probe = Probe(first, result.snapshot, supposed: nil, title: title).text
    } else {
      return nil
    }
    account = CounterexampleAccount(
      outcome: outcome, evidence: evidence, snapshot: snapshot, files: result.files,
      supposesManifest: manifest != nil)
  }

  /// The flow, what decides it with its places, and how to see it again.
  ///
  /// - Parameters:
  ///   - replay: the command that shows it again; nil where there is none.
  ///   - fileName: what files are called; nil leaves a name as it is.
  public func account(replay: String?, fileName: (String) -> String?) -> String {
    account.text(title: title, replay: replay, fileName)
  }
}

extension String {
  /// As a double-quoted scalar of YAML, which a word of a shell in double quotes would not be.
  var quoted: String { "\"\(self)\"" }
}
