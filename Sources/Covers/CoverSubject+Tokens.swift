import ClusterModel
import Evaluation
import Intents

extension CoverSubject {
  /// A certificate, with the policies, pods and the sentence that it is about, as `cover-verified` reads them: the format is in
  /// proofs/checker/README.md.
  ///
  /// The reasons are not looked at here, nor is the header: the one is for that checker, the other for ``check(_:isLenient:)``. The inputs
  /// are taken as they are now.
  ///
  /// - Throws: what cannot be read at all. What the checker's specification does not know is written down for it to refuse.
  public func tokens(_ document: CoverDocument) throws(CoverRejection) -> String {
    var beyond: [String] = []
    var parts: [String] = []
    for (kind, world, part) in try claimedParts(document) {
      let witness = try readWitness(part, Space(cluster, world, .listed))
      let space = try space(part, world)
      var tree: Tree?
      if case .split = kind { tree = try readTree(part, space) }
      var words = PartTokens(space)
      parts.append(words.text(kind, witness, tree))
      for what in words.beyond where !beyond.contains(what) { beyond.append(what) }
    }
    let claims = ClaimTokens(symbols: cluster.snapshot.symbols)
    // No other sentence looks at the run.
    var run: [Claim] = []
    if case .nothingElse = intent.claim { run = coverage.map(\.claim) }
    return "netproof-tokens 1\n" + ClusterTokens(cluster).text(beyond: beyond)
      + "run \(Tokens.lines(run.map(claims.text)))\nclaim \(claims.text(intent.claim))\n"
      + "parts [\n\(parts.joined(separator: "\n"))\n]\nend\n"
  }
}
