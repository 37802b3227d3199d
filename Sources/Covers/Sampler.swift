import ClusterModel
import Evaluation
import Intents

/// Takes concrete flows out of a region: so are witnesses made, and so is the reading of regions held against Evaluation.
struct Sampler {
  let space: Space
  /// Chooses one of so many.
  var choose: (Int) -> Int = { _ in 0 }

  /// A flow of the region, with what it supposes; nil where the choice made has none.
  func flow(in region: Region) -> (flow: Flow, hypothesis: Hypothesis)? {
    guard let first = pick(region.source.ends), let second = pick(region.destination.ends),
      let transport = pick(region.transports), let port = pick(region.ports)
    else { return nil }
    let common = region.families.filter {
      space.families[first].contains($0) && space.families[second].contains($0)
    }
    guard let family = pick(common) else { return nil }
    var region = region
    (region.source.ends, region.destination.ends) = ([first], [second])
    region.families = [family]
    (region.transports, region.ports) = ([transport], IntervalSet(port...port))
    region = space.normalized(region)
    guard !space.isEmpty(region) else { return nil }

    var supposed = Supposed()
    guard let source = endpoint(.source, first, family, region, &supposed),
      let destination = endpoint(.destination, second, family, region, &supposed)
    else { return nil }
    let flow = Flow(
      source: source, destination: destination, family: family, protocol: transport, port: port)
    return relates(flow, supposed.hypothesis, as: region) ? (flow, supposed.hypothesis) : nil
  }

  /// Whether the namespaces of both ends relate as a region says: their labels were chosen one by one.
  private func relates(_ flow: Flow, _ hypothesis: Hypothesis, as region: Region) -> Bool {
    if region.sameLabels.isEmpty { return true }
    let cluster = space.cluster.supposing(hypothesis)
    guard let first = cluster.namespace(of: flow.source),
      let second = cluster.namespace(of: flow.destination)
    else { return true }
    return region.sameLabels.allSatisfy { key, words in
      let isEqual = cluster.labels(of: first)[key] == cluster.labels(of: second)[key]
      return words.contains(isEqual ? "equal" : "different")
    }
  }

  private struct Supposed {
    var hypothesis = Hypothesis()
  }

  private func endpoint(
    _ role: Role, _ end: Int, _ family: IPFamily, _ region: Region, _ supposed: inout Supposed
  ) -> Endpoint? {
    switch space.ends[end] {
    case .outside:
      guard let bits = space.addresses(role, end, family, region).flatMap(pick) else { return nil }
      return .address(IPAddress(family: family, bits: bits))
    case .pod(let id):
      let namespace = space.snapshot[id].namespace
      if space.isOpen(namespace) {
        supposed.hypothesis.namespaceLabels[namespace] = namespaceLabels(role, end, region)
      }
      let unknown = space.world > .deployed ? space.snapshot[id].unknownLabels : []
      let labels = labels(unknown, role, end, region)
      if !labels.isEmpty { supposed.hypothesis.podLabels[id] = labels }
      return .pod(id)
    case .newPod(let home), .anyPod(let home):
      return newPod(home, role, end, family, region, &supposed)
    }
  }

  private func newPod(
    _ home: Home, _ role: Role, _ end: Int, _ family: IPFamily, _ region: Region,
    _ supposed: inout Supposed
  ) -> Endpoint? {
    guard let namespace = namespace(home, role, end, region, &supposed),
      let account = text(space.accounts(role, end, region), 7)
    else { return nil }
    let address =
      space.addresses(role, end, family, region) ?? space.cluster.freeAddresses(of: family)
    guard let bits = pick(address) else { return nil }
    var pod = HypotheticalPod(
      namespace: namespace,
      labels: labels(Array(region[role].labels.keys), role, end, region),
      serviceAccount: account, address: IPAddress(family: family, bits: bits))
    if role == .destination, let transport = region.transports.first {
      for name in region.namings.keys.sorted()
      where !space.namings(name, end, region).contains("no") {
        guard let port = region.ports.first else { continue }
        pod.ports.append(ContainerPort(name: name, number: port, protocol: transport))
        guard !space.namings(name, end, region).contains("yes") else { continue }
        // One of several numbers.
        let other: UInt16 = port == 1 ? 2 : 1
        pod.ports.append(ContainerPort(name: name, number: other, protocol: transport))
      }
    }
    supposed.hypothesis.pods.append(pod)
    let number = space.snapshot.pods.count + supposed.hypothesis.pods.count - 1
    return .pod(PodID(rawValue: Int32(number)))
  }

