public import ClusterModel

extension Sample {
  /// Addresses of every part that the random samples' ranges cut the address space into.
  public static let addresses: [IPAddress] = [
    "8.8.8.8", "10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.9",
    "10.0.1.0", "10.1.0.0", "192.168.1.1", "203.0.113.9", "198.51.100.7", "2001:db8::1", "::1",
    "fd00::1", "fd00::9", "fd00:0:0:1::", "fd01::", "fc00::1",
  ].compactMap { IPAddress($0) }

  /// Ports on both sides of every number that the random samples mention.
  static let ports: [UInt16] = [1, 53, 80, 81, 8080, 8081, 9000, 65535]

  /// Candidates for flows between all ends, whether or not there can be such a flow.
  public var candidateFlows: [Flow] { Self.candidateFlows(of: snapshot) }

  public static func candidateFlows(of snapshot: Snapshot) -> [Flow] {
    let ends =
      snapshot.podIDs.map(Endpoint.pod)
      + (addresses + snapshot.nodes.flatMap(\.addresses).filter { !addresses.contains($0) })
      .map(Endpoint.address)
    var flows: [Flow] = []
    for source in ends {
      for destination in ends {
        if case (.address, .address) = (source, destination) { continue }
        for family in IPFamily.allCases {
          for proto in TransportProtocol.allCases {
            for port in ports {
              flows.append(
                Flow(
                  source: source, destination: destination, family: family, protocol: proto,
                  port: port))
            }
          }
        }
      }
    }
    return flows
  }
}
