import ClusterModel
import Evaluation
import Intents

/// Which ends of a flow are pods that the manifests do not have.
enum Newcomers: String, Hashable, CaseIterable {
  case nobody, source, destination, both

  init(_ source: Bool, _ destination: Bool) {
    self =
      switch (source, destination) {
      case (false, false): .nobody
      case (true, false): .source
      case (false, true): .destination
      case (true, true): .both
      }
  }
}

/// What is said of one side of the flows of a region.
struct Side {
  /// Indices of the ends that it can be.
  var ends: [Int]
  /// Of labels that nobody knows: the values that they may have. No entry: any.
  var labels: [Symbol: ValueSet<Symbol?>] = [:]
  var namespaceLabels: [Symbol: ValueSet<Symbol?>] = [:]
  /// The names that a new namespace may have.
  var namespaceNames = ValueSet<Symbol?>.everything
  var accounts = ValueSet<Symbol?>.everything
  /// The addresses that an end outside, or a new pod, may have. Nil: any.
  var addresses: IntervalSet<UInt128>?
}

/// A set of flows: everything that agrees with what is said of each dimension.
///
/// What a region says is meant one dimension by one: a flow is in it if each of its values is.
struct Region {
  var source: Side
  var destination: Side
  var transports: [TransportProtocol]
  var ports: IntervalSet<UInt16>
  var families: [IPFamily]
  /// By port name: how the destination may call the flow's port. No entry: anyhow.
  var namings: [Symbol: ValueSet<String>] = [:]
  /// `same`, `different`: whether two new namespaces are one.
  var sameNamespace = ValueSet<String>.everything
  /// By label: `equal`, `different`.
  var sameLabels: [Symbol: ValueSet<String>] = [:]

  subscript(role: Role) -> Side {
    get { role == .source ? source : destination }
    set {
      switch role {
      case .source: source = newValue
      case .destination: destination = newValue
      }
    }
  }
}

extension Space {
  /// Every flow there can be, and pairs of ends that have none.
  var everything: Region {
    Region(
      source: Side(ends: Array(ends.indices)), destination: Side(ends: Array(ends.indices)),
      transports: TransportProtocol.allCases, ports: PortSet.everyPort,
      families: cluster.families)
  }

  func isNew(_ end: Int) -> Bool {
    if case .newPod = ends[end] { true } else { false }
  }

  /// The kinds of ends, as a line of a case split tells them apart.
  func kind(_ end: Int) -> String {
    switch ends[end] {
    case .pod(let id): snapshot[id].isHostNetwork ? "hostNetwork" : "pod"
    case .newPod, .anyPod: "pod"
    case .outside: "outside"
    }
  }

  func home(_ end: Int) -> Home? {
    switch ends[end] {
    case .pod(let id): .namespace(snapshot[id].namespace)
    case .newPod(let home), .anyPod(let home): home
    case .outside: nil
    }
  }

  /// What the region leaves of a side's only end, where it is the other side's as well: then both sides' words count.
  private func isShared(_ region: Region) -> Bool {
    region.source.ends.count == 1 && region.source.ends == region.destination.ends
      && { if case .pod = ends[region.source.ends[0]] { true } else { false } }()
  }

  private func isNamespaceShared(_ region: Region) -> Bool {
    let homes = Set(region.source.ends.map(home)), others = Set(region.destination.ends.map(home))
    guard homes.count == 1, homes == others, let home = homes.first, let home else { return false }
    return home != .new || !region.sameNamespace.contains("different")
  }

  /// The values that a label of an end can have in a region.
  func labels(_ key: Symbol, _ role: Role, _ end: Int, _ region: Region) -> ValueSet<Symbol?> {
    func free(_ domain: ValueSet<Symbol?>) -> ValueSet<Symbol?> {
      domain.intersection(region[role].labels[key] ?? .everything)
    }
    switch ends[end] {
    case .outside: return ValueSet([nil])
    case .newPod(let home), .anyPod(let home): return free(labelDomain(key, in: home))
    case .pod(let id):
      let pod = snapshot[id]
      guard world > .deployed, pod.labels[key] == nil, pod.unknownLabels.contains(key) else {
        return ValueSet([pod.labels[key]])
      }
      guard isShared(region) else { return free(.everything) }
      return free(region[role.other].labels[key] ?? .everything)
    }
  }