  private func namespace(
    _ home: Home, _ role: Role, _ end: Int, _ region: Region, _ supposed: inout Supposed
  ) -> NamespaceID? {
    switch home {
    case .namespace(let id):
      if space.isOpen(id) {
        supposed.hypothesis.namespaceLabels[id] = namespaceLabels(role, end, region)
      }
      return id
    case .new:
      let count = supposed.hypothesis.namespaces.count
      let isShared = count == 1 && !region.sameNamespace.contains("different")
      let first = NamespaceID(rawValue: Int32(space.snapshot.namespaces.count))
      if isShared { return first }
      guard let name = text(space.namespaces(role, end, region), count) ?? nil else { return nil }
      if count == 1, supposed.hypothesis.namespaces[0].name == name { return nil }
      let baseline = space.cluster.assumptions.newNamespacePolicies.flatMap { name in
        space.snapshot.namespaceIDs.first { space.snapshot[$0].name == name }
      }
      supposed.hypothesis.namespaces.append(
        HypotheticalNamespace(
          name: name, labels: namespaceLabels(role, end, region), policiesOf: baseline))
      return NamespaceID(rawValue: first.rawValue + Int32(count))
    }
  }

  private func labels(
    _ keys: [Symbol], _ role: Role, _ end: Int, _ region: Region
  ) -> [HypotheticalLabel] {
    keys.sorted().compactMap { key in
      text(space.labels(key, role, end, region), 0).flatMap { value in
        value.map { HypotheticalLabel(key: key, value: $0) }
      }
    }
  }

  private func namespaceLabels(_ role: Role, _ end: Int, _ region: Region) -> [HypotheticalLabel] {
    // Both sides may speak of one namespace.
    let keys = Set(Role.allCases.flatMap { region[$0].namespaceLabels.keys })
    return keys.sorted().compactMap { key in
      let differs = role == .destination && region.sameLabels[key]?.contains("equal") == false
      return text(space.namespaceLabels(key, role, end, region), differs ? 1 : 0).flatMap { value in
        value.map { HypotheticalLabel(key: key, value: $0) }
      }
    }
  }

  /// One of some values: absence where there can be, else what is mentioned, else what nobody mentions.
  private func text(_ values: ValueSet<Symbol?>, _ fresh: Int) -> HypotheticalText?? {
    if values.isEmpty { return nil }
    var options: [HypotheticalText?] = []
    if values.contains(nil) { options.append(nil) }
    if values.isComplement {
      options.append(.fresh(fresh))
    } else {
      options += values.elements.compactMap(\.self).sorted().map(text)
    }
    return pick(options)
  }

  /// What only the certificate spells is nothing that the input mentions.
  private func text(_ symbol: Symbol) -> HypotheticalText {
    Int(symbol.rawValue) < space.snapshot.symbols.count
      ? .mentioned(symbol) : .fresh(Int(symbol.rawValue))
  }

  private func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[choose(elements.count)]
  }

  /// The first or last number of a range.
  private func pick<Bound>(_ set: IntervalSet<Bound>) -> Bound? {
    guard let range = pick(set.ranges) else { return nil }
    return choose(2) == 0 ? range.lowerBound : range.upperBound
  }
}
