import ClusterModel
import Evaluation

/// What is left of a new pod when its labels are chosen: its address, and which port names it has.
extension WorldSearch {
  /// Settles names and addresses in every way that matters to a flow, those that suppose least first.
  func settle(
    _ pair: PlacePair, _ source: SupposedEnd, _ destination: SupposedEnd, _ family: IPFamily,
    cost: Int
  ) throws(Interruption) {
    guard let addresses = addresses(pair, source, destination, family) else { return }
    for size in 0...pair.portNames.count {
      guard isAffordable(cost + size) else { break }
      for names in try subsets(pair.portNames, size) {
        var end = destination
        end.portNames = names
        if destination.isNew {
          space.supposition.read(
            portsOf: space.supposition.newPod(.destination), as: .portOfTheFlow(Set(names)))
        }
        try settle(addresses, source, end, family, cost: cost + size)
      }
    }
  }

  private func subsets(_ names: [Symbol], _ size: Int) throws(Interruption) -> [[Symbol]] {
    if size == 0 { return [[]] }
    var subsets: [[Symbol]] = []
    for (index, name) in names.enumerated() {
      let rest = Array(names[(index + 1)...])
      try budget.spend(1)
      subsets += try self.subsets(rest, size - 1).map { [name] + $0 }
    }
    return subsets
  }

  /// Nil where there are not enough addresses for the flow to exist.
  private func addresses(
    _ pair: PlacePair, _ source: SupposedEnd, _ destination: SupposedEnd, _ family: IPFamily
  ) -> AddressChoices? {
    var free = space.supposition.base.freeAddresses(of: family)
    for case .address(let address) in [source.end, destination.end] {
      free = free.subtracting(IntervalSet(address.bits...address.bits))
    }
    let isShort =
      source.isNew && destination.isNew ? free.isEmpty || free.isSingle : free.isEmpty
    if isShort, source.isNew || destination.isNew { return nil }
    var choices = AddressChoices(free, family)
    if source.isNew { choices.add(.source, pair.blocks[.source]?[family] ?? []) }
    if destination.isNew { choices.add(.destination, pair.blocks[.destination]?[family] ?? []) }
    return choices
  }

  private func settle(
    _ choices: AddressChoices, _ source: SupposedEnd, _ destination: SupposedEnd,
    _ family: IPFamily, cost: Int
  ) throws(Interruption) {
    let supposition = space.supposition
    var found: [(pairing: AddressChoices.Pairing, ports: PortSet)] = []
    defer {
      if !choices.source.isEmpty { supposition.set(nil, of: supposition.newPod(.source)) }
      if !choices.destination.isEmpty { supposition.set(nil, of: supposition.newPod(.destination)) }
    }
    for pairing in choices.pairings {
      try budget.spend(4)
      for (role, bits) in [
        (Role.source, pairing.sourceAddress), (.destination, pairing.destinationAddress),
      ] {
        guard let bits else { continue }
        supposition.set(IPAddress(family: family, bits: bits), of: supposition.newPod(role))
      }
      found.append((pairing, flows(source.end, destination.end, family)))
    }
    let flow = Candidate(source: source, destination: destination, family: family, cost: cost)
    // An address has to be said only where not every one will do.
    offer(flow, onAllOf: found.map(\.ports))
    for (position, part) in choices.source.enumerated() {
      let rows = found.filter { $0.pairing.source == position }
      offer(flow.with(sourceAddress: part.first), onAllOf: rows.map(\.ports))
    }
    for (position, part) in choices.destination.enumerated() {
      let rows = found.filter { $0.pairing.destination == position }
      offer(flow.with(destinationAddress: part.first), onAllOf: rows.map(\.ports))
    }
    for (pairing, ports) in found {
      guard let first = pairing.sourceAddress, let second = pairing.destinationAddress else {
        continue
      }
      offer(flow.with(sourceAddress: first).with(destinationAddress: second), onAllOf: [ports])
    }
  }

  /// Offers the lowest flow that all of some port sets have.
  private func offer(_ flow: Candidate, onAllOf sets: [PortSet]) {
    guard let first = sets.first else { return }
    let ports = sets.dropFirst().reduce(first) { $0.intersection($1) }
    guard let lowest = ports.first else { return }
    guard isAffordable(flow.cost) else { return }
    let namespaces = Set([flow.source.place, flow.destination.place].compactMap(\.namespace))
    let rank = Finding.Rank(
      cost: flow.cost, newNamespaces: namespaces.count(where: space.supposition.isNew),
      distance: max(flow.source.distance, flow.destination.distance),
      protocol: lowest.protocol, port: lowest.port, family: flow.family)
    offer(Finding(rank: rank, source: flow.source, destination: flow.destination))
  }
}

/// The flows between two ends that are settled.
private struct Candidate {
  var source: SupposedEnd
  var destination: SupposedEnd
  var family: IPFamily
  var cost: Int

  func with(sourceAddress bits: UInt128) -> Candidate {
    var copy = self
    copy.source.address = IPAddress(family: family, bits: bits)
    copy.cost += 1
    return copy
  }

  func with(destinationAddress bits: UInt128) -> Candidate {
    var copy = self
    copy.destination.address = IPAddress(family: family, bits: bits)
    copy.cost += 1
    return copy
  }
}

extension SupposedEnd {
  /// How far off it is: pods before addresses, those in Internet before others.
  fileprivate var distance: Int {
    guard case .address(let address) = end else { return 0 }
    return Cluster.isSpecialPurpose(address) ? 2 : 1
  }
}
