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

  struct Direction: Encodable {
    var allowed: String
    var basis: String
    var determiningRules: [JSONTree.Policy]
    var isolatingPolicies: [JSONTree.Policy]
    var tier: String?
    var passes: [JSONTree.Policy]?
    var ambiguity: JSONTree.Ambiguity?
    /// Of a direction that denies.
    var mismatches: [Mismatch]
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

extension FlowJSONTree.Core {
  init(_ core: Intents.Core, _ snapshot: Snapshot, place: (Place) -> JSONTree.Place) {
    func entry(_ ground: Ground) -> JSONTree.Policy {
      let written = place(
        snapshot.place(of: ground.policy, ground.direction, rule: ground.rule))
      switch ground.policy {
      case .networkPolicy(let id):
        return JSONTree.Policy(
          kind: "NetworkPolicy",
          namespace: snapshot.symbols[snapshot[snapshot[id].namespace].name],
          name: snapshot.symbols[snapshot[id].name], direction: ground.direction.word,
          rule: ground.rule.map { $0 + 1 }, place: written)
      case .clusterNetworkPolicy(let id):
        return JSONTree.Policy(
          kind: snapshot[id].kind.word, name: snapshot.symbols[snapshot[id].name],
          direction: ground.direction.word, rule: ground.rule.map { $0 + 1 }, place: written)
      }
    }
    self.init(
      stance: core.stance == .denial ? "denial" : "permission", minimal: core.isMinimal,
      isolations: core.grounds.filter { $0.rule == nil }.map(entry),
      rules: core.grounds.filter { $0.rule != nil }.map(entry))
  }
}
