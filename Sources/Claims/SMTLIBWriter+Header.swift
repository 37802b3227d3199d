import ClusterModel
import Compilation
import Intents

/// The comments in front: what is claimed, of what, and how to check it.
extension SMTLIBWriter {
  mutating func writeHeader() {
    for words in Header(intent).lines { comment(words) }
    line(
      "; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly \"unsat\", and exit with 0")
    line("(set-info :smt-lib-version 2.6)")
    line("(set-logic QF_BV)")
    line("(set-info :status unsat)")
    line("")
  }
}

/// What a written claim says of itself.
struct Header {
  let lines: [String]

  init(_ intent: IntentStatement) {
    var lines = ["netproof claim: \"unsat\" says that the intent holds"]
    if let id = intent.intent.id { lines.append("intent: \(id)") }
    lines.append("sentence: \(intent.intent.sentence)")
    lines.append("states: " + Self.statement(intent.intent.claim))
    lines.append("world: \(intent.world.rawValue)")
    lines.append("universe: \(Self.universe(intent.world))")
    lines.append(
      "assumptions: "
        + Self.assumptions(intent.assumptions, intent.snapshot).joined(separator: "; "))
    self.lines = lines
  }

  /// What `unsat` says: where the manifests leave a decision open, a flow is whatever hurts the claim.
  private static func statement(_ claim: Claim) -> String {
    let open =
      "whatever the manifests leave open turns out to be (addresses that nobody knows, a port name with several numbers, which "
      + "of two policies with one priority is tried first)"
    return switch claim.kind {
    case .prohibition: "no flow that the sentence prohibits may be allowed, \(open)"
    case .obligation:
      if case .someReaches = claim {
        "the flow that is asserted is one of the sentence, and it is allowed, \(open)"
      } else {
        "every flow that the sentence requires must be allowed, \(open)"
      }
    case .both:
      "no flow that the sentence prohibits may be allowed, and every flow that it requires must be, \(open)"
    case .permission: "nothing"
    }
  }

  private static func universe(_ world: World) -> String {
    let deployed = "every pod of the manifests and every address outside the cluster"
    let labels = ", with any labels where the manifests leave them open"
    return switch world {
    case .deployed: deployed
    case .open:
      deployed + labels
        + ", and one pod of the pod network that nobody has deployed, in a namespace of theirs"
    case .openCluster:
      deployed + labels
        + ", and one pod of the pod network that nobody has deployed, in any namespace"
    case .openBoth:
      deployed + labels
        + ", and two pods of the pod network that nobody has deployed, in any namespaces"
    }
  }

  private static func assumptions(_ assumed: Assumptions, _ snapshot: Snapshot) -> [String] {
    func words(_ symbols: [Symbol]) -> String {
      symbols.map { snapshot.symbols[$0] }.joined(separator: ", ")
    }
    var facts = ["cni \(assumed.cni.rawValue)"]
    if !assumed.clusterCIDRs.isEmpty {
      facts.append(
        "pod addresses lie in "
          + assumed.clusterCIDRs.map(\.description).joined(separator: ", "))
    }
    if let families = assumed.ipFamilies {
      facts.append("families " + families.map(\.word).joined(separator: ", "))
    }
    facts.append("client addresses \(assumed.clientAddress.rawValue)")
    if !assumed.fixedNamespaceLabels.isEmpty {
      facts.append("only an administrator labels namespaces \(words(assumed.fixedNamespaceLabels))")
    }
    if !assumed.fixedPodLabels.isEmpty {
      facts.append("only an administrator labels pods \(words(assumed.fixedPodLabels))")
    }
    if let baseline = assumed.newNamespacePolicies {
      facts.append("new namespaces begin with the policies of \(snapshot.symbols[baseline])")
    }
    if assumed.baselineScope == .pod {
      facts.append("a NetworkPolicy hides the Baseline tier in both directions")
    }
    return facts
  }
}
