import ClusterModel
import Intents

extension Snapshot {
  /// The manifests with a change made.
  func applying(_ change: Change) -> Snapshot {
    var result = self
    switch change {
    case .labelPods(let workload, let pair):
      result.forEachPod(of: workload) { $0.labels[pair.key] = pair.value }
    case .unlabelPods(let workload, let key):
      result.forEachPod(of: workload) { $0.labels[key] = nil }
    case .labelNamespace(let id, let pair):
      result.namespaces[Int(id.rawValue)].labels[pair.key] = pair.value
    case .unlabelNamespace(let id, let key):
      result.namespaces[Int(id.rawValue)].labels[key] = nil
    case .addPorts(let ground, let ports):
      result.edit(ground) { $0.ports = ($0.ports ?? []) + ports }
    case .removePorts(let ground): result.edit(ground) { $0.ports = nil }
    case .replacePort(let ground, let index, let port):
      result.edit(ground) { $0.ports?[index] = port }
    case .removePort(let ground, let index):
      result.edit(ground) { $0.ports?.remove(at: index) }
    case .addPeers(let ground, let peers):
      result.edit(ground) { $0.peers = ($0.peers ?? []) + peers }
    case .removePeer(let ground, let index):
      result.edit(ground) { $0.peers?.remove(at: index) }
    // The first stands before the second.
    case .joinPeers(let ground, let first, let second):
      result.edit(ground) { rule in
        var peers = rule.peers ?? []
        var joined = peers[first]
        joined.podSelector = joined.podSelector ?? peers[second].podSelector
        joined.namespaceSelector = joined.namespaceSelector ?? peers[second].namespaceSelector
        peers[first] = joined
        peers.remove(at: second)
        rule.peers = peers
      }
    case .addRule(let id, let direction, let peers, let ports):
      let rule = NetworkPolicyRule(peers: peers, ports: ports, place: self[id].place)
      result.edit(id, direction) { $0.append(rule) }
    case .removeRule(let ground):
      guard let index = ground.rule else { break }
      switch ground.policy {
      case .networkPolicy(let id): result.edit(id, ground.direction) { $0.remove(at: index) }
      case .clusterNetworkPolicy(let id):
        result.edit(id, ground.direction) { $0.remove(at: index) }
      }
    case .changeAction(let ground, let action):
      guard let index = ground.rule, case .clusterNetworkPolicy(let id) = ground.policy else {
        break
      }
      result.edit(id, ground.direction) { $0[index].action = action }
    case .addType(let id, let direction):
      result.networkPolicies[Int(id.rawValue)].policyTypes =
        (self[id].policyTypes ?? [.ingress]) + [direction]
    case .removeType(let id, let direction):
      result.networkPolicies[Int(id.rawValue)].policyTypes?.removeAll { $0 == direction }
    case .addPolicy(let policy): result.networkPolicies.append(policy)
    }
    return result
  }

  private mutating func forEachPod(of workload: WorkloadID, _ body: (inout Pod) -> Void) {
    for index in pods.indices where pods[index].workload == workload { body(&pods[index]) }
  }

  private mutating func edit(_ ground: Ground, _ body: (inout NetworkPolicyRule) -> Void) {
    guard let index = ground.rule, let id = ground.networkPolicy else { return }
    edit(id, ground.direction) { body(&$0[index]) }
  }

  private mutating func edit(
    _ id: NetworkPolicyID, _ direction: Direction, _ body: (inout [NetworkPolicyRule]) -> Void
  ) {
    let index = Int(id.rawValue)
    var rules =
      (direction == .ingress
        ? networkPolicies[index].ingress : networkPolicies[index].egress) ?? []
    body(&rules)
    switch direction {
    case .ingress: networkPolicies[index].ingress = rules
    case .egress: networkPolicies[index].egress = rules
    }
  }

  private mutating func edit(
    _ id: ClusterNetworkPolicyID, _ direction: Direction,
    _ body: (inout [ClusterNetworkPolicyRule]) -> Void
  ) {
    let index = Int(id.rawValue)
    var rules = clusterNetworkPolicies[index].rules(direction)
    body(&rules)
    switch direction {
    case .ingress: clusterNetworkPolicies[index].ingress = rules
    case .egress: clusterNetworkPolicies[index].egress = rules
    }
  }
}

extension ClusterNetworkPolicy {
  func rules(_ direction: Direction) -> [ClusterNetworkPolicyRule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}
