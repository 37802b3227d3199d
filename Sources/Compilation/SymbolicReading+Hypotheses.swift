public import ClusterModel
public import Formula
import Intents

/// Assignments of the variables as flows of wider worlds, with what they suppose.
extension SymbolicReading {
  /// The flow that an assignment satisfying `flows` describes, of equal pods those listed first; nil for any other
  /// assignment.
  ///
  /// - Parameter openAddresses: The new ends of which any address would do; the others get the smallest that the
  ///   assignment allows.
  public func counterexample(
    of valuation: Valuation, openAddresses: NewEnds
  ) -> (flow: Flow, hypothesis: Hypothesis)? {
    let index = valuation[variables.family]
    guard let wider = schema.wider, universe.families.indices.contains(index),
      let port = UInt16(exactly: valuation[variables.port]),
      let `protocol` = TransportProtocol(rawValue: UInt8(clamping: valuation[variables.protocol]))
    else { return nil }
    var hypothesis = Hypothesis()
    let isOpen = [openAddresses.hasSource, openAddresses.hasDestination]
    var taken: UInt128?
    for end in [source, destination] where valuation[end.namespace] == 0 {
      taken = externalAddress(of: end, index, valuation)
    }
    var ends: [[Endpoint]] = []
    for (end, isOpen) in zip([source, destination], isOpen) {
      if valuation[end.namespace] == 0 {
        let bits = externalAddress(of: end, index, valuation)
        ends.append(
          bits.map { [.address(IPAddress(family: universe.families[index], bits: $0))] } ?? [])
      } else if valuation[end.columns[wider.isNew]] == 0 {
        ends.append(pods(of: end, valuation, wider).map { .pod($0) })
      } else {
        var pod = hypotheticalPod(end, valuation, wider, &hypothesis)
        if !isOpen {
          let bits = freeAddress(of: end, index, valuation, besides: taken)
          pod.address = bits.map { IPAddress(family: universe.families[index], bits: $0) }
          taken = bits
        }
        pod.ports = namedPorts(end, valuation, port)
        ends.append([
          .pod(PodID(rawValue: Int32(snapshot.pods.count + hypothesis.pods.count)))
        ])
        hypothesis.pods.append(pod)
      }
    }
    for origin in ends[0] {
      for goal in ends[1] {
        let flow = Flow(
          source: origin, destination: goal, family: universe.families[index],
          protocol: `protocol`, port: port)
        var complete = hypothesis
        suppose(origin, source, valuation, wider, &complete)
        suppose(goal, destination, valuation, wider, &complete)
        if !assignments(of: flow, supposing: complete).isEmpty,
          isPlaced(origin, goal) == (valuation[variables.oneNode] != 0)
        {
          return (flow, complete)
        }
      }
    }
    return nil
  }

  private func isPlaced(_ origin: Endpoint, _ goal: Endpoint) -> Bool {
    guard case (.pod(let source), .pod(let destination)) = (origin, goal),
      [source, destination].allSatisfy({ snapshot.pods.indices.contains(Int($0.rawValue)) })
    else { return false }
    return isOnOneNode(snapshot[source], snapshot[destination])
  }

  private func atom(of end: EndVariables, _ family: Int, _ valuation: Valuation) -> Int {
    valuation[end.address(family)] - EndSchema.firstAtom
  }

  func externalAddress(
    of end: EndVariables, _ family: Int, _ valuation: Valuation
  ) -> UInt128? {
    let addresses = addressSpaces[family].firstExternal
    let atom = atom(of: end, family, valuation)
    return addresses.indices.contains(atom) ? addresses[atom] : nil
  }

  func freeAddress(
    of end: EndVariables, _ family: Int, _ valuation: Valuation, besides taken: UInt128?
  ) -> UInt128? {
    addressSpaces[family].freeForPods[atom(of: end, family, valuation)].first { $0 != taken }
  }

  /// The pods of the manifests that an end may stand for.
  func pods(
    of end: EndVariables, _ valuation: Valuation, _ wider: WiderColumns
  ) -> [PodID] {
    let individual = valuation[end.columns[wider.individual]]
    if individual > 0 { return [wider.individuals[individual - 1]] }
    var row = end.columns.map { Int32(valuation[$0]) }
    if !hasGivenLabels(valuation[end.namespace] - 1) {
      for column in wider.namespaceLabels { row[column] = EndSchema.open }
    }
    let classes = end.columns.count > schema.sourceWidth ? destinations : sources
    return classes.firstIndex(of: row).map { classes.classes[$0].pods } ?? []
  }

  /// Supposes what an end of the manifests needs of the labels that they leave open.
  func suppose(
    _ endpoint: Endpoint, _ end: EndVariables, _ valuation: Valuation, _ wider: WiderColumns,
    _ hypothesis: inout Hypothesis
  ) {
    guard case .pod(let id) = endpoint else { return }
    let namespace = valuation[end.namespace] - 1
    if snapshot.namespaces.indices.contains(namespace), !hasGivenLabels(namespace) {
      let labels = namespaceLabels(end, valuation, wider)
      if !labels.isEmpty {
        hypothesis.namespaceLabels[NamespaceID(rawValue: Int32(namespace))] = labels
      }
    }
    guard valuation[end.columns[wider.individual]] > 0 else { return }
    let labels = vocabulary.unknownKeys(of: snapshot[id]).sorted().compactMap { index in
      label(index, of: end, valuation, in: nil)
    }
    if !labels.isEmpty { hypothesis.podLabels[id] = labels }
  }
}
