public import ClusterModel
public import Intents

extension Sample {
  /// Gives some pods labels that only the API server knows, and administrators some keys.
  public mutating func leaveOpen(
    _ assumptions: inout Assumptions, using random: inout SplitMix64
  ) {
    let role = symbol("role")
    for index in snapshot.pods.indices
    where random.chance(15) && snapshot.pods[index].labels[role] == nil {
      snapshot.pods[index].unknownLabels = [role]
    }
    if random.chance(25) { assumptions.fixedNamespaceLabels = [symbol("team")] }
    if random.chance(25) { assumptions.fixedPodLabels = [symbol("app")] }
    if random.chance(40) {
      assumptions.newNamespacePolicies = symbol(random.pick(["x", "y", "nowhere"]))
    }
  }

  /// A hypothesis that the world admits, every address of it definite: one of the many that an engine must not overlook.
  ///
  /// - Parameter free: the addresses that new pods can have.
  public mutating func randomHypothesis(
    in world: World, _ assumptions: Assumptions, free: [IPAddress],
    using random: inout SplitMix64
  ) -> Hypothesis {
    var hypothesis = Hypothesis()
    let namespaces = world < .openCluster ? 0 : world == .openBoth ? 2 : 1
    for number in 0..<Int.random(in: 0...namespaces, using: &random) {
      hypothesis.namespaces.append(
        randomNamespace(number, hypothesis.namespaces, assumptions, using: &random))
    }
    var free = free
    for _ in 0..<Int.random(in: 0...(world == .openBoth ? 2 : 1), using: &random) {
      let count = snapshot.namespaces.count + hypothesis.namespaces.count
      let namespace = NamespaceID(rawValue: Int32(Int.random(in: 0..<count, using: &random)))
      guard !free.isEmpty else { break }
      let address = free.remove(at: Int.random(in: 0..<free.count, using: &random))
      hypothesis.pods.append(
        HypotheticalPod(
          namespace: namespace, labels: randomPodLabels(namespace, assumptions, using: &random),
          serviceAccount: random.pick([nil, nil, .mentioned(symbol("robot")), .fresh(0)]),
          ports: randomPorts(using: &random), address: address))
    }
    for (index, namespace) in snapshot.namespaces.enumerated() where !namespace.isDeclared {
      let labels = randomLabels(of: ["team", "env"], using: &random)
      if !labels.isEmpty {
        hypothesis.namespaceLabels[NamespaceID(rawValue: Int32(index))] = labels
      }
    }
    for (index, pod) in snapshot.pods.enumerated() where !pod.unknownLabels.isEmpty {
      let labels = randomLabels(of: ["role"], using: &random)
      if !labels.isEmpty { hypothesis.podLabels[PodID(rawValue: Int32(index))] = labels }
    }
    return hypothesis
  }

  private mutating func randomNamespace(
    _ number: Int, _ others: [HypotheticalNamespace], _ assumptions: Assumptions,
    using random: inout SplitMix64
  ) -> HypotheticalNamespace {
    let taken = Set(snapshot.namespaces.map(\.name))
    let mentioned = symbol(random.pick(["x", "y", "nowhere"]))
    let isFree =
      !taken.contains(mentioned) && others.allSatisfy { $0.name != .mentioned(mentioned) }
    let carried = Set(snapshot.namespaces.flatMap { $0.labels.pairs.map { [$0.key, $0.value] } })
    let policies = assumptions.newNamespacePolicies.flatMap { name in
      snapshot.namespaces.firstIndex { $0.name == name }
    }
    return HypotheticalNamespace(
      name: isFree && random.chance(50) ? .mentioned(mentioned) : .fresh(number),
      labels: randomLabels(of: ["team", "env"], using: &random).filter { label in
        guard assumptions.fixedNamespaceLabels.contains(label.key),
          case .mentioned(let value) = label.value
        else { return true }
        return !carried.contains([label.key, value])
      },
      policiesOf: policies.map { NamespaceID(rawValue: Int32($0)) })
  }

  private mutating func randomPodLabels(
    _ namespace: NamespaceID, _ assumptions: Assumptions, using random: inout SplitMix64
  ) -> [HypotheticalLabel] {
    let pods = snapshot.pods.filter {
      $0.namespace == namespace && $0.phase != .succeeded && $0.phase != .failed
    }
    return randomLabels(of: ["app", "role"], using: &random).filter { label in
      guard assumptions.fixedPodLabels.contains(label.key) else { return true }
      return pods.contains {
        $0.labels[label.key].map(HypotheticalText.mentioned) == label.value
      }
    }
  }

  private mutating func randomLabels(
    of keys: [String], using random: inout SplitMix64
  ) -> [HypotheticalLabel] {
    keys.compactMap { key in
      guard random.chance(55) else { return nil }
      let value: HypotheticalText =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .fresh(0)
        case 1: .fresh(1)
        default: .mentioned(symbol(random.pick(["a", "b", "c", "never-mentioned"])))
        }
      return HypotheticalLabel(key: symbol(key), value: value)
    }
  }

  private mutating func randomPorts(using random: inout SplitMix64) -> [ContainerPort] {
    ["http", "dns"].flatMap { name in
      [TransportProtocol.tcp, .udp].compactMap { proto in
        random.chance(40) ? port(name, random.pick(Self.ports), proto) : nil
      }
    }
  }
}
