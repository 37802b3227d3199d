import ClusterModel
import Evaluation
import Intents

extension Reading {
  // MARK: Ports

  func isTransport(_ transport: TransportProtocol) -> Ternary {
    guard region.transports.contains(transport) else { return .no }
    return region.transports.count == 1 ? .yes : .unknown
  }

  /// Whether the flow's port is one of a range of a protocol.
  func isPort(_ range: ClosedRange<UInt16>, _ transport: TransportProtocol) -> Ternary {
    isTransport(transport) && isPort(IntervalSet(range))
  }

  private func isPort(_ ports: IntervalSet<UInt16>) -> Ternary {
    let common = region.ports.intersection(ports)
    if common.isEmpty { return .no }
    return common == region.ports ? .yes : .unknown
  }

  /// Whether the destination calls the flow's port so.
  ///
  /// - Parameter perhaps: what it counts for where the name has several numbers there.
  func isPort(named name: Symbol, isOfPolicy: Bool, perhaps: Ternary) -> Ternary {
    // Many rules ask for one name, and every end has to be looked at.
    portNames.value(of: .init(name: name, isOfPolicy: isOfPolicy, perhaps: perhaps)) {
      all(.destination) { end in
        guard isPod(end, isOfPolicy: isOfPolicy) else { return .no }
        let namings = space.namings(name, end, region)
        var value: Ternary?
        for (word, meaning) in [("yes", Ternary.yes), ("perhaps", perhaps), ("no", .no)]
        where namings.contains(word) {
          if let value, value != meaning { return .unknown }
          value = meaning
        }
        return value ?? .no
      }
    }
  }

  private func isPod(_ end: Int, isOfPolicy: Bool) -> Bool {
    isPod(end, PodTest(.any, nil, isOfPolicy: isOfPolicy))
  }

  func ask(_ range: ClosedRange<UInt16>, _ transport: TransportProtocol) {
    guard isTransport(transport) == .yes else { return ask(transport) }
    questions.ask(.port, .ports(IntervalSet(range)))
  }

  func ask(_ transport: TransportProtocol) {
    questions.ask(.transport, .words(ValueSet([transport.name])))
  }

  /// Asks for the numbers of a port name first, and then for whom it is which; once in a reading.
  func ask(portNamed name: Symbol, _ transports: [TransportProtocol], isOfPolicy: Bool) {
    guard portNames.isFirst(name, transports, isOfPolicy: isOfPolicy) else { return }
    let ends = region.destination.ends
    let pods = ends.filter { isPod($0, isOfPolicy: isOfPolicy) }
    var numbers: [TransportProtocol: IntervalSet<UInt16>] = [:]
    for end in pods {
      guard case .pod(let id) = space.ends[end] else { continue }
      for transport in transports {
        let own = space.numbers(of: name, transport, at: id).intersection(region.ports)
        numbers[transport] = (numbers[transport] ?? IntervalSet()).union(own)
      }
    }
    for transport in transports where region.transports.count > 1 {
      if numbers[transport]?.isEmpty ?? true { continue }
      return ask(transport)
    }
    let own = region.transports.first.flatMap { numbers[$0] } ?? IntervalSet()
    if let first = own.ranges.first, !region.ports.isSingle {
      // One number after the other: names seldom have many.
      let number = first.lowerBound
      return questions.ask(.port, .ports(IntervalSet(number...number)))
    }
    if pods.count < ends.count {
      return questions.ask(.kind(.destination), .words(ValueSet(pods.map(space.kind))))
    }
    let isAmbiguous = pods.contains {
      let namings = space.namings(name, $0, region)
      return !namings.contains("yes") && namings.contains("perhaps")
    }
    questions.ask(.portName(name), .words(ValueSet(["yes"])))
    if isAmbiguous { questions.ask(.portName(name), .words(ValueSet(["perhaps"]))) }
  }

  // MARK: Addresses

  /// Whether an address range of a family takes in an end.
  ///
  /// - Parameters:
  ///   - isOfPolicy: an ipBlock, which may take in pods; the groups of sentences do not.
  ///   - isOfEveryPlugin: ranges that take in pods whatever the plugin thinks of ipBlocks.
  ///   - isTranslated: the pod may see another address than the client's own.
  func isInside(
    _ range: IntervalSet<UInt128>, _ family: IPFamily, _ role: Role, _ end: Int,
    isOfPolicy: Bool, isOfEveryPlugin: Bool = false, isTranslated: Bool = false
  ) -> Ternary {
    let possible = region.families.filter(space.families[end].contains)
    guard possible.contains(family), !range.isEmpty else { return .no }
    let value = isInsideOfFamily(
      range, family, role, end, isOfPolicy, isOfEveryPlugin, isTranslated)
    return possible.count == 1 || value == .no ? value : .unknown
  }

  private func isInsideOfFamily(
    _ range: IntervalSet<UInt128>, _ family: IPFamily, _ role: Role, _ end: Int,
    _ isOfPolicy: Bool, _ isOfEveryPlugin: Bool, _ isTranslated: Bool
  ) -> Ternary {
    if case .outside = space.ends[end] {
      if isTranslated { return .unknown }
    } else if !isOfPolicy || (space.cluster.assumptions.cni == .cilium && !isOfEveryPlugin) {
      // Cilium's ipBlock matches neither pods nor nodes (semantics.md section 3).
      return .no
    }
    if let addresses = space.addresses(role, end, family, region) {
      if addresses.isSubset(of: range) { return .yes }
      return addresses.intersection(range).isEmpty ? .no : .unknown
    }
    guard case .pod(let id) = space.ends[end] else {
      return space.podAddresses(of: family).intersection(range).isEmpty ? .no : .unknown
    }
    let pod = space.snapshot[id]
    if let address = pod.addresses.first(where: { $0.family == family }) {
      return Ternary(range.contains(address.bits))
    }
    let possible =
      pod.isHostNetwork ? IntervalSet(0...family.last) : space.podAddresses(of: family)
    // A test on an address that nobody knows is unknown by itself (C-55).
    return possible.intersection(range).isEmpty ? .no : .unknown
  }

  func ask(
    _ range: IntervalSet<UInt128>, _ family: IPFamily, _ role: Role, isOfPolicy: Bool
  ) {
    if region.families.count > 1 {
      return questions.ask(.family, .words(ValueSet([family.word])))
    }
    let ends = region[role].ends
    let outside = ends.filter { space.kind($0) == "outside" }
    if outside.count < ends.count, !outside.isEmpty {
      return questions.ask(.kind(role), .words(ValueSet(["outside"])))
    }
    if ends.allSatisfy({ space.addresses(role, $0, family, region) != nil }) {
      return questions.ask(.address(role), .addresses(family, range))
    }
    guard isOfPolicy else { return }
    let inside = ends.filter {
      isInside(range, family, role, $0, isOfPolicy: true, isOfEveryPlugin: true) == .yes
    }
    askPods(inside, role)
    let unknown = ends.filter {
      isInside(range, family, role, $0, isOfPolicy: true, isOfEveryPlugin: true) == .unknown
    }
    if inside.isEmpty, unknown.count < ends.count { askPods(unknown, role) }
  }

  /// Tells some of a side's ends from the others.
  func askPods(_ some: [Int], _ role: Role) {
    if some.isEmpty || some.count == region[role].ends.count { return }
    let pods = some.filter { if case .pod = space.ends[$0] { true } else { false } }
    questions.ask(.pod(role), .words(ValueSet(pods.map(space.podName))))
  }
}
