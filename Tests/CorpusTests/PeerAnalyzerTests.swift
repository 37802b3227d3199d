import Analysis
import ClusterModel
import Evaluation
import Intents
import Readers
import Testing

/// Our listing against the connectivity that np-guard/netpol-analyzer prints: what must be allowed is what it says,
/// on every pair and port, both sides split to pods and to the common refinement of address ranges.
///
/// The peer knows IPv4 alone, leaves out flows inside a workload, and says with `{ingress-controller}` what a new pod somewhere could
/// reach, which is a question of wider worlds.
@Suite(.enabled(if: Corpus.isPresent)) struct PeerAnalyzerTests {
  @Test(arguments: PeerAnalyzerCase.all)
  func certainConnectivityIsThePeers(peer: PeerAnalyzerCase) throws {
    let reading = try peer.read()
    let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.message)
    try #require(errors.isEmpty, "\(errors.prefix(3))")
    #expect(reading.snapshot.unmodelledObjects.isEmpty)
    var assumptions = Assumptions()
    assumptions.ipFamilies = [.ipv4]
    let differences = try PeerComparison(
      peer, Cluster(reading.snapshot, assumptions: assumptions)
    ).differences
    guard let known = KnownDifference.all[peer.name] else {
      #expect(differences.isEmpty, "\(differences.prefix(5))")
      return
    }
    #expect(!differences.isEmpty, "\(peer.name) does not differ any more")
    let asThePeer = Cluster(known.applied(to: reading.snapshot), assumptions: assumptions)
    let others = try PeerComparison(peer, asThePeer).differences
    #expect(others.isEmpty, "\(others.prefix(5))")
  }

  /// What is refused is what the list says, for the reason that it says, and nothing else is.
  @Test(arguments: PeerAnalyzerCase.all)
  func whatIsRefusedIsWritten(peer: PeerAnalyzerCase) throws {
    let errors = try peer.readAsWritten().diagnostics.filter { $0.severity == .error }
    guard let refusal = RefusedFolder.all[peer.name] else {
      #expect(errors.isEmpty, "\(errors.map(\.message).prefix(3))")
      return
    }
    #expect(!errors.isEmpty, "\(peer.name) is not refused any more")
    for error in errors {
      let isKnown = refusal.diagnoses.contains {
        error.path.hasSuffix($0.field) && error.message.contains($0.message)
      }
      #expect(isKnown, "\(error.path): \(error.message)")
    }
  }

  @Test func everyCaseIsThere() {
    #expect(PeerAnalyzerCase.all.count == 44 || !Corpus.isPresent)
    for name in Array(KnownDifference.all.keys) + RefusedFolder.all.keys where Corpus.isPresent {
      #expect(PeerAnalyzerCase.all.contains { $0.name == name })
    }
  }
}

/// A difference that stays, with the rows of the semantics that prove us right. Read as the peer reads it, the case must not differ
/// in anything else.
enum KnownDifference {
  /// C-41, C-42: a hostNetwork pod is its node, which no policy selects as target or as peer. The peer takes it for any pod.
  case hostNetwork
  /// C-55: a pod whose address is not known may be in any range. The peer takes it to be in none, so that a rule for ranges never speaks of pods.
  case unknownAddresses
  /// Nodes are not in the input: an address outside, and a pod of unknown address, may be a node's. The peer drops `nodes`, with a
  /// warning.
  case nodes

  static let all: [String: KnownDifference] = [
    "anp_and_banp_using_networks_test": .unknownAddresses,
    "anp_and_banp_using_networks_and_nodes_test": .nodes,
    "ipblockstest_3": .hostNetwork,
    "ipblockstest_4": .hostNetwork,
    "multiple_topology_resources_2": .hostNetwork,
    "semanticDiff-same-topologies-new2": .hostNetwork,
    "semanticDiff-same-topologies-old1": .hostNetwork,
  ]

  /// The snapshot in which the peer's reading is right.
  func applied(to snapshot: Snapshot) -> Snapshot {
    var snapshot = snapshot
    switch self {
    case .hostNetwork:
      for index in snapshot.pods.indices { snapshot.pods[index].isHostNetwork = false }
    case .unknownAddresses:
      // In no range that a rule names.
      for index in snapshot.pods.indices where snapshot.pods[index].addresses.isEmpty {
        let bits = 0xF000_0000 + UInt128(index)
        snapshot.pods[index].addresses = [IPAddress(family: .ipv4, bits: bits)]
      }
    case .nodes:
      for index in snapshot.clusterNetworkPolicies.indices {
        snapshot.clusterNetworkPolicies[index].dropNodes()
      }
      return KnownDifference.unknownAddresses.applied(to: snapshot)
    }
    return snapshot
  }
}

extension ClusterNetworkPolicy {
  fileprivate mutating func dropNodes() {
    egress = egress?.compactMap { rule in
      var rule = rule
      rule.peers.removeAll { if case .nodes = $0.term { true } else { false } }
      return rule.peers.isEmpty ? nil : rule
    }
  }
}
