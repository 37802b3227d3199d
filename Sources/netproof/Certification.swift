import Intents

/// Makes what a folder of proofs says of its inputs.
protocol Certification {
  /// - Throws: where a certificate is not accepted by the checker, which is a fault of netproof.
  func certify() async throws(UsageError) -> Certified
}

/// What was made for a folder of proofs.
struct Certified {
  /// By name, from the folder on.
  var files: [String: [UInt8]] = [:]
  var summary = ProofSummary()
}

extension Certified {
  /// Adds a claim as others read it.
  ///
  /// - Throws: where two claims have one name.
  mutating func add(_ claim: ClaimFiles, about sentence: String) throws(UsageError) {
    if let found = claim.disagreement { summary.disagreements.append((sentence, found)) }
    for lack in claim.lacks { summary.without.append((sentence, .notShown(lack))) }
    for (name, text) in claim.files {
      guard files.updateValue(Array(text.utf8), forKey: name) == nil else {
        throw .sharedFolder(name, sentences: [sentence, "another intent"])
      }
    }
  }
}
