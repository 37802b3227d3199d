import ClusterModel
public import Intents

extension Cluster {
  /// Whether some flows of `boxes` are between a pod and the machine on which it is known to run, by an address that a group
  /// gives and a Node object has.
  ///
  /// These reach each other whatever the policies say (semantics.md 1.2, C-44, C-47), while an address outside is decided as
  /// that of any client (ADR 004): what is said of the address would not be true of the machine.
  public func nameOwnNodes(_ boxes: [Box<Group>]) -> Bool {
    guard assumptions.cni != .none, !snapshot.nodes.isEmpty else { return false }
    var pods: [Symbol: [PodID]] = [:]
    for id in self.pods where snapshot[id].isPolicyCapable {
      if let node = snapshot[id].nodeName { pods[node, default: []].append(id) }
    }
    return snapshot.nodes.contains { node in
      guard let own = pods[node.name] else { return false }
      func isNode(_ side: Box<Group>.Side) -> Bool { node.addresses.contains(where: side.names) }
      func isOwn(_ side: Box<Group>.Side) -> Bool {
        own.contains { side.contains(.pod($0), self) }
      }
      return boxes.contains { box in
        (isNode(box.source) && isOwn(box.destination))
          || (assumptions.cni != .cilium && isNode(box.destination) && isOwn(box.source))
      }
    }
  }
}

extension Box<Group>.Side {
  /// Whether a range of addresses that the side is made of has `address`.
  fileprivate func names(_ address: IPAddress) -> Bool {
    guard case .oneOf(let groups) = self else { return false }
    return groups.contains { $0.names(address) }
  }
}

extension Group {
  fileprivate func names(_ address: IPAddress) -> Bool {
    switch term {
    case .addresses(let cidr, let except):
      cidr.contains(address) && !except.contains { $0.contains(address) }
    case .anyOf(let members): members.contains { $0.names(address) }
    case .pods, .internet, .external, .anyone: false
    }
  }
}
