import ClusterModel
import Formula

/// Which pairs of ends belong together.
extension JointReading {
  func compileFlows() -> Formula {
    formulas.all(ends + pair)
  }

  /// The ends are such as exist on some side, each by itself.
  var ends: [Formula] {
    [
      named(isEnd(source, sources, \.source), .exists(.source)),
      named(isEnd(destination, destinations, \.destination), .exists(.destination)),
    ]
  }

  /// The ends are such as make a flow, wherever they are.
  var pair: [Formula] {
    [hasTwoEnds, formulas.all(Side.allCases.map(isWellFormed))]
  }

  /// The end is an address, a pod of the manifests or one that nobody has deployed; the same on both sides.
  private func isEnd(
    _ end: End, _ classes: [JointPods], _ node: KeyPath<NodeVariables, Variable>
  ) -> Formula {
    formulas.any([
      formulas.all([named(isAddress(end), .outside(word(end))), has(end, nodes: [0, 0], node)]),
      formulas.all([named(isNewPod(end), .newPod(word(end))), has(end, nodes: [0, 0], node)]),
      isDeployed(end, classes, node),
    ])
  }

  private func isAddress(_ end: End) -> Formula {
    formulas.all([new.isAddress(end.new), isSame(end, Array(end.new.columns.indices))])
  }

  /// A side that does not have the end has zeros, which describe nothing.
  private func isNothing(_ end: EndVariables) -> Formula {
    formulas.all(end.columns.map { formulas.equal($0, 0) })
  }

  private func isSame(_ end: End, _ columns: [Int]) -> Formula {
    formulas.all(columns.map { formulas.equal(end.old.columns[$0], end.new.columns[$0]) })
  }

  // MARK: Pods of the manifests

  private func isDeployed(
    _ end: End, _ classes: [JointPods], _ node: KeyPath<NodeVariables, Variable>
  ) -> Formula {
    var ofNamespace: [Int32: [Formula]] = [:]
    for pods in classes {
      let namespace = pods.new?[EndSchema.namespace] ?? 0
      ofNamespace[namespace, default: []].append(isOne(of: pods, end, node))
    }
    let cases = ofNamespace.sorted { $0.key < $1.key }.map { code, pods in
      let isPod = named(formulas.any(pods), .pods(namespace: Int(code), word(end)))
      return (value: Int(code), formula: isPod)
    }
    return formulas.choose(by: end.new.namespace, cases, otherwise: .never)
  }

  private func isOne(
    of pods: JointPods, _ end: End, _ node: KeyPath<NodeVariables, Variable>
  ) -> Formula {
    formulas.all([
      looks(end, like: pods), has(end, nodes: pods.nodes, node), agreesOnOpenLabels(end, pods),
    ])
  }

  /// Whether the end has the columns of some pods on both sides.
  private func looks(_ end: End, like pods: JointPods) -> Formula {
    formulas.all(
      Side.allCases.map { side in
        let own = end[side]
        return pods[side].map { self[side].has(own, Array(own.columns.indices), of: $0) }
          ?? isNothing(own)
      })
  }

  /// What neither side says of a pod is the same on both.
  private func agreesOnOpenLabels(_ end: End, _ pods: JointPods) -> Formula {
    guard let old = pods.old, let new = pods.new else { return .always }
    return isSame(
      end, new.indices.filter { old[$0] == EndSchema.open && new[$0] == EndSchema.open })
  }

  private func has(
    _ end: End, nodes codes: [Int], _ node: KeyPath<NodeVariables, Variable>
  ) -> Formula {
    formulas.all(
      zip(Side.allCases, codes).compactMap { side, code in
        nodes[side].map { formulas.equal($0[keyPath: node], code) }
      })
  }

  /// A single pod has no flow to itself.
  private var hasTwoEnds: Formula {
    let sourceWidth = source.new.columns.count
    let alone = destinations.filter(\.isLone).map { pods in
      let own = JointPods(
        old: pods.old.map { Array($0.prefix(sourceWidth)) },
        new: pods.new.map { Array($0.prefix(sourceWidth)) }, nodes: pods.nodes)
      // Only where no other pod looks the same to a source.
      let twins = sources.first {
        $0.old == own.old && $0.new == own.new && $0.nodes == own.nodes
      }
      guard twins?.pods.count == 1 else { return Formula.always }
      return .not(
        formulas.all([
          looks(source, like: own), has(source, nodes: own.nodes, \.source),
          looks(destination, like: pods), has(destination, nodes: pods.nodes, \.destination),
        ]))
    }
    return formulas.all(alone)
  }

  // MARK: New pods

  /// The same new pod on both sides, as far as both have its namespace.
  private func isNewPod(_ end: End) -> Formula {
    guard let wider = new.schema.wider else { return .never }
    let everywhere = formulas.all([
      new.isNew(end.new), new.isEnd(end.new, .none), old.isEnd(end.old, .none),
      formulas.all(
        Side.allCases.map { side in
          .not(formulas.member(end[side].namespace, of: absentNamespaces(side)))
        }),
      isSame(end, end.new.columns.indices.filter { !wider.namespaceLabels.contains($0) }),
      formulas.implies(
        formulas.any([
          formulas.all([old.hasOpenNamespace(end.old), new.hasOpenNamespace(end.new)]),
          new.isInNewNamespace(end.new),
        ]), isSame(end, Array(wider.namespaceLabels))),
    ])
    let oneSided = Side.allCases.map { side in
      let other: Side = side == .old ? .new : .old
      return formulas.all([
        self[side].isNew(end[side]), self[side].isEnd(end[side], .none),
        formulas.member(end[side].namespace, of: absentNamespaces(other)),
        .not(formulas.member(end[side].namespace, of: absentNamespaces(side))),
        isNothing(end[other]),
      ])
    }
    return formulas.any([everywhere] + oneSided)
  }

  // MARK: Each side

  /// What one side can say of the flow is settled: whether it has the flow is the ends' matter alone.
  private func isWellFormed(_ side: Side) -> Formula {
    let reading = self[side]
    var conditions = [isPlaced(side)]
    if let wider = reading.schema.wider {
      conditions += [
        reading.agreeOnOpenLabels(wider), reading.hasTwoAddresses,
        reading.hasPossibleNamespace(reading.source, wider),
        reading.hasPossibleNamespace(reading.destination, wider),
      ]
    }
    return formulas.all(conditions)
  }

  private func isPlaced(_ side: Side) -> Formula {
    let reading = self[side]
    guard let nodes = nodes[side], reading.universe.hasSharedNode else { return .always }
    let isOneHost = formulas.any([
      formulas.all([
        reading.isHostNetwork(reading.source), .not(reading.isHostNetwork(reading.destination)),
      ]),
      formulas.all([
        reading.isHostNetwork(reading.destination), .not(reading.isHostNetwork(reading.source)),
      ]),
    ])
    let isOneNode = formulas.all([
      isOneHost, .not(formulas.equal(nodes.source, 0)),
      formulas.equal(nodes.source, nodes.destination),
    ])
    return formulas.all([
      formulas.implies(isOneNode, reading.isOnOneNode),
      formulas.implies(reading.isOnOneNode, isOneNode),
    ])
  }
}

extension PodClasses {
  /// No pods.
  fileprivate static var none: PodClasses { PodClasses([], rows: [], width: 0) }
}
