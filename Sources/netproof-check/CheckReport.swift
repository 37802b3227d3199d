import ProofFolders

/// What is printed of one folder.
struct CheckReport {
  let folder: String
  let finding: ProofFinding

  var text: String {
    var lines = ["\(folder): \(verdict)"]
    lines += finding.problems.map { "  \($0)" }
    lines += finding.changes.map { "  \(ProofWording.text($0))" }
    lines += finding.certificates.map { "  \($0.name): \(outcome(of: $0))" }
    lines += finding.gaps.map { "  \($0): states the claim once more; not checked here" }
    if finding.status == .stale {
      lines.append("  to certify the inputs as they are: netproof verify ... --proofs \(folder)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    switch finding.status {
    case .verified: "verified"
    case .rejected: "rejected"
    case .unreadable: "unreadable"
    case .stale:
      finding.certificates.allSatisfy(\.isVerified) && !finding.certificates.isEmpty
        ? "stale, still holds" : "stale, no longer holds"
    case .gap: "verified, with a gap"
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
