import ClusterModel
import ProofFolders

/// What a run says of its certificates.
struct ProofSummary {
  enum Lack {
    case tooLarge(Int)
    case notShown(String)
  }

  var certificates = 0
  var counterexamples = 0
  /// Names of files that were there and are not any more.
  var removed: [String] = []
  /// Sentences that have clauses and a proof, since their cases would be more than a number.
  var instead: [(sentence: String, limit: Int)] = []
  /// Sentences that hold and have no certificate.
  var without: [(sentence: String, lack: Lack)] = []
  /// Sentences that hold by the engines and not by cases.
  var disagreements: [(sentence: String, found: String)] = []

  private func isCertificate(_ name: String) -> Bool {
    name.hasSuffix(".cover") || name == ProofRelation.name + ".lrat"
  }

  private static func text(_ limit: Int) -> String {
    "a case split would have more than \(limit) cases, or take too long to find"
  }

  func text(_ folder: String) -> String {
    var parts = ["\(certificates) certificate\(certificates == 1 ? "" : "s")"]
    if counterexamples > 0 {
      parts.append("\(counterexamples) counterexample\(counterexamples == 1 ? "" : "s")")
    }
    var lines = ["proofs in \(folder): " + parts.joined(separator: ", ")]
    lines += removed.map {
      "  \($0) is removed: "
        + (isCertificate($0) ? "nothing certifies that any more" : "it is out of date")
    }
    lines += instead.map { sentence, limit in
      "  `\(sentence.escapingControls)` is proved by clauses: \(Self.text(limit))"
    }
    lines += without.map { sentence, lack in
      let why =
        switch lack {
        case .tooLarge(let limit): Self.text(limit)
        case .notShown(let why): why.escapingControls
        }
      return "  no certificate of `\(sentence.escapingControls)`: \(why)"
    }
    lines += disagreements.map { sentence, found in
      "  `\(sentence.escapingControls)` holds by the engines, and not by cases: \(found.escapingControls)"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
