extension JSONTree {
  struct Intent: Encodable {
    var id: String?
    var sentence: String
    var place: Place
    var world: String
    var severity: String
    var because: String?
    var waiver: Waiver?
    var verdict: String
    /// Whether the verdict makes the exit status other than 0.
    var counted: Bool
    /// The narrowest world that breaks it; of the first of `breaks`, as are the next two.
    var brokenIn: String?
    var newEnd: String?
    var pod: NewPod?
    var breaks: [Break] = []
    var deciders: Deciders?
    var counterexamples: [Evidence] = []
    var violatingPairs: Int?
    var missingPort: MissingPort?
    var nearest: Evidence?
    var witness: Evidence?
    var empty: String?
    var unsupported: [Unsupported] = []
    var reason: String?
    var settlement: Statement?
    var notes: [Statement] = []
    var reasons: Reasons?
  }

  struct Waiver: Encodable {
    var until: String
    var reason: String
  }

  struct Deciders: Encodable {
    var engines: [String]
    /// Why one engine decided alone.
    var reason: String?
  }

  struct MissingPort: Encodable {
    /// Left out for a new pod.
    var pod: Endpoint?
    var port: String
  }

  struct Unsupported: Encodable {
    var kind: String
    var name: String
    var text: String?
    var place: Place?
  }

  /// Something for a person, with a word for programs.
  struct Statement: Encodable {
    var kind: String
    var text: String
  }

  struct Evidence: Encodable {
    var source: Endpoint
    var destination: Endpoint
    var family: String
    var `protocol`: String
    var port: UInt16
    var familyBound: Bool
    /// `yes`, `maybe` or `no`.
    var allowed: String
    var egress: Decision
    var ingress: Decision
    /// Nil for a witness, and for the nearest flow of a `some`.
    var violation: String?
    var hints: [Statement]
  }

  struct Decision: Encodable {
    var allowed: String
    var basis: String
    var determiningRules: [Policy]
    var isolatingPolicies: [Policy]
    /// The tier that decides; nil where none does.
    var tier: String?
    /// Nil where none does.
    var passes: [Policy]?
    var ambiguity: Ambiguity?
  }

  /// Two rules of equal priority that disagree.
  struct Ambiguity: Encodable {
    var allowing: Policy
    var denying: Policy
    var certain: Bool
  }

  /// A policy, or one rule of it.
  struct Policy: Encodable {
    var kind: String
    /// Nil for a cluster-scoped policy.
    var namespace: String?
    var name: String
    var direction: String?
    /// From 1.
    var rule: Int?
    var place: Place
  }

  /// A workload (and the pod of it, where it is there by itself), or an address.
  struct Endpoint: Encodable {
    var kind: String?
    var namespace: String?
    var name: String?
    var pod: String?
    var labels: [String: String]?
    var address: String?
    var internet: Bool?
  }
}
