public import ClusterModel
import Formula
import Intents

/// Flows of wider worlds as assignments of the variables.
extension SymbolicReading {
  /// The assignments that describe `flow` in the cluster that `hypothesis` supposes, one for each address that a new
  /// pod may have where the hypothesis says that any would do; none where no wider world has the flow.
  public func assignments(of flow: Flow, supposing hypothesis: Hypothesis) -> [[Int32]] {
    guard let wider = schema.wider, flow.port > 0, isPossible(hypothesis),
      let family = universe.families.firstIndex(of: flow.family), hasTwoEnds(flow)
    else { return [] }
    let supposed = Supposed(hypothesis, for: flow, self, wider)
    let (from, to) = (
      rows(of: flow.source, flow, supposed), rows(of: flow.destination, flow, supposed)
    )
    var isOnOneNode = false
    if case (.pod(let source), .pod(let destination)) = (flow.source, flow.destination),
      let from = given(source), let to = given(destination)
    {
      isOnOneNode = self.isOnOneNode(from, to)
    }
    var valuation = Valuation(of: [], in: formulas)
    return from.flatMap { from in
      to.map { to in
        var values = assignment(of: flow, family: family, from: from, to: to)
        values[Int(variables.oneNode.index)] = isOnOneNode && universe.hasSharedNode ? 1 : 0
        return values
      }
    }.filter { values in
      valuation.assign(values)
      return valuation.satisfies(flows)
    }
  }

  /// A pod of the manifests; nil for one that is supposed.
  private func given(_ id: PodID) -> Pod? {
    snapshot.pods.indices.contains(Int(id.rawValue)) ? snapshot[id] : nil
  }

  private func hasTwoEnds(_ flow: Flow) -> Bool {
    switch (flow.source, flow.destination) {
    case (.address, .address): false
    case (.pod(let source), .pod(let destination)) where source == destination:
      // Two pods of one template; a new pod is a single one.
      given(source)?.population == .replicas
    default: true
    }
  }

  private func rows(of endpoint: Endpoint, _ flow: Flow, _ supposed: Supposed) -> [[Int32]] {
    guard case .pod(let id) = endpoint, let wider = schema.wider else {
      return row(of: endpoint, flow.family).map { [$0] } ?? []
    }
    guard given(id) == nil else {
      guard var row = row(of: endpoint, flow.family) else { return [] }
      row[wider.individual] = Int32(wider.individualNumbers[id] ?? 0)
      for label in supposed.hypothesis.podLabels[id] ?? [] { set(label, in: &row) }
      supposed.setNamespaceLabels(of: snapshot[id].namespace, in: &row)
      return [row]
    }
    let index = Int(id.rawValue) - snapshot.pods.count
    guard supposed.hypothesis.pods.indices.contains(index) else { return [] }
    let pod = supposed.hypothesis.pods[index]
    var row = [Int32](repeating: 0, count: schema.columns.count)
    row[wider.isNew] = 1
    row[EndSchema.namespace] = supposed.code(of: pod.namespace)
    row[EndSchema.serviceAccount] = code(of: pod.serviceAccount)
    for label in pod.labels { set(label, in: &row) }
    supposed.setNamespaceLabels(of: pod.namespace, in: &row)
    for port in pod.ports where port.number == flow.port {
      let column = schema.ports.firstIndex {
        $0.name.name == port.name && $0.name.protocol == port.protocol ?? .tcp
      }
      guard let column else { continue }
      row[schema.namedPorts.lowerBound + column] = Int32(schema.ports[column].flowsOwn)
    }
    return addressCodes(of: pod, flow, self[other(endpoint, of: flow), supposed.hypothesis])
      .map { code in
        row[schema.addresses.lowerBound + code.family] = code.code
        return row
      }
  }

  private func set(_ label: HypotheticalLabel, in row: inout [Int32]) {
    guard let index = vocabulary.keyIndex(of: label.key) else { return }
    row[schema.labels.lowerBound + index] =
      switch label.value {
      case .mentioned(let value): Int32(vocabulary.code(of: value, under: label.key))
      case .fresh: Int32(Vocabulary.other)
      }
  }

  private func code(of account: HypotheticalText?) -> Int32 {
    switch account {
    case nil: Int32(defaultServiceAccount)
    case .mentioned(let name): Int32(vocabulary.serviceAccounts[name] ?? 0)
    case .fresh: 0
    }
  }

  /// The code of the service account `default`.
  var defaultServiceAccount: Int {
    snapshot.symbols.symbol(for: "default").flatMap { vocabulary.serviceAccounts[$0] } ?? 0
  }

  private func other(_ endpoint: Endpoint, of flow: Flow) -> Endpoint {
    endpoint == flow.source ? flow.destination : flow.source
  }

  /// The definite address of an end that must not be a new pod's at the other end too.
  private subscript(endpoint: Endpoint, hypothesis: Hypothesis) -> IPAddress? {
    switch endpoint {
    case .address(let address): return address
    case .pod(let id):
      let index = Int(id.rawValue) - snapshot.pods.count
      return hypothesis.pods.indices.contains(index) ? hypothesis.pods[index].address : nil
    }
  }

  /// The codes of the addresses that the pod may have in the flow's family.
  private func addressCodes(
    of pod: HypotheticalPod, _ flow: Flow, _ taken: IPAddress?
  ) -> [(family: Int, code: Int32)] {
    guard let family = universe.families.firstIndex(of: flow.family) else { return [] }
    let space = addressSpaces[family]
    guard let address = pod.address else {
      return space.freeForPods.indices.filter { atom in
        space.freeForPods[atom].contains { $0 != taken?.bits }
      }.map { (family, Int32(EndSchema.firstAtom + $0)) }
    }
    let atom = space.atom(of: address.bits)
    guard address.family == flow.family, address != taken, !space.freeForPods[atom].isEmpty,
      !universe.podAddresses[family].contains(address.bits)
    else { return [] }
    return [(family, Int32(EndSchema.firstAtom + atom))]
  }
}
