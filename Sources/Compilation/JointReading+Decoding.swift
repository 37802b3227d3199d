public import ClusterModel
public import Formula

/// Assignments of both sides' variables as flows.
extension JointReading {
  /// The flows that only certainty tells apart: possible on both sides, and certain on `side` alone.
  public func onlyCertain(_ side: Side) -> Formula {
    let other: Side = side == .old ? .new : .old
    return formulas.all([onlyAllowed(side, .must), allowed(other, .may)])
  }

  /// The flow that an assignment satisfying `flows` describes, with what it supposes; nil for any other assignment.
  public func flow(of valuation: Valuation) -> (flow: Flow, hypothesis: Hypothesis)? {
    let index = valuation[new.variables.family]
    guard new.universe.families.indices.contains(index),
      let port = UInt16(exactly: valuation[new.variables.port]),
      let proto = TransportProtocol(
        rawValue: UInt8(clamping: valuation[new.variables.protocol]))
    else { return nil }
    var hypothesis = Hypothesis()
    let origins = endpoints(source, sources, \.source, index, port, valuation, &hypothesis)
    let goals = endpoints(
      destination, destinations, \.destination, index, port, valuation, &hypothesis)
    for origin in origins {
      for goal in goals {
        if case .pod(let id) = origin, origin == goal, new.snapshot[id].population == .single {
          continue
        }
        suppose(origin, source, valuation, &hypothesis)
        suppose(goal, destination, valuation, &hypothesis)
        return (
          Flow(
            source: origin, destination: goal, family: new.universe.families[index],
            protocol: proto, port: port), hypothesis
        )
      }
    }
    return nil
  }

  private func endpoints(
    _ end: End, _ classes: [JointPods], _ node: KeyPath<NodeVariables, Variable>, _ family: Int,
    _ port: UInt16, _ valuation: Valuation, _ hypothesis: inout Hypothesis
  ) -> [Endpoint] {
    for side in [Side.new, .old] {
      let (reading, own) = (self[side], end[side])
      guard let wider = reading.schema.wider, valuation[own.columns[wider.isNew]] == 1 else {
        continue
      }
      var pod = reading.hypotheticalPod(own, valuation, wider, &hypothesis)
      let other = hypothesis.pods.isEmpty ? externalBits(family, valuation) : nil
      pod.address = reading.freeAddress(of: own, family, valuation, besides: other).map {
        IPAddress(family: reading.universe.families[family], bits: $0)
      }
      pod.ports = reading.namedPorts(own, valuation, port)
      let id = PodID(rawValue: Int32(reading.snapshot.pods.count + hypothesis.pods.count))
      hypothesis.pods.append(pod)
      return [.pod(id)]
    }
    if let pods = classes.first(where: { describes(end, $0, node, valuation) }) {
      return pods.pods.map { .pod($0) }
    }
    return new.externalAddress(of: end.new, family, valuation).map {
      [.address(IPAddress(family: new.universe.families[family], bits: $0))]
    } ?? []
  }

  /// The address of the end that lies outside.
  private func externalBits(_ family: Int, _ valuation: Valuation) -> UInt128? {
    [source, destination].lazy
      .filter { end in Side.allCases.allSatisfy { valuation[end[$0].namespace] == 0 } }
      .compactMap { self.new.externalAddress(of: $0.new, family, valuation) }.first
  }

  private func describes(
    _ end: End, _ pods: JointPods, _ node: KeyPath<NodeVariables, Variable>,
    _ valuation: Valuation
  ) -> Bool {
    zip(Side.allCases, pods.nodes).allSatisfy { side, code in
      if let variables = nodes[side], valuation[variables[keyPath: node]] != code { return false }
      let values = end[side].columns.map { Int32(valuation[$0]) }
      guard let row = pods[side] else { return values.allSatisfy { $0 == 0 } }
      return zip(values, row).allSatisfy { $1 == EndSchema.open || $0 == $1 }
    }
  }

  private func suppose(
    _ endpoint: Endpoint, _ end: End, _ valuation: Valuation, _ hypothesis: inout Hypothesis
  ) {
    for side in Side.allCases {
      guard let wider = self[side].schema.wider, valuation[end[side].namespace] > 0 else {
        continue
      }
      self[side].suppose(endpoint, end[side], valuation, wider, &hypothesis)
    }
  }
}