  /// The values that a label of an end's namespace can have in a region.
  func namespaceLabels(
    _ key: Symbol, _ role: Role, _ end: Int, _ region: Region
  ) -> ValueSet<Symbol?> {
    guard let home = home(end) else { return ValueSet([nil]) }
    if key == nameKey { return namespaces(role, end, region) }
    func free(_ domain: ValueSet<Symbol?>) -> ValueSet<Symbol?> {
      let own = domain.intersection(region[role].namespaceLabels[key] ?? .everything)
      guard isNamespaceShared(region) else { return own }
      return own.intersection(region[role.other].namespaceLabels[key] ?? .everything)
    }
    switch home {
    case .new: return free(newNamespaceDomain(key))
    case .namespace(let id):
      return isOpen(id) ? free(.everything) : ValueSet([cluster.labels(of: id)[key]])
    }
  }

  /// The names that an end's namespace can have in a region; nil is an end without namespace.
  func namespaces(_ role: Role, _ end: Int, _ region: Region) -> ValueSet<Symbol?> {
    switch home(end) {
    case nil: return ValueSet([nil])
    case .namespace(let id): return ValueSet([snapshot[id].name])
    case .new:
      let own = newNames(among: region[role].namespaceNames)
      guard isNamespaceShared(region) else { return own }
      return newNames(among: own.intersection(region[role.other].namespaceNames))
    }
  }

  func accounts(_ role: Role, _ end: Int, _ region: Region) -> ValueSet<Symbol?> {
    switch ends[end] {
    case .outside: ValueSet([nil])
    case .pod(let id): ValueSet([snapshot[id].serviceAccount ?? defaultAccount])
    case .newPod, .anyPod: region[role].accounts.intersection(ValueSet(allBut: [nil]))
    }
  }

  /// The addresses that an end outside, or a new pod, can have in a region; nil for an end of which a region says nothing.
  func addresses(
    _ role: Role, _ end: Int, _ family: IPFamily, _ region: Region
  ) -> IntervalSet<UInt128>? {
    let domain: IntervalSet<UInt128>
    switch ends[end] {
    case .outside(let own): domain = own == family ? cluster.externalAddresses(of: own) : .init()
    case .newPod: domain = cluster.freeAddresses(of: family)
    case .pod, .anyPod: return nil
    }
    return region[role].addresses.map(domain.intersection) ?? domain
  }

  /// How the destination may call the flow's port: `yes`, `perhaps` (the name has several numbers), `no`.
  func namings(_ name: Symbol, _ end: Int, _ region: Region) -> ValueSet<String> {
    let said = region.namings[name] ?? .everything
    switch ends[end] {
    case .outside: return ValueSet(["no"]).intersection(said)
    case .newPod: return ValueSet(["yes", "no"]).intersection(said)
    case .anyPod: return ValueSet(["yes", "perhaps", "no"]).intersection(said)
    case .pod(let id):
      var words: Set<String> = []
      for transport in region.transports {
        let numbers = numbers(of: name, transport, at: id)
        let called = region.ports.intersection(numbers)
        if called != region.ports { words.insert("no") }
        if !called.isEmpty { words.insert(numbers.isSingle ? "yes" : "perhaps") }
      }
      return ValueSet(words).intersection(said)
    }
  }

  /// The numbers that a pod's containers give a port name.
  func numbers(
    of name: Symbol, _ transport: TransportProtocol, at id: PodID
  ) -> IntervalSet<UInt16> {
    let ports = snapshot[id].containerPorts.filter {
      $0.name == name && ($0.protocol ?? .tcp) == transport
    }
    return IntervalSet(unionOf: ports.map { $0.number...$0.number })
  }
}

extension IntervalSet {
  var isSingle: Bool {
    ranges.count == 1 && ranges[0].lowerBound == ranges[0].upperBound
  }

  func isSubset(of other: IntervalSet) -> Bool { intersection(other) == self }
}
