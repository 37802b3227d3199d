import ClusterModel
import Intents

/// The members of the JSON of `netproof explain`; `schemas/explain.schema.json` says the same for programs.
enum FlowJSONTree {
  struct Report: Encodable {
    var schema: String
    var version: String
    var exitStatus: Int32
    var folder: String?
    var from: Term
    var to: Term
    var groups: [Group]
    /// Those that `--limit` left out among them.
    var groupCount: Int
    var unsupported: [JSONTree.Unsupported]
    var disagreement: String?
    var remarks: [JSONTree.Remark]
  }

  struct Term: Encodable {
    var text: String
    var ports: String?
  }

  struct Group: Encodable {
    var allowed: String
    var sources: [Ends]
    var destinations: [Ends]
    var families: [String]
    var all: Bool
    var connections: [Connection]
    /// The flow that stands for all.
    var flow: Flow
    var egress: Direction
    var ingress: Direction
    var restsOn: Core?
    var settlement: JSONTree.Statement?
    var remedies: [Remedy]
    /// Why there are no remedies.
    var obstacle: JSONTree.Statement?
  }

  /// A workload with its pods that are meant, or ranges of addresses.
  struct Ends: Encodable {
    var kind: String?
    var namespace: String?
    var name: String?
    var pods: [String]?
    var cidrs: [String]?
  }

  struct Connection: Encodable {
    var `protocol`: String
    var ports: String
  }

  struct Flow: Encodable {
    var source: JSONTree.Endpoint
    var destination: JSONTree.Endpoint
    var family: String
    var `protocol`: String
    var port: UInt16
  }

  /// A decision, with why rules do not match.
  struct Direction: Encodable {
    var decision: JSONTree.Decision
    /// Of a direction that denies.
    var mismatches: [Mismatch]

    private enum CodingKeys: CodingKey {
      case mismatches
    }

    /// The members of the decision are the direction's own.
    func encode(to encoder: any Encoder) throws {
      try decision.encode(to: encoder)
      var own = encoder.container(keyedBy: CodingKeys.self)
      try own.encode(mismatches, forKey: .mismatches)
    }
  }

  struct Mismatch: Encodable {
    var rule: JSONTree.Policy
    /// From 1: the peer that comes nearest.
    var peer: Int?
    /// What failed, the first first.
    var conditions: [JSONTree.Statement]
  }

  /// What an answer rests on.
  struct Core: Encodable {
    /// `denial` or `permission`.
    var stance: String
    var minimal: Bool
    var isolations: [JSONTree.Policy]
    var rules: [JSONTree.Policy]
  }

  struct Remedy: Encodable {
    var allows: Bool
    /// Whether they are certainly allowed then; a denial is always certain.
    var certain: Bool
    /// The flows of the group that it turns.
    var sources: [Ends]
    var destinations: [Ends]
    var families: [String]
    var connections: [Connection]
    var changes: [Change]
  }

  struct Change: Encodable {
    var kind: String
    var text: String
    var place: JSONTree.Place?
  }
}
