import ClusterModel
import Intents
import Verification

extension Wording {
  /// What verdicts take for granted, as clauses of one sentence.
  func facts(_ assumed: Assumed) -> [String] {
    assumed.facts.map(fact)
  }

  func fact(_ fact: Assumed.Fact) -> String {
    switch fact {
    case .enforcement(.none): return "nothing enforces policies (cni: none)"
    case .enforcement(let cni): return "the CNI enforces NetworkPolicy (\(cni.rawValue))"
    case .clusterPolicies(let kinds):
      return "it enforces \(list(kinds.map(\.word))) as well"
    case .domainNames(let names):
      return "domain names may stand for any address (\(list(names.map { text($0) })))"
    case .baselineScope(.direction):
      return "a NetworkPolicy hides Baseline rules of its own directions only"
    case .baselineScope(.pod):
      return "any NetworkPolicy hides Baseline rules of both directions (baselineScope: pod)"
    case .podAddresses(_, let ranges) where ranges.isEmpty:
      return "pod addresses unknown, anywhere"
    case .podAddresses(_, let ranges):
      return "pod addresses unknown, inside \(ranges.map(\.description).joined(separator: ", "))"
    case .ownNodes(bothWays: true): return "nodes and their own pods reach each other"
    case .ownNodes(bothWays: false): return "nodes reach their own pods"
    case .hostNetwork(let pods):
      return
        "no policy selects hostNetwork pods (\(list(pods.map { name($0) }))): they count as their nodes"
    case .undeclaredNamespaces(let namespaces):
      let names = list(namespaces.map { text(snapshot[$0].name) })
      return "undeclared namespaces have no label but their name today (\(names))"
    case .fixedLabels(let namespaces, let pods):
      let keys =
        namespaces.map { "\(text($0)) of namespaces" } + pods.map { "\(text($0)) of pods" }
      return "only an administrator sets the labels \(list(keys, limit: 6))"
    case .newNamespaces(let baseline):
      return "new namespaces begin with the policies of \(text(baseline))"
    case .clientAddresses(let services, let hostPorts):
      let paths =
        services.map { "Service " + $0.escapingControls }
        + hostPorts.map { "hostPort of " + name($0) }
      return "client addresses survive to the pod (\(list(paths)))"
    case .outsideIsNoNode:
      return "addresses outside are no nodes', which Cilium's ipBlocks never match"
    case .bothFamilies: return "IPv4 and IPv6 both exist"
    }
  }
}
