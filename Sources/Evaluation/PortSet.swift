public import ClusterModel

/// A set of destination ports of the three protocols.
public struct PortSet: Hashable, Sendable {
  public var tcp: IntervalSet<UInt16>
  public var udp: IntervalSet<UInt16>
  public var sctp: IntervalSet<UInt16>

  public init() {
    (tcp, udp, sctp) = (IntervalSet(), IntervalSet(), IntervalSet())
  }

  public init(_ ports: IntervalSet<UInt16>, of protocol: TransportProtocol) {
    self.init()
    self[`protocol`] = ports
  }

  /// Every port of every protocol.
  public static let all: PortSet = {
    var set = PortSet()
    for proto in TransportProtocol.allCases { set[proto] = everyPort }
    return set
  }()

  /// 1 to 65535: port 0 is not a port of the API.
  public static let everyPort = IntervalSet<UInt16>(1...65535)

  public subscript(protocol: TransportProtocol) -> IntervalSet<UInt16> {
    get {
      switch `protocol` {
      case .tcp: tcp
      case .udp: udp
      case .sctp: sctp
      }
    }
    set {
      switch `protocol` {
      case .tcp: tcp = newValue
      case .udp: udp = newValue
      case .sctp: sctp = newValue
      }
    }
  }

  public var isEmpty: Bool { tcp.isEmpty && udp.isEmpty && sctp.isEmpty }

  /// The lowest port of the first protocol that has one, TCP before UDP before SCTP.
  public var first: (protocol: TransportProtocol, port: UInt16)? {
    for proto in TransportProtocol.allCases {
      if let port = self[proto].first { return (proto, port) }
    }
    return nil
  }

  public func contains(_ port: UInt16, of protocol: TransportProtocol) -> Bool {
    self[`protocol`].contains(port)
  }

  public func union(_ other: PortSet) -> PortSet { combined(with: other) { $0.union($1) } }

  public func intersection(_ other: PortSet) -> PortSet {
    combined(with: other) { $0.intersection($1) }
  }

  public func subtracting(_ other: PortSet) -> PortSet {
    combined(with: other) { $0.subtracting($1) }
  }

  private func combined(
    with other: PortSet,
    _ operation: (IntervalSet<UInt16>, IntervalSet<UInt16>) -> IntervalSet<UInt16>
  ) -> PortSet {
    var result = PortSet()
    result.tcp = operation(tcp, other.tcp)
    result.udp = operation(udp, other.udp)
    result.sctp = operation(sctp, other.sctp)
    return result
  }
}
