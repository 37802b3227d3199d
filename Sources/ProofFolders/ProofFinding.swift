public import Covers

/// What a check says of one certificate.
public struct CertificateFinding: Sendable {
  public enum Outcome: Sendable {
    case verified(CoverResult)
    case rejected(CoverRejection)
  }

  /// The file's name.
  public var name: String
  public var outcome: Outcome

  public var isVerified: Bool { if case .verified = outcome { true } else { false } }
}

/// What a check of a folder says.
public struct ProofFinding: Sendable {
  public enum Status: Int32, Sendable, CaseIterable {
    case verified = 0
    case rejected = 1
    case unreadable = 2
    case stale = 3
    /// Verified, and something beside it is not checked here.
    case gap = 4
  }

  /// Why inputs are not those that the certificates were made of.
  public enum Change: Hashable, Sendable {
    case changed(String)
    case missing(String)
    /// It is read, and not listed.
    case unlisted(String)
    /// It is listed, and not read any more.
    case unread(String)
  }

  public var status: Status
  /// What is claimed of the two sides of a change; nil where intents are.
  public var relation: ProofRelation?
  public var changes: [Change] = []
  public var certificates: [CertificateFinding] = []
  public var clauses: [ClauseFinding] = []
  /// Why nothing could be checked, or a file is not what the list says.
  public var problems: [String] = []
  /// Intents of the inputs for which there is no certificate, by the names of their files.
  public var uncertified: [String] = []
  /// Files of which it is not checked that they state the claims of the inputs.
  public var gaps: [String] = []

  init(_ status: Status) {
    self.status = status
  }

  /// Of what has gone stale: whether the arguments hold on the inputs as they are now; nil where nobody knows, since clauses say
  /// nothing of inputs.
  public var stillHolds: Bool? {
    if !certificates.allSatisfy(\.isVerified) { return false }
    let covered = Set(certificates.map(\.name))
    return clauses.allSatisfy { covered.contains($0.coverName) } && !certificates.isEmpty
      ? true : nil
  }
}

extension ProofFinding.Status {
  /// The one that counts of several.
  public static func worst(_ statuses: [Self]) -> Self {
    [.unreadable, .rejected, .stale, .gap].first(where: statuses.contains) ?? .verified
  }
}
