public import ClusterModel
public import Evaluation

/// The flows from some ends to some others, on some ports.
public struct FlowRegion: Hashable, Sendable {
  public var sources: EndSet
  public var destinations: EndSet
  public var families: [IPFamily]
  public var ports: PortSet
}

extension FlowGroup {
  public var region: FlowRegion {
    FlowRegion(
      sources: sources, destinations: destinations, families: families, ports: ports)
  }
}

extension FlowRegion {
  /// The ends of which policies of a direction speak, and those that are the peers.
  func subjects(_ direction: Direction) -> EndSet {
    direction == .ingress ? destinations : sources
  }

  func peers(_ direction: Direction) -> EndSet {
    direction == .ingress ? sources : destinations
  }
}

extension EndSet {
  /// The pods; nil for addresses.
  public var pods: [PodID]? {
    if case .pods(let pods) = self { pods } else { nil }
  }

  var addresses: AddressSet? {
    if case .addresses(let set) = self { set } else { nil }
  }
}
