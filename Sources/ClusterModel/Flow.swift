/// One end of a flow.
public enum Endpoint: Hashable, Sendable {
  case pod(PodID)
  /// An address outside the cluster; nodes are outside.
  case address(IPAddress)
}

/// One connection attempt: the first packet after Service translation, so `port` is the destination's own.
///
/// At least one end is a pod. Source and destination are the same entry only where that entry stands for
/// several pods: then the flow is between two of them.
public struct Flow: Hashable, Sendable {
  public var source: Endpoint
  public var destination: Endpoint
  public var family: IPFamily
  public var `protocol`: TransportProtocol
  /// 1 to 65535.
  public var port: UInt16

  public init(
    source: Endpoint, destination: Endpoint, family: IPFamily, protocol: TransportProtocol,
    port: UInt16
  ) {
    self.source = source
    self.destination = destination
    self.family = family
    self.protocol = `protocol`
    self.port = port
  }
}
