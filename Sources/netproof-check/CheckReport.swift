import ProofFolders

/// What is printed of one folder.
struct CheckReport {
  let folder: String
  let finding: ProofFinding

  var text: String {
    var lines = ["\(folder): \(verdict)"]
    if let relation = finding.relation, finding.status != .unreadable {
      lines.append("  relation: \(ProofWording.text(relation))")
    }
    lines += finding.problems.map { "  \($0)" }
    lines += finding.changes.map { "  \(ProofWording.text($0))" }
    lines += finding.certificates.map { "  \($0.name): \(outcome(of: $0))" }
    lines += finding.clauses.map { "  \($0.name): \(outcome(of: $0))" }
    if !finding.uncertified.isEmpty {
      lines.append("  without certificate: " + finding.uncertified.joined(separator: ", "))
    }
    lines += gaps
    if finding.status == .stale {
      let command = ProofWording.command(finding.relation)
      lines.append("  to certify the inputs as they are: \(command) --proofs \(folder)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    switch finding.status {
    case .verified: "verified"
    case .rejected: "rejected"
    case .unreadable: "unreadable"
    case .stale:
      switch finding.stillHolds {
      case true?: "stale, still holds"
      case false?: "stale, no longer holds"
      case nil: "stale, and nothing says whether it still holds"
      }
    case .gap: "verified, with a gap"
    }
  }

  private func outcome(of clauses: ClauseFinding) -> String {
    switch clauses.outcome {
    case .refuted(let count, let steps): "refutes \(count) clauses in \(steps) steps"
    case .rejected(let why): "rejected: \(why)"
    }
  }

  /// What is left to trust, a line for each kind of file.
  private var gaps: [String] {
    guard finding.status != .unreadable else { return [] }
    return [".smt2", ".cnf"].compactMap { ending in
      let count = finding.gaps.count { $0.hasSuffix(ending) }
      guard count > 0 else { return nil }
      let what = ending == ".cnf" ? "clauses" : "scripts"
      return
        "  gap: \(count) \(ending): that these \(what) state the claims is not checked here, but by "
        + "netproof proofs --regenerate \(folder)"
    }
  }

  private func outcome(of certificate: CertificateFinding) -> String {
    let isStale = finding.status == .stale
    return switch certificate.outcome {
    case .verified(let result): (isStale ? "still holds: " : "") + ProofWording.text(result)
    case .rejected(let rejection):
      (isStale ? "no longer holds: " : "rejected: ") + ProofWording.text(rejection)
    }
  }
}
