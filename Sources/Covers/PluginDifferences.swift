import ClusterModel
import Evaluation
import Intents

/// What plugins do otherwise than the API says, and nobody here models (semantics.md section 3): where a flow in scope could meet it,
/// there is no certificate.
extension Argument {
  /// In words; nil where nothing of it could touch the scope.
  var difference: String? {
    switch space.cluster.assumptions.cni {
    case .upstream, .cilium, .none: return nil
    case .calico, .azureNPM: break
    }
    let exposed = self.exposed
    func entered(_ end: End) -> Bool { isEntered(end, exposed) }
    switch space.cluster.assumptions.cni {
    case .upstream, .cilium, .none: return nil
    case .calico:
      if mayGo(from: space.isSelectable, to: { !space.isSelectable($0) }) {
        return "a pod's way to its own node is filtered, not exempt"
      }
      if mayGo(from: { $0.isOutside }, to: entered) {
        return "a forwarded LoadBalancer or NodePort flow shows a node's address"
      }
    case .azureNPM:
      if mayGo(from: { _ in true }, to: entered) {
        return "LoadBalancer and NodePort flows are not filtered"
      }
      if hasPeer({ $0.ipBlock?.cidr.family == .ipv6 }) { return "IPv6 ipBlocks are not supported" }
      if hasPeer({ $0.namespaceSelector.map(Self.isMisread) ?? false }) {
        return "negative namespaceSelectors are read differently"
      }
    }
    return nil
  }

  /// Whether a flow in scope may be one of a pod to its own node on which egress rules of cluster-scoped policies bear: that nodes
  /// are exempt is said of NetworkPolicy alone (semantics.md 1.2).
  var mayFilterOwnNodes: Bool {
    let (cluster, snapshot) = (space.cluster, space.snapshot)
    let hasPeer = snapshot.clusterNetworkPolicies.lazy.flatMap { $0.egress ?? [] }
      .flatMap(\.peers).contains {
        switch $0.term {
        case .networks, .nodes, .domainNames: true
        case .namespaces, .pods: false
        }
      }
    guard hasPeer, cluster.assumptions.cni != .none, cluster.assumptions.cni != .cilium else {
      return false
    }
    let nodes = Set(
      cluster.pods.filter { !snapshot[$0].isHostNetwork }.compactMap { snapshot[$0].nodeName })
    return mayGo(
      from: { end in if case .newPod = end { false } else { space.isSelectable(end) } },
      to: { end in
        guard case .pod(let id) = end, snapshot[id].isHostNetwork else { return false }
        return snapshot[id].nodeName.map(nodes.contains) ?? false
      })
  }

  /// Whether one side of the scope may have one of some ends, and the other one of others. Each side is looked at by itself, as what
  /// verdicts are refused for is.
  private func mayGo(from isSource: (End) -> Bool, to isDestination: (End) -> Bool) -> Bool {
    let sources = space.ends.indices.filter { isSource(space.ends[$0]) }
    let destinations = space.ends.indices.filter { isDestination(space.ends[$0]) }
    return scope.contains { box in
      sources.contains { mayBe($0, .source, box.source) }
        && destinations.contains { mayBe($0, .destination, box.destination) }
    }
  }

  private func mayBe(_ end: Int, _ role: Role, _ side: Box<Group>.Side) -> Bool {
    var region = space.everything
    region[role].ends = [end]
    let reading = Reading(space, region)
    switch side {
    case .anyone: return true
    case .oneOf(let groups): return reading.isMember(end, role, of: groups) != .no
    case .noneOf(let groups):
      switch space.ends[end] {
      case .pod, .outside: return reading.isMember(end, role, of: groups) != .yes
      case .newPod, .anyPod: return true
      }
    }
  }

  /// The cluster without any assumption that addresses of clients survive: ports of nodes hide them as Services do.
  private var exposed: Cluster {
    var assumptions = space.cluster.assumptions
    assumptions.clientAddress = .mayBeNode
    return Cluster(space.snapshot, assumptions: assumptions)
  }

  /// Whether flows come to an end through a Service, or a port of its node, that can hide where they come from.
  private func isEntered(_ end: End, _ exposed: Cluster) -> Bool {
    switch end {
    case .outside, .newPod(.new), .anyPod(.new): return false
    case .pod(let id): return exposed.translatedPorts(of: id) != nil
    // One that comes can have the labels that a Service selects.
    case .newPod(.namespace(let id)): return hasService(id)
    case .anyPod(.namespace(let id)):
      return hasService(id)
        || space.cluster.pods.contains {
          space.snapshot[$0].namespace == id && exposed.translatedPorts(of: $0) != nil
        }
    }
  }

  private func hasService(_ namespace: NamespaceID) -> Bool {
    space.snapshot.services.contains {
      $0.namespace == namespace && space.snapshot.translates($0)
    }
  }

  /// Whether a policy that bears on an end of the scope has such a peer.
  private func hasPeer(_ isMeant: (NetworkPolicyPeer) -> Bool) -> Bool {
    space.snapshot.networkPolicies.contains { policy in
      ((policy.ingress ?? []) + (policy.egress ?? [])).contains {
        ($0.peers ?? []).contains(where: isMeant)
      } && touches(policy.namespace)
    }
  }

  /// NotIn of several values, or nothing but negative requirements.
  private static func isMisread(_ selector: LabelSelector) -> Bool {
    let requirements = selector.matchExpressions
    if requirements.contains(where: { $0.operator == .notIn && $0.values.count > 1 }) {
      return true
    }
    return selector.matchLabels.isEmpty && !requirements.isEmpty
      && requirements.allSatisfy { $0.operator == .notIn || $0.operator == .doesNotExist }
  }
}

extension End {
  fileprivate var isOutside: Bool { if case .outside = self { true } else { false } }
}

extension Space {
  /// Whether policies can select an end.
  fileprivate func isSelectable(_ end: End) -> Bool {
    switch end {
    case .outside: false
    case .pod(let id): !snapshot[id].isHostNetwork
    case .newPod, .anyPod: true
    }
  }
}
