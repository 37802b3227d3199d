import ClusterModel
import Formula
import Intents

/// What a rule of a NetworkPolicy says about the far end of a flow and about its port (semantics.md 1.2).
extension SymbolicReading {
  /// - Parameters:
  ///   - namespace: The code of the policy's own namespace.
  ///   - isBlind: Where it holds, nobody knows which address the pod sees: every IP block is Unknown.
  func matches(
    _ rule: NetworkPolicyRule, from namespace: Int, _ end: EndVariables, isBlind: Formula
  ) -> ThreeValued {
    formulas.all([
      admits(rule.peers ?? [], from: namespace, end, isBlind: isBlind),
      admits(rule.ports ?? []),
    ])
  }

  private func admits(
    _ peers: [NetworkPolicyPeer], from namespace: Int, _ end: EndVariables, isBlind: Formula
  ) -> ThreeValued {
    // No peer is every peer, outside ones included (C-12).
    if peers.isEmpty { return ThreeValued(.always) }
    return formulas.any(
      peers.map { peer in
        if let block = peer.ipBlock { return contains(block, end, isBlind: isBlind) }
        // Without a namespaceSelector, the policy's own namespace (C-15, C-16).
        let isNear =
          peer.namespaceSelector.map { isInNamespace(matching: $0, end) }
          ?? formulas.equal(end.namespace, namespace)
        return ThreeValued(
          formulas.all([
            isCapable(end), isNear,
            peer.podSelector.map { selects($0, end) } ?? .always,
          ]))
      })
  }

  /// Whether the address of `end` lies in `block`, as the plugin takes it.
  private func contains(
    _ block: IPBlock, _ end: EndVariables, isBlind: Formula
  ) -> ThreeValued {
    var isInside = contains(block, end)
    // Cilium: a block matches no pod and no node's pod (C-54).
    if assumptions.cni == .cilium {
      isInside = ThreeValued(formulas.all([isOutside(end), isInside.certain]))
    }
    return ThreeValued(
      possible: isInside.possible, certain: formulas.all([isInside.certain, .not(isBlind)]))
  }

  /// Whether the address of `end` lies in `block`; Unknown where nobody knows the address and it may.
  func contains(_ block: IPBlock, _ end: EndVariables) -> ThreeValued {
    // A block says nothing about the other family (C-56).
    guard let family = universe.families.firstIndex(of: block.cidr.family) else {
      return ThreeValued(.never)
    }
    let space = addressSpaces[family]
    let atoms = space.atoms(of: block.cidr, except: block.except)
    let isInside = hasAddress(end, in: atoms, family: family)
    var unknown: [Formula] = []
    if universe.hasUnknownAddress, space.mayHoldUnknownPod(atoms) {
      unknown.append(formulas.equal(end.hostNetwork, 0))
    }
    // The address of a hostNetwork pod is its node's and can be any.
    if universe.hasUnknownHostAddress, !atoms.isEmpty { unknown.append(isHostNetwork(end)) }
    let variable = end.addresses[end.addresses.startIndex + family]
    let isUnknown = formulas.all([
      isFamily(family), formulas.equal(variable, EndSchema.unknownAddress), formulas.any(unknown),
    ])
    return ThreeValued(
      possible: formulas.any([isInside, isUnknown]), certain: isInside)
  }

  private func admits(_ ports: [NetworkPolicyPort]) -> ThreeValued {
    // No port is every port of every protocol (C-21).
    if ports.isEmpty { return ThreeValued(.always) }
    return formulas.any(
      ports.map { port in
        // A missing protocol is TCP (C-22, C-24).
        let `protocol` = port.protocol ?? .tcp
        switch port.port {
        case nil: return ThreeValued(isProtocol(`protocol`))
        case .number(let number):
          let numbers = number...max(number, port.endPort ?? number)
          return ThreeValued(formulas.all([isProtocol(`protocol`), isPort(in: numbers)]))
        case .name(let name):
          // Ports of hostNetwork pods are their node's: no policy resolves names there.
          return formulas.all([
            resolves(name, `protocol`), ThreeValued(isCapable(destination)),
          ])
        }
      })
  }

  /// Whether the flow goes to the container port of its destination that is called `name` for `protocol`.
  func resolves(_ name: Symbol, _ protocol: TransportProtocol) -> ThreeValued {
    let wanted = Vocabulary.PortName(name: name, protocol: `protocol`)
    guard let index = schema.ports.firstIndex(where: { $0.name == wanted }) else {
      return ThreeValued(.never)
    }
    let variable = destination.columns[schema.namedPorts.lowerBound + index]
    let resolutions = schema.ports[index].resolutions.enumerated().map { offset, numbers in
      let flow = formulas.all([
        formulas.equal(variable, offset + 1),
        formulas.member(variables.port, of: numbers.map(Int.init)),
      ])
      // One name with several numbers: each may be meant, none must (C-63b).
      return ThreeValued(possible: flow, certain: numbers.count == 1 ? flow : .never)
    }
    var isNamed = formulas.any(resolutions)
    if schema.wider != nil {
      let isFlowsOwn = formulas.equal(variable, schema.ports[index].flowsOwn)
      isNamed = formulas.any([isNamed, ThreeValued(isFlowsOwn)])
    }
    return formulas.all([ThreeValued(isProtocol(`protocol`)), isNamed])
  }
}
