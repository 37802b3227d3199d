import ClusterModel
import Evaluation
import Intents
import Samples

extension Sample {
  /// The decision on a flow between two pods or addresses; `to` carries the port as in `10.0.0.1` or a pod, TCP by default.
  func decision(
    _ source: Endpoint, to destination: Endpoint, _ port: UInt16 = 80,
    _ proto: TransportProtocol = .tcp, assuming assumptions: Assumptions = ipv4
  ) -> Decision {
    let cluster = Cluster(snapshot, assumptions: assumptions)
    var family = IPFamily.ipv4
    for case .address(let address) in [source, destination] { family = address.family }
    let flow = Flow(
      source: source, destination: destination, family: family, protocol: proto, port: port)
    precondition(cluster.exists(flow), "there is no such flow")
    return cluster.decision(for: flow)
  }

  func allows(
    _ source: PodID, to destination: PodID, _ port: UInt16 = 80, _ proto: TransportProtocol = .tcp
  ) -> Bool {
    decision(.pod(source), to: .pod(destination), port, proto).isCertain
  }

  /// Those of the sample's addresses that a new pod can have.
  static func freeAddresses(of cluster: Cluster) -> [IPAddress] {
    addresses.filter {
      cluster.families.contains($0.family)
        && cluster.freeAddresses(of: $0.family).contains($0.bits)
    }
  }

  /// Only IPv4, addresses anywhere.
  static let ipv4 = Assumptions(ipFamilies: [.ipv4])
}

func address(_ text: String) -> Endpoint {
  guard let address = IPAddress(text) else { preconditionFailure("`\(text)` is no address") }
  return .address(address)
}
