import ClusterModel
import Formula

/// Which flows exist: intents.md, "Flows".
extension SymbolicReading {
  func compileFlows() -> Formula {
    guard !universe.families.isEmpty else { return .never }
    return formulas.all(ends + pair)
  }

  /// The ends are such as exist, each by itself.
  var ends: [Formula] {
    [
      named(isEnd(source, sources), .exists(.source)),
      named(isEnd(destination, destinations), .exists(.destination)),
    ]
  }

  /// The ends are such as make a flow.
  var pair: [Formula] {
    [
      formulas.any([isPod(source), isPod(destination)]),
      .not(formulas.equal(variables.port, 0)),
      formulas.all(
        universe.families.indices.map { index in
          formulas.implies(
            isFamily(index),
            formulas.all(
              [source, destination].map { end in
                .not(formulas.equal(end.address(index), 0))
              }))
        }),
      hasTwoEnds,
      isPlaced,
      schema.wider.map(agreeOnOpenLabels) ?? .always,
      schema.wider == nil ? .always : hasTwoAddresses,
    ]
  }

  /// The end is one of the manifests or, in wider worlds, a pod that they do not have.
  func isEnd(_ end: EndVariables, _ classes: PodClasses) -> Formula {
    let isDeployed = isDeployed(end, classes)
    guard let wider = schema.wider else { return isDeployed }
    let isNew = isNew(end)
    return formulas.all([
      formulas.any([isNew, isDeployed]),
      formulas.implies(isNew, named(canBeNew(end, wider), .newPod(self.end(end)))),
      hasPossibleNamespace(end, wider),
    ])
  }

  /// The end is an address outside the cluster or in one of the deployed classes of pods.
  private func isDeployed(_ end: EndVariables, _ classes: PodClasses) -> Formula {
    let cases = classes.byNamespace.map { namespace, members in
      let isPod = isOneOf(members.map { classes.classes[$0] }, end)
      return (
        value: namespace,
        formula: named(isPod, .pods(namespace: namespace, self.end(end)))
      )
    }
    let isAddress = named(isAddress(end), .outside(self.end(end)))
    return formulas.choose(
      by: end.namespace, [(value: 0, formula: isAddress)] + cases, otherwise: .never)
  }

  /// An address that no pod has and that lies in no cluster range; every other column is 0.
  func isAddress(_ end: EndVariables) -> Formula {
    let others = end.columns.indices.filter { !schema.addresses.contains($0) }
    let families = universe.families.indices.map { index in
      let space = addressSpaces[index]
      let inhabited = space.firstExternal.indices.filter { space.firstExternal[$0] != nil }
      let isElsewhere = universe.families.indices.filter { $0 != index }.map {
        formulas.equal(end.address($0), 0)
      }
      return formulas.all(isElsewhere + [hasAddress(end, in: inhabited, family: index)])
    }
    return formulas.all(
      others.map { formulas.equal(end.columns[$0], 0) } + [formulas.any(families)])
  }

  /// The disjunction of `classes`; columns that do not vary are stated once.
  func isOneOf(_ classes: [PodClasses.Class], _ end: EndVariables) -> Formula {
    guard let first = classes.first?.row else { return .never }
    let varying = varyingColumns(of: classes.map(\.row))
    let constant = end.columns.indices.filter { !varying.contains($0) }
    let cases = classes.map { has(end, varying, of: $0.row) }
    return formulas.all([has(end, constant, of: first), formulas.any(cases)])
  }

  /// Whether `end` has the codes of `row` in these columns; an open one is no condition.
  func has(_ end: EndVariables, _ columns: [Int], of row: [Int32]) -> Formula {
    formulas.all(
      columns.filter { row[$0] != EndSchema.open }.map {
        formulas.equal(end.columns[$0], Int(row[$0]))
      })
  }

  private func varyingColumns(of rows: [[Int32]]) -> [Int] {
    guard let first = rows.first else { return [] }
    return first.indices.filter { column in rows.contains { $0[column] != first[column] } }
  }

  /// The two ends are not the same pod: what stands for a single pod, and for nothing else, is not both.
  private var hasTwoEnds: Formula {
    let cases = destinations.byNamespace.map { namespace, members in
      let sourceVarying = varyingColumns(
        of: members.map { Array(destinations.classes[$0].row.prefix(schema.sourceWidth)) })
      let varying = varyingColumns(of: members.map { destinations.classes[$0].row })
      let lone = members.filter { isLone(destinations.classes[$0]) }.map { member in
        let row = destinations.classes[member].row
        return Formula.not(
          formulas.all([
            has(source, sourceVarying, of: row), has(destination, varying, of: row),
          ]))
      }
      let apart = formulas.implies(
        formulas.equal(source.namespace, namespace), formulas.all(lone))
      return (value: namespace, formula: apart)
    }
    // A new pod is none of these, and not the pod at the other end.
    return formulas.any([
      isNew(source), isNew(destination),
      formulas.choose(by: destination.namespace, cases, otherwise: .always),
    ])
  }

  /// Whether a class of destinations is one single pod, and the only pod of its class of sources too.
  private func isLone(_ destination: PodClasses.Class) -> Bool {
    guard destination.pods.count == 1, let pod = destination.pods.first,
      snapshot[pod].population == .single,
      let index = sources.firstIndex(of: Array(destination.row.prefix(schema.sourceWidth)))
    else { return false }
    return sources.classes[index].pods.count == 1
  }
}
