import ClusterModel
public import Intents
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

  /// The name of an intent's folder: its id, else its sentence in small letters, digits and hyphens.
  public static func name(of intent: Intent) -> String {
    if let id = intent.id { return slug(id, keepingCase: true) }
    return slug(intent.sentence, keepingCase: false)
  }

  private static func slug(_ text: String, keepingCase: Bool) -> String {
    let words = (keepingCase ? text : text.lowercased()).split { character in
      !(character.isASCII && (character.isLetter || character.isNumber || "_.".contains(character)))
    }
    let name = words.joined(separator: "-")
    // `.` and `..` are folders of their own, and a name has at most 255 bytes.
    let plain = name.allSatisfy { $0 == "." } ? "intent" + name : name
    return plain.utf8.count <= longest ? plain : "\(plain.prefix(longest))-\(checksum(plain))"
  }

  private static let longest = 100

  /// FNV-1a: tells long sentences with one beginning apart, the same on every machine.
  private static func checksum(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return String(hash, radix: 36)
  }
}

extension String {
  /// As a double-quoted scalar of YAML, which a word of a shell in double quotes would not be.
  var quoted: String { "\"\(self)\"" }
}
