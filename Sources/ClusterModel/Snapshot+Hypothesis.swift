extension Snapshot {
  /// The snapshot in which what `hypothesis` supposes is there, written like any other object.
  ///
  /// Fresh texts become texts that occur nowhere in the input.
  public func adding(_ hypothesis: Hypothesis) -> Snapshot {
    var result = self
    var texts = FreshTexts(symbols)
    for namespace in hypothesis.namespaces {
      let id = NamespaceID(rawValue: Int32(result.namespaces.count))
      result.namespaces.append(
        Namespace(
          name: texts.symbol(namespace.name, like: "new-namespace"),
          labels: texts.labels(namespace.labels)))
      for policy in networkPolicies where policy.namespace == namespace.policiesOf {
        var copy = policy
        copy.namespace = id
        result.networkPolicies.append(copy)
      }
    }
    for (namespace, labels) in hypothesis.namespaceLabels.sorted(by: { $0.key < $1.key }) {
      result.namespaces[Int(namespace.rawValue)].labels = texts.labels(labels)
    }
    for (pod, labels) in hypothesis.podLabels.sorted(by: { $0.key < $1.key }) {
      for pair in texts.labels(labels).pairs {
        result.pods[Int(pod.rawValue)].labels[pair.key] = pair.value
      }
    }
    let kind = texts.symbols.intern("Pod")
    for (index, pod) in hypothesis.pods.enumerated() {
      let name = texts.name(like: index == 0 ? "new-pod" : "new-pod-\(index + 1)")
      result.workloads.append(
        Workload(kind: kind, name: name, namespace: pod.namespace, place: .nowhere))
      result.pods.append(
        Pod(
          name: name, namespace: pod.namespace, labels: texts.labels(pod.labels),
          serviceAccount: pod.serviceAccount.map { texts.symbol($0, like: "new-account") },
          containerPorts: pod.ports, addresses: pod.address.map { [$0] } ?? [],
          workload: WorkloadID(rawValue: Int32(result.workloads.count - 1)), place: .nowhere))
    }
    result.symbols = texts.symbols
    return result
  }
}

/// Chooses texts that the input does not have.
private struct FreshTexts {
  var symbols: SymbolTable
  private var chosen: [String: Symbol] = [:]

  init(_ symbols: SymbolTable) {
    self.symbols = symbols
  }

  mutating func symbol(_ text: HypotheticalText, like model: String) -> Symbol {
    switch text {
    case .mentioned(let symbol): symbol
    case .fresh(let number): name(like: number == 0 ? model : "\(model)-\(number + 1)")
    }
  }

  /// The text for `model`, always the same: itself, or with a number behind it where the input has it already.
  mutating func name(like model: String) -> Symbol {
    if let known = chosen[model] { return known }
    var candidate = model
    var number = 2
    while symbols.symbol(for: candidate) != nil {
      candidate = "\(model)-x\(number)"
      number += 1
    }
    let symbol = symbols.intern(candidate)
    chosen[model] = symbol
    return symbol
  }

  mutating func labels(_ labels: [HypotheticalLabel]) -> Labels {
    Labels(labels.map { Labels.Pair(key: $0.key, value: symbol($0.value, like: "other")) })
  }
}
