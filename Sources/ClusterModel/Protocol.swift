/// The protocols a NetworkPolicy can speak of (`core/v1.Protocol`).
public enum TransportProtocol: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case tcp, udp, sctp

  public var name: String {
    switch self {
    case .tcp: "TCP"
    case .udp: "UDP"
    case .sctp: "SCTP"
    }
  }

  public static func < (left: TransportProtocol, right: TransportProtocol) -> Bool {
    left.rawValue < right.rawValue
  }
}
