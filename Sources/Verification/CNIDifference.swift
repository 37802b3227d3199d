import ClusterModel
import Evaluation
import Intents

/// A row of semantics.md section 3 in which a CNI differs from the upstream text and that is not modelled.
struct CNIDifference: Sendable {
  let cni: CNI
  /// As in `unsupported: not yet: calico ...`.
  let summary: String
  /// Whether it could change the answer for a sentence.
  let couldTouch: @Sendable (ClaimReach) -> Bool

  static let all: [CNIDifference] = [
    CNIDifference(
      cni: .calico, summary: "a pod's way to its own node is filtered, not exempt",
      couldTouch: { reach in
        reach.mayGo(
          from: .init(there: reach.cluster.isPolicyCapable, new: { _ in true }),
          to: .init(there: { !reach.cluster.isPolicyCapable($0) }))
      }),
    CNIDifference(
      cni: .calico, summary: "a forwarded LoadBalancer or NodePort flow shows a node's address",
      couldTouch: { $0.mayEnterThroughService(from: .init(there: \.isAddress)) }),
    // Pods can go through a node's port as well as clients outside can.
    CNIDifference(
      cni: .azureNPM, summary: "LoadBalancer and NodePort flows are not filtered",
      couldTouch: {
        $0.mayEnterThroughService(from: .init(there: { _ in true }, new: { _ in true }))
      }),
    CNIDifference(
      cni: .azureNPM, summary: "IPv6 ipBlocks are not supported",
      couldTouch: { reach in
        reach.hasPeer { $0.ipBlock?.cidr.family == .ipv6 }
      }),
    CNIDifference(
      cni: .azureNPM, summary: "negative namespaceSelectors are read differently",
      couldTouch: { reach in
        reach.hasPeer { $0.namespaceSelector.map(\.isMisread) ?? false }
      }),
  ]
}

extension ClaimReach {
  /// Whether such a client may come through a Service that can hide its address.
  fileprivate func mayEnterThroughService(from clients: Ends) -> Bool {
    let exposed = Cluster(
      cluster.snapshot, assumptions: cluster.assumptions.withTranslatedAddresses)
    return mayGo(
      from: clients,
      to: .init(
        there: {
          guard case .pod(let id) = $0 else { return false }
          return exposed.translatedPorts(of: id) != nil
        },
        // A new pod can have the labels that a Service selects.
        new: { namespace in
          cluster.snapshot.services.contains {
            $0.namespace == namespace && cluster.snapshot.translates($0)
          }
        }))
  }

  /// Whether a policy that may speak for an end of the sentence has such a peer.
  fileprivate func hasPeer(_ isMeant: (NetworkPolicyPeer) -> Bool) -> Bool {
    cluster.snapshot.networkPolicies.contains { policy in
      let rules = (policy.ingress ?? []) + (policy.egress ?? [])
      return rules.contains { ($0.peers ?? []).contains(where: isMeant) }
        && touches(policy.namespace)
    }
  }
}

extension Endpoint {
  fileprivate var isAddress: Bool {
    if case .address = self { true } else { false }
  }
}

extension Cluster {
  func isPolicyCapable(_ end: Endpoint) -> Bool {
    guard case .pod(let id) = end else { return false }
    return !snapshot[id].isHostNetwork
  }
}

extension Assumptions {
  fileprivate var withTranslatedAddresses: Assumptions {
    var copy = self
    copy.clientAddress = .mayBeNode
    return copy
  }
}

extension LabelSelector {
  /// NotIn with several values, or nothing but negative requirements (semantics.md section 3, Azure NPM).
  fileprivate var isMisread: Bool {
    let isNegative = matchExpressions.allSatisfy {
      $0.operator == .notIn || $0.operator == .doesNotExist
    }
    return matchExpressions.contains { $0.operator == .notIn && $0.values.count > 1 }
      || (matchLabels.isEmpty && !matchExpressions.isEmpty && isNegative)
  }
}
