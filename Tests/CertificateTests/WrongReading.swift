import ClusterModel
import Intents
import SymbolicEngine
import Verification

/// Mistakes that encodings of policies have been found to make, each with a manifest that it is blind to.
enum WrongReading: String, CaseIterable, Sendable {
  case emptyFromMeansNobody, endPortIsIgnored, everyNamespaceMeansTheOwn
  case unselectedPodsAreIsolated, backgroundIsContradictory, prefixIsTooLong

  /// What leaks; the sentence of ``sentence`` is refuted with it.
  var leak: String {
    if self == .unselectedPodsAreIsolated { return "" }
    let ingress =
      switch self {
      case .emptyFromMeansNobody: "[{from: [], ports: [{port: 5432}]}]"
      case .endPortIsIgnored:
        "[{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5000, endPort: 6000}]}]"
      case .everyNamespaceMeansTheOwn:
        "[{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}]}]"
      case .backgroundIsContradictory: "[{from: [{podSelector: {matchLabels: {app: web}}}]}]"
      case .prefixIsTooLong: "[{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]"
      case .unselectedPodsAreIsolated: "[]"
      }
    return """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: leak, namespace: shop}
      spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: \(ingress)}

      """
  }

  var sentence: String {
    switch self {
    case .endPortIsIgnored: "WEB cannot reach DB:5432"
    case .unselectedPodsAreIsolated: "STRANGER cannot reach WEB"
    case .prefixIsTooLong: "only API, OFFICE may reach DB"
    default: "only API may reach DB"
    }
  }

  /// What the mistaken reading takes the manifests for.
  func misread(_ snapshot: Snapshot) -> Snapshot {
    var copy = snapshot
    switch self {
    case .unselectedPodsAreIsolated:
      copy.networkPolicies += snapshot.namespaceIDs.map { namespace in
        NetworkPolicy(
          name: snapshot[namespace].name, namespace: namespace, podSelector: LabelSelector(),
          policyTypes: [.ingress], place: .nowhere)
      }
    case .backgroundIsContradictory:
      // Nothing is there at all, so that any answer is one for a cluster without the leak.
      copy.networkPolicies.removeAll { snapshot.symbols[$0.name] == "leak" }
    default:
      for index in copy.networkPolicies.indices {
        copy.networkPolicies[index].ingress = copy.networkPolicies[index].ingress?.compactMap(rule)
      }
    }
    return copy
  }

  private func rule(_ rule: NetworkPolicyRule) -> NetworkPolicyRule? {
    var copy = rule
    switch self {
    case .emptyFromMeansNobody: return (rule.peers ?? []).isEmpty ? nil : rule
    case .endPortIsIgnored:
      copy.ports = rule.ports?.map { NetworkPolicyPort(protocol: $0.protocol, port: $0.port) }
    case .everyNamespaceMeansTheOwn:
      copy.peers = rule.peers?.map { peer in
        var own = peer
        if peer.namespaceSelector == LabelSelector() { own.namespaceSelector = nil }
        return own
      }
    case .prefixIsTooLong:
      copy.peers = rule.peers?.map { peer in
        var longer = peer
        longer.ipBlock = peer.ipBlock.map { block in
          IPBlock(
            cidr: CIDR(block.cidr.address, prefixLength: block.cidr.prefixLength + 1),
            except: block.except)
        }
        return longer
      }
    case .unselectedPodsAreIsolated, .backgroundIsContradictory: break
    }
    return copy
  }

  /// An engine that reads so; where the background contradicts itself everything holds.
  func engine(
    _ snapshot: Snapshot, _ assumptions: Assumptions, _ claims: [Claim], _ coverage: [Claim],
    _ limits: Limits
  ) -> any SymbolicReading {
    if self == .backgroundIsContradictory { return ContradictoryReading() }
    return SymbolicEngine(
      snapshot: misread(snapshot), assumptions: assumptions, claims: claims, coverage: coverage,
      limits: limits)
  }
}

/// No flow satisfies anything.
private final class ContradictoryReading: SymbolicReading {
  let statistics = SolverStatistics()

  func answer(_ claim: Claim, in world: World) -> Answer { Answer(.holds) }
  func accepts(
    _ flow: Flow, supposing hypothesis: Hypothesis, asViolationOf claim: Claim
  ) -> Bool { false }
  func accepts(_ flow: Flow, asWitnessOf claim: Claim) -> Bool { false }
}
