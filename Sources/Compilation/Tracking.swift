public import ClusterModel
public import Formula
public import Intents

/// Names facts about policies, so that a solver can say on which of them an answer rests.
///
/// Each fact gets a variable that is 1 where the fact holds. Where it is 0 the formula of what is allowed is weaker in
/// the sense of the stance: for a denial more is allowed, for a permission less.
public struct Tracking {
  public let stance: Stance
  /// Codes of the namespaces in which the ends of the flows in question lie, by the direction that speaks for the end.
  /// What policies of other namespaces say plays no part; those of the cluster speak for every namespace.
  let namespaces: [Direction: Set<Int>]
  /// The variables of the facts that the formula speaks of.
  public internal(set) var variables: [Ground: Variable] = [:]
}

extension SymbolicReading {
  /// Runs `body` while the formulas of what is allowed name facts about policies.
  ///
  /// - Parameter region: flows: facts about policies that cannot speak for their ends are not named.
  /// - Returns: what `body` returned, and the variables of the facts.
  public func tracking<Result>(
    _ stance: Stance, within region: Formula, _ body: () -> Result
  ) -> (result: Result, tracking: Tracking) {
    let known = admitted
    let tracking = Tracking(stance: stance, namespaces: namespaces(of: region))
    self.tracking = tracking
    admitted = compileAdmitted()
    let result = body()
    let used = self.tracking ?? tracking
    self.tracking = nil
    admitted = known
    return (result, used)
  }

  /// The assignments that describe `flow`; `never` where the run has no such flow.
  public func formula(of flow: Flow) -> Formula {
    guard let values = assignment(of: flow) else { return .never }
    let columns = [variables.family, variables.protocol, variables.port, variables.oneNode]
    return formulas.all(
      (columns + source.columns + destination.columns).map {
        formulas.equal($0, Int(values[Int($0.index)]))
      })
  }

  /// The isolation by a policy, as far as it is a fact that holds.
  func tracked(
    isolation subject: Formula, by policy: PolicyID, _ direction: Direction
  ) -> Formula {
    guard tracking?.stance == .denial else { return subject }
    return formulas.all([subject, fact(Ground(policy, direction))])
  }

  /// What a rule matches, as far as the rule is a fact that holds.
  func tracked(match: ThreeValued, of ground: Ground) -> ThreeValued {
    switch tracking?.stance {
    case nil: match
    case .denial: formulas.any([match, ThreeValued(.not(fact(ground)))])
    case .permission: formulas.all([match, ThreeValued(fact(ground))])
    }
  }

  /// Whether a rule of any action says what it says is a fact, when facts are named.
  func doubt(about ground: Ground) -> Tier.Doubt? {
    tracking.map { Tier.Doubt(fact: fact(ground), stance: $0.stance) }
  }

  /// Whether policies of this namespace, by its code, can matter; they all do when nothing is tracked.
  func isRelevant(_ namespace: Int, _ direction: Direction) -> Bool {
    tracking?.namespaces[direction]?.contains(namespace) ?? true
  }

  private func fact(_ ground: Ground) -> Formula {
    let variable =
      groundVariables[ground]
      ?? formulas.declare(
        "ground.\(ground.policy.word).\(ground.direction).\(ground.rule ?? -1)", size: 2)
    groundVariables[ground] = variable
    tracking?.variables[ground] = variable
    return formulas.equal(variable, 1)
  }

  /// The namespaces in which ends of flows of `region` can lie, as far as conditions on one end alone say.
  private func namespaces(of region: Formula) -> [Direction: Set<Int>] {
    let conditions = conjuncts(of: region)
    func codes(_ end: EndVariables, _ classes: PodClasses) -> Set<Int> {
      if isWider { return possibleCodes(end, conditions) }
      let own = conditions.filter { speaks($0, only: end.columns) }
      var valuation = Valuation(of: [], in: formulas)
      var codes: Set<Int> = []
      for family in universe.families.indices {
        valuation.assign([Int32(family)], to: [variables.family])
        for podClass in classes.classes {
          let namespace = Int(podClass.row[EndSchema.namespace])
          if codes.contains(namespace) { continue }
          valuation.assign(podClass.row, to: end.columns)
          if own.allSatisfy({ valuation.satisfies($0) }) { codes.insert(namespace) }
        }
      }
      return codes
    }
    return [
      .egress: codes(source, sources), .ingress: codes(destination, destinations),
    ]
  }

  /// The namespaces that conditions on the namespace alone leave: a pod that nobody has seen may have any labels.
  private func possibleCodes(_ end: EndVariables, _ conditions: [Formula]) -> Set<Int> {
    let own = conditions.filter { speaks($0, only: [end.namespace]) }
    var valuation = Valuation(of: [], in: formulas)
    return Set(
      universe.families.indices.flatMap { family in
        valuation.assign([Int32(family)], to: [variables.family])
        return policiesByNamespace.indices.filter { code in
          valuation.assign([Int32(code)], to: [end.namespace])
          return own.allSatisfy { valuation.satisfies($0) }
        }
      })
  }
}

extension PolicyID {
  /// Part of a variable's name.
  fileprivate var word: String {
    switch self {
    case .networkPolicy(let id): "n\(id.rawValue)"
    case .clusterNetworkPolicy(let id): "c\(id.rawValue)"
    }
  }
}
