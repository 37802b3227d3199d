import ClusterModel
import Evaluation

extension Space {
  /// The flows of a region that have one of some values of a dimension, and perhaps others that do not exist.
  ///
  /// - Returns: nil where the dimension does not tell the flows of this region apart, one by one.
  func refined(_ region: Region, _ dimension: Dimension, _ values: Values) -> Region? {
    var result = region
    switch (dimension, values) {
    case (.transport, .words(let words)):
      result.transports.removeAll { !words.contains($0.name) }
    case (.family, .words(let words)):
      result.families.removeAll { !words.contains($0.word) }
    case (.port, .ports(let ports)):
      result.ports = region.ports.intersection(ports)
    case (.newcomers, .words(let words)):
      result = refined(region, newcomers: words)
    case (.kind(let role), .words(let words)):
      result[role].ends.removeAll { !words.contains(kind($0)) }
    case (.pod(let role), .words(let words)):
      result[role].ends.removeAll { !words.contains(podName($0)) }
    case (.namespace(let role), .names(let names)):
      result[role].namespaceNames = region[role].namespaceNames.intersection(names)
      result[role].ends.removeAll { namespaces(role, $0, region).isDisjoint(with: names) }
    case (.label(let role, let key), .names(let names)):
      let known = region[role].labels[key] ?? .everything
      result[role].labels[key] = known.intersection(names)
      result[role].ends.removeAll { labels(key, role, $0, region).isDisjoint(with: names) }
    case (.namespaceLabel(let role, let key), .names(let names)):
      // A name is asked for as such.
      guard key != nameKey else { return nil }
      let known = region[role].namespaceLabels[key] ?? .everything
      result[role].namespaceLabels[key] = known.intersection(names)
      result[role].ends.removeAll { namespaceLabels(key, role, $0, region).isDisjoint(with: names) }
    case (.account(let role), .names(let names)):
      result[role].accounts = region[role].accounts.intersection(names)
      result[role].ends.removeAll { accounts(role, $0, region).isDisjoint(with: names) }
    case (.address(let role), .addresses(let family, let addresses)):
      guard region.families == [family], let refined = refined(region, role, addresses) else {
        return nil
      }
      result = refined
    case (.portName(let name), .words(let words)):
      guard let refined = refined(region, name, words) else { return nil }
      result = refined
    case (.sameNamespace, .words(let words)):
      guard isBetweenNewNamespaces(region) else { return nil }
      result.sameNamespace = region.sameNamespace.intersection(words)
    case (.sameLabel(let key), .words(let words)):
      guard key != nameKey else { return nil }
      result.sameLabels[key] = (region.sameLabels[key] ?? .everything).intersection(words)
    default:
      return nil
    }
    return normalized(result)
  }

  private func refined(_ region: Region, newcomers words: ValueSet<String>) -> Region {
    var result = region
    let kinds = newcomers.filter { words.contains($0.rawValue) }
    result.source.ends.removeAll { end in
      !kinds.contains { ($0 == .source || $0 == .both) == isNew(end) }
    }
    result.destination.ends.removeAll { end in
      !kinds.contains { ($0 == .destination || $0 == .both) == isNew(end) }
    }
    return result
  }

  /// Nil where an end has an address of which a region says nothing.
  private func refined(
    _ region: Region, _ role: Role, _ addresses: IntervalSet<UInt128>
  ) -> Region? {
    var result = region
    for end in region[role].ends {
      switch ends[end] {
      case .outside, .newPod: continue
      case .pod, .anyPod: return nil
      }
    }
    result[role].addresses = region[role].addresses.map(addresses.intersection) ?? addresses
    return result
  }

  /// Nil where a pod of the manifests calls a part of the ports so.
  private func refined(_ region: Region, _ name: Symbol, _ words: ValueSet<String>) -> Region? {
    var result = region
    result.destination.ends = []
    for end in region.destination.ends {
      let namings = namings(name, end, region)
      if case .pod = ends[end], namings.single == nil { return nil }
      if !namings.isDisjoint(with: words) { result.destination.ends.append(end) }
    }
    result.namings[name] = (region.namings[name] ?? .everything).intersection(words)
    return result
  }

  func isBetweenNewNamespaces(_ region: Region) -> Bool {
    Role.allCases.allSatisfy { role in region[role].ends.allSatisfy { home($0) == .new } }
  }

  func podName(_ end: Int) -> String {
    if case .pod(let id) = ends[end] { return podNames[id] ?? "" }
    return "none"
  }

  /// The region without ends that have no flow in it; without any where a side has none left.
  func normalized(_ region: Region) -> Region {
    var result = region
    var before: (Int, Int, Int)
    repeat {
      before = result.sizes
      for role in Role.allCases {
        let current = result
        result[role].ends.removeAll { !isPossible($0, role, current) }
        let ends = result[role].ends
        result.families.removeAll { family in !ends.contains { families[$0].contains(family) } }
      }
    } while result.sizes != before
    if isEmpty(result) { result.source.ends = [] }
    return result
  }

  private func isPossible(_ end: Int, _ role: Role, _ region: Region) -> Bool {
    let side = region[role]
    guard region.families.contains(where: families[end].contains) else { return false }
    if side.labels.keys.contains(where: { labels($0, role, end, region).isEmpty }) { return false }
    if side.namespaceLabels.keys.contains(where: {
      namespaceLabels($0, role, end, region).isEmpty
    }) {
      return false
    }
    if home(end) == .new, namespaces(role, end, region).isEmpty { return false }
    if role == .destination,
      region.namings.keys.contains(where: { namings($0, end, region).isEmpty })
    {
      return false
    }
    if case .outside = ends[end], isOutside(role.other, region) { return false }
    guard side.addresses != nil else { return true }
    return region.families.contains { family in
      addresses(role, end, family, region).map { !$0.isEmpty } ?? true
    }
  }

  private func isOutside(_ role: Role, _ region: Region) -> Bool {
    region[role].ends.allSatisfy { if case .outside = ends[$0] { true } else { false } }
  }

  /// Whether there is certainly no flow in a region.
  func isEmpty(_ region: Region) -> Bool {
    if region.source.ends.isEmpty || region.destination.ends.isEmpty { return true }
    if region.transports.isEmpty || region.ports.isEmpty || region.families.isEmpty { return true }
    if region.sameNamespace.isEmpty || region.sameLabels.values.contains(where: \.isEmpty) {
      return true
    }
    if isBetweenNewNamespaces(region), !region.sameNamespace.contains("same") {
      let names = Role.allCases.map { newNames(among: region[$0].namespaceNames) }
      if names[0].single != nil, names[0] == names[1] { return true }
    }
    return !hasPair(region)
  }

  /// Whether two ends may have a flow: one family, and not a pod with itself. Of many ends some two do.
  private func hasPair(_ region: Region) -> Bool {
    let (sources, destinations) = (region.source.ends, region.destination.ends)
    if sources.count * destinations.count > 100 { return true }
    return sources.contains { first in
      destinations.contains { second in
        region.families.contains {
          families[first].contains($0) && families[second].contains($0)
        } && areDistinct(first, second)
      }
    }
  }

  private func areDistinct(_ first: Int, _ second: Int) -> Bool {
    guard case .pod(let id) = ends[first], first == second else { return true }
    // A pod does not reach itself through the network.
    return snapshot[id].population == .replicas
  }
}

extension Region {
  fileprivate var sizes: (Int, Int, Int) {
    (source.ends.count, destination.ends.count, families.count)
  }
}

extension IPFamily {
  var word: String { self == .ipv4 ? "IPv4" : "IPv6" }
}
