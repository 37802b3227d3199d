public import ClusterModel
public import Intents

extension Cluster {
  /// Whether `end` is one of `group`.
  ///
  /// - Parameter end: a pod that exists, or an external address.
  public func contains(_ end: Endpoint, in group: Group) -> Bool {
    switch (group.term, end) {
    case (.anyone, _): true
    case (.anyOf(let members), _): members.contains { contains(end, in: $0) }
    case (.pods(let namespaces, let selector, let account), .pod(let id)):
      isMember(snapshot[id], namespaces, selector, account)
    case (.external, .address): true
    case (.internet, .address(let address)): !Self.isSpecialPurpose(address)
    case (.addresses(let cidr, let except), .address(let address)):
      cidr.contains(address) && !except.contains { $0.contains(address) }
    case (.pods, .address), (.external, .pod), (.internet, .pod), (.addresses, .pod): false
    }
  }

  private func isMember(
    _ pod: Pod, _ namespaces: NamespaceTerm, _ selector: LabelSelector?, _ account: Symbol?
  ) -> Bool {
    guard selector?.selects(pod.labels) ?? true else { return false }
    if let account, account != pod.serviceAccount ?? universe.defaultServiceAccount { return false }
    return switch namespaces {
    case .any: true
    case .names(let names): names.contains(snapshot[pod.namespace].name)
    case .matching(let selector): selector.selects(labels(of: pod.namespace))
    }
  }

  /// Addresses that `external` has and `Internet` has not (intents.md, "Addresses").
  public static func isSpecialPurpose(_ address: IPAddress) -> Bool {
    specialPurpose.contains { $0.contains(address) }
  }

  /// The ranges that are not publicly routed.
  public static let specialPurpose: [CIDR] = {
    let ipv4: [(UInt128, Int)] = [
      (0x0000_0000, 8), (0x0a00_0000, 8), (0x6440_0000, 10), (0x7f00_0000, 8), (0xa9fe_0000, 16),
      (0xac10_0000, 12), (0xc0a8_0000, 16), (0xe000_0000, 4), (0xf000_0000, 4),
    ]
    let ipv6: [(UInt128, Int)] = [
      (0, 128), (1, 128), (0xfc00 << 112, 7), (0xfe80 << 112, 10), (0xff00 << 112, 8),
    ]
    return ipv4.map { CIDR(IPAddress(family: .ipv4, bits: $0.0), prefixLength: $0.1) }
      + ipv6.map { CIDR(IPAddress(family: .ipv6, bits: $0.0), prefixLength: $0.1) }
  }()
}
