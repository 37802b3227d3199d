import Analysis

/// The members of the JSON report of a difference; `schemas/diff.schema.json` says the same for programs.
///
/// An optional that is nil is left out.
enum DifferenceJSONTree {
  struct Report: Encodable {
    var schema: String
    var version: String
    var exitStatus: Int32
    var world: String
    var old: String
    var new: String
    var summary: [String: Int]
    var namespaces: [Object]
    var workloads: [Object]
    var regions: [Region]
    /// Why the enumeration of new pods is not complete.
    var newPodsGivenUp: String?
    var verdicts: [Verdict]
    var acceptances: [Acceptance]
    var absentKinds: [String]
    var remarks: [JSONTree.Remark]
  }

  struct Object: Encodable {
    var namespace: String?
    var kind: String?
    var name: String
    /// `appears`, `vanishes` or `labels`.
    var change: String
    var labels: [Label]
    var place: JSONTree.Place?
  }

  struct Label: Encodable {
    var key: String
    var old: String?
    var new: String?
  }

  struct Region: Encodable {
    var change: String
    var sources: [End]
    var destinations: [End]
    var before: [Connection]
    var after: [Connection]
    var gained: [Connection]
    var lost: [Connection]
    var settled: [Connection]
    var unsettled: [Connection]
    var causes: [Cause]
    /// What the example supposes of what the manifests say too little about.
    var supposes: [String]?
    /// An index into `acceptances`.
    var acceptedBy: Int?
    var unmodelled: Bool
  }

  struct End: Encodable {
    var kind: String?
    var namespace: String?
    var name: String?
    /// Where not all pods of the workload are meant.
    var pods: [String]?
    var cidrs: [String]?
    /// Of which a pod to come meets one.
    var newPods: [Condition]?
    /// The addresses that such a pod must have, where that matters.
    var newPodCIDRs: [String]?
    var newPod: NewPod?
  }

  struct Condition: Encodable {
    var namespaces: Namespaces
    /// The lines of a selector.
    var pods: [String]
  }

  /// As in the listing of pods to come.
  struct Namespaces: Encodable {
    var scope: String
    var except: [String]?
    var names: [String]?
    var labels: [String]?

    init(_ namespaces: NewPodNamespaces, _ words: NewPodWording) {
      switch namespaces {
      case .any(let ids): (scope, except) = ("any", words.namespaceNames(ids))
      case .existing(let ids): (scope, except) = ("existing", words.namespaceNames(ids))
      case .named(let ids): (scope, names) = ("named", words.namespaceNames(ids))
      case .labelled(let selector): (scope, labels) = ("labelled", words.lines(selector))
      case .new(let selector): (scope, labels) = ("new", words.lines(selector))
      }
    }
  }

  struct NewPod: Encodable {
    var namespace: String?
    var newNamespace: [Supposed]?
    var namespaceLabels: [Supposed]
    var labels: [Supposed]
    var ports: [Port]
    var address: String?
    var others: Int
  }

  struct Supposed: Encodable {
    var key: String
    /// Nil: any value that nothing mentions.
    var value: String?
  }

  struct Port: Encodable {
    var name: String
    var number: Int
    var `protocol`: String
  }

  struct Connection: Encodable {
    var certainty: String
    /// Nil: each family that both ends have.
    var family: String?
    var all: Bool?
    var `protocol`: String?
    var ports: String?
    /// What a pod to come has to, and must not, call the port.
    var named: [String]?
    var notNamed: [String]?
  }

  struct Cause: Encodable {
    var kind: String
    /// Whether flows are gained or lost for it.
    var effect: String
    var side: String
    var text: String
    var place: JSONTree.Place?
  }

  struct Verdict: Encodable {
    var question: String
    var answer: String
    var deciders: [String]
    var reason: String?
  }

  struct Acceptance: Encodable {
    var sentence: String
    var place: JSONTree.Place
    var until: String?
    var expired: Bool
  }
}
