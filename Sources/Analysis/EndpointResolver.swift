import ClusterModel
public import Evaluation
public import Intents

/// Finds the pods and addresses that a term on the command line stands for.
public struct EndpointResolver {
  let cluster: Cluster
  let names: WorkloadNames

  public init(_ cluster: Cluster) {
    self.cluster = cluster
    names = WorkloadNames(cluster)
  }

  private var symbols: SymbolTable { cluster.snapshot.symbols }

  /// - Throws: why the term stands for nothing, for too much, or has a port that is none.
  public func resolve(_ term: EndpointTerm) throws(EndpointError) -> EndpointSelection {
    var selection: EndpointSelection
    switch term.form {
    case .name(let parts, let namespace):
      selection = try names.selection(parts, namespace: namespace, text: term.text)
    case .address(let address): selection = try self.selection(of: address)
    case .group(let group): selection = self.selection(of: group, text: term.text)
    }
    if selection.isEmpty { throw .nobody(term.text) }
    selection.ports = term.ports
    try checkPorts(of: selection)
    return selection
  }

  /// As `resolve`, for a source: it has no ports.
  public func resolveSource(_ term: EndpointTerm) throws(EndpointError) -> EndpointSelection {
    if case .list = term.ports {
      throw .portsOnSource("\(term.text):\(term.ports.text(symbols: symbols))")
    }
    return try resolve(term)
  }

  private func selection(of address: IPAddress) throws(EndpointError) -> EndpointSelection {
    let owners = cluster.pods.filter {
      !cluster.snapshot[$0].isHostNetwork && cluster.snapshot[$0].addresses.contains(address)
    }
    if !owners.isEmpty {
      return EndpointSelection(text: address.description, pods: owners, isSingle: true)
    }
    guard cluster.externalAddresses(of: address.family).contains(address.bits) else {
      let isInside = cluster.assumptions.clusterCIDRs.contains { $0.contains(address) }
      throw isInside ? .unknownPodAddress(address) : .nobody(address.description)
    }
    return EndpointSelection(
      text: address.description,
      addresses: [address.family: IntervalSet(address.bits...address.bits)], isSingle: true)
  }

  private func selection(of term: Group.Term, text: String) -> EndpointSelection {
    let group = Group(name: text, term: term)
    var addresses: [IPFamily: IntervalSet<UInt128>] = [:]
    for family in cluster.families {
      addresses[family] = cluster.addresses(of: family, in: group)
    }
    return EndpointSelection(
      text: text, pods: cluster.pods.filter { cluster.contains(.pod($0), in: group) },
      addresses: addresses)
  }

  /// A name that no destination gives to a port would make the question one about nothing.
  private func checkPorts(of selection: EndpointSelection) throws(EndpointError) {
    guard case .list(let terms) = selection.ports else { return }
    for term in terms {
      guard case .name(let name) = term.selection else { continue }
      if selection.pods.isEmpty {
        throw .namedPortOutside(symbols[name], of: selection.text)
      }
      if selection.pods.contains(where: { cluster.has(term, at: $0) }) { continue }
      let known = Set(
        selection.pods.flatMap { cluster.snapshot[$0].containerPorts }
          .compactMap { $0.name.map { symbols[$0] } }
      ).sorted()
      throw .unknownPort(
        symbols[name], of: selection.text,
        meant: Suggestions(names, cluster.snapshot).port(like: symbols[name], among: known))
    }
  }
}
