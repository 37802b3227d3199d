public import ClusterModel
public import Formula
import Intents

/// Flows of the manifests as assignments of the variables, and back.
extension SymbolicReading {
  /// The assignment that describes `flow`; nil where the run has no such flow.
  public func assignment(of flow: Flow) -> [Int32]? {
    guard flow.port > 0, let family = universe.families.firstIndex(of: flow.family),
      let from = row(of: flow.source, flow.family), let to = row(of: flow.destination, flow.family)
    else { return nil }
    switch (flow.source, flow.destination) {
    case (.address, .address): return nil
    case (.pod(let source), .pod(let destination)) where source == destination:
      // Two pods of one template; a single pod's flow to itself is none (C-37).
      guard snapshot[source].population == .replicas else { return nil }
    default: break
    }
    var values = assignment(of: flow, family: family, from: from, to: to)
    if case (.pod(let source), .pod(let destination)) = (flow.source, flow.destination),
      isOnOneNode(snapshot[source], snapshot[destination])
    {
      values[Int(variables.oneNode.index)] = universe.hasSharedNode ? 1 : 0
    }
    return values
  }

  /// The assignment in which the ends have these rows, on two nodes.
  func assignment(of flow: Flow, family: Int, from: [Int32], to: [Int32]) -> [Int32] {
    var values = [Int32](repeating: 0, count: formulas.variableCount)
    values[Int(variables.family.index)] = Int32(family)
    values[Int(variables.protocol.index)] = Int32(flow.protocol.rawValue)
    values[Int(variables.port.index)] = Int32(flow.port)
    for (variable, value) in zip(source.columns, from) { values[Int(variable.index)] = value }
    for (variable, value) in zip(destination.columns, to) { values[Int(variable.index)] = value }
    return values
  }

  /// The row of an end that exists and has an address of `family`.
  func row(of endpoint: Endpoint, _ family: IPFamily) -> [Int32]? {
    switch endpoint {
    case .pod(let id):
      guard snapshot.pods.indices.contains(Int(id.rawValue)) else { return nil }
      let pod = snapshot[id]
      let hasFamily =
        pod.addresses.isEmpty || pod.addresses.contains { $0.family == family }
      guard pod.phase != .succeeded, pod.phase != .failed, hasFamily else { return nil }
      return schema.row(of: pod)
    case .address(let address):
      guard address.family == family, isExternal(address) else { return nil }
      return schema.row(of: address)
    }
  }

  func isExternal(_ address: IPAddress) -> Bool {
    guard let index = universe.families.firstIndex(of: address.family) else { return false }
    return !assumptions.clusterCIDRs.contains { $0.contains(address) }
      && !universe.podAddresses[index].contains(address.bits)
  }

  /// The flow that an assignment satisfying `flows` describes: of equal pods those listed first, of equal
  /// addresses the smallest. Nil for any other assignment.
  public func flow(of valuation: Valuation) -> Flow? {
    let index = valuation[variables.family]
    let port = valuation[variables.port]
    guard universe.families.indices.contains(index), let port = UInt16(exactly: port),
      let `protocol` = TransportProtocol(rawValue: UInt8(clamping: valuation[variables.protocol]))
    else { return nil }
    let family = universe.families[index]
    let origins = endpoints(of: source, sources, family: index, valuation)
    let goals = endpoints(of: destination, destinations, family: index, valuation)
    let isOnOneNode = valuation[variables.oneNode] != 0
    for origin in origins {
      for goal in goals {
        if case (.pod(let source), .pod(let destination)) = (origin, goal),
          self.isOnOneNode(snapshot[source], snapshot[destination]) != isOnOneNode
        {
          continue
        }
        let flow = Flow(
          source: origin, destination: goal, family: family, protocol: `protocol`, port: port)
        if assignment(of: flow) != nil { return flow }
      }
    }
    return nil
  }

  /// The ends that an assignment may stand for.
  private func endpoints(
    of end: EndVariables, _ classes: PodClasses, family: Int, _ valuation: Valuation
  ) -> [Endpoint] {
    if valuation[end.namespace] == 0 {
      let space = addressSpaces[family]
      let atom =
        valuation[end.addresses[end.addresses.startIndex + family]] - EndSchema.firstAtom
      guard space.firstExternal.indices.contains(atom), let bits = space.firstExternal[atom]
      else { return [] }
      return [.address(IPAddress(family: space.family, bits: bits))]
    }
    let index = classes.firstIndex(of: end.columns.map { Int32(valuation[$0]) })
    return index.map { classes.classes[$0].pods.map { .pod($0) } } ?? []
  }

  /// Takes another family; new pods get some address of it.
  private func change(_ values: inout [Int32], to family: Int) {
    values[Int(variables.family.index)] = Int32(family)
    for end in [source, destination] {
      guard let isNew = end.isNew, values[Int(isNew.index)] == 1 else { continue }
      for address in end.addresses { values[Int(address.index)] = 0 }
      let free = addressSpaces[family].freeForPods.firstIndex { !$0.isEmpty }
      values[Int(end.address(family).index)] = Int32(free.map { EndSchema.firstAtom + $0 } ?? 0)
    }
  }

  /// Assignments that differ from `values` in the address of a new end, the smallest first.
  public func podAddressVariants(of values: [Int32], atDestination: Bool) -> [[Int32]] {
    let family = Int(values[Int(variables.family.index)])
    let address = (atDestination ? destination : source).address(family)
    let free = addressSpaces[family].freeForPods
    return free.indices.filter { !free[$0].isEmpty }.map { atom in
      var variant = values
      variant[Int(address.index)] = Int32(EndSchema.firstAtom + atom)
      return variant
    }
  }

  /// Assignments that differ from `values` in port and protocol, the lowest first: the truth of a formula changes at
  /// its cuts only, so these are enough.
  public func portVariants(of values: [Int32]) -> [[Int32]] {
    formulas.cuts(of: variables.port).flatMap { number in
      TransportProtocol.allCases.map { `protocol` in
        var variant = values
        variant[Int(variables.port.index)] = Int32(number)
        variant[Int(variables.protocol.index)] = Int32(`protocol`.rawValue)
        return variant
      }
    }
  }

  /// Assignments that differ from `values` in the family and in the address of an end outside the cluster: IPv4
  /// before IPv6, publicly routed addresses before others, small ones before large ones.
  public func addressVariants(of values: [Int32]) -> [[Int32]] {
    let outside = [source, destination].filter { values[Int($0.namespace.index)] == 0 }
    return universe.families.indices.flatMap { family in
      var variant = values
      if Int(values[Int(variables.family.index)]) != family { change(&variant, to: family) }
      guard let end = outside.first else { return [variant] }
      for address in end.addresses { variant[Int(address.index)] = 0 }
      let variable = end.addresses[end.addresses.startIndex + family]
      return addressSpaces[family].publicFirst.map { atom in
        variant[Int(variable.index)] = Int32(EndSchema.firstAtom + atom)
        return variant
      }
    }
  }
}
