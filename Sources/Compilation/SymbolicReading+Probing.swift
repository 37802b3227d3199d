public import ClusterModel
public import Formula

/// A look at a few flows before a solver is asked: what is there in plenty is found at once.
extension SymbolicReading {
  /// Some flow that satisfies `formula`; nil where the first few thousand flows do not, which says nothing.
  ///
  /// The search goes through pods in the order of their classes, then through addresses, and through ports upwards.
  ///
  /// - Parameter further: A condition that is dear to evaluate; few flows are tried on it.
  public func probe(for formula: Formula, and further: Formula = .always) -> Flow? {
    var conditions = Conditions()
    for condition in conjuncts(of: formula) {
      switch condition {
      case _ where speaks(condition, only: source.columns): conditions.source.append(condition)
      case _ where speaks(condition, only: destination.columns):
        conditions.destination.append(condition)
      case _ where speaks(condition, only: [variables.port, variables.protocol]):
        conditions.port.append(condition)
      default: conditions.others.append(condition)
      }
    }
    for family in universe.families.indices {
      switch probe(for: conditions, and: further, family) {
      case .found(let flow): return flow
      case .exhausted: continue
      case .tired: return nil
      }
    }
    return nil
  }

  /// The parts of a condition by what they speak about, families aside.
  private struct Conditions {
    var source: [Formula] = []
    var destination: [Formula] = []
    var port: [Formula] = []
    var others: [Formula] = []
  }

  private enum Probe {
    case found(Flow)
    case exhausted, tired
  }

  private func probe(for conditions: Conditions, and further: Formula, _ family: Int) -> Probe {
    let services = portsAndProtocols(conditions.port)
    let origins = rows(source, sources, conditions.source, family)
    let goals = rows(destination, destinations, conditions.destination, family)
    var valuation = Valuation(of: [], in: formulas)
    valuation.assign([Int32(family)], to: [variables.family])
    var patience = (cheap: 4_000, dear: 20)

    for goal in goals {
      valuation.assign(goal, to: destination.columns)
      for origin in origins {
        valuation.assign(origin, to: source.columns)
        for service in services {
          valuation.assign(service, to: [variables.port, variables.protocol])
          patience.cheap -= 1
          if patience.cheap < 0 { return .tired }
          guard conditions.others.allSatisfy({ valuation.satisfies($0) }),
            let flow = flow(of: valuation)
          else { continue }
          if valuation.satisfies(further) { return .found(flow) }
          patience.dear -= 1
          if patience.dear < 0 { return .tired }
        }
      }
    }
    return .exhausted
  }

  /// A port and a protocol for each combination that formulas can tell apart and that satisfies `conditions`.
  private func portsAndProtocols(_ conditions: [Formula]) -> [[Int32]] {
    var valuation = Valuation(of: [], in: formulas)
    let ports = formulas.cuts(of: variables.port).filter { $0 > 0 }
    return ports.flatMap { port in
      TransportProtocol.allCases.map { [Int32(port), Int32($0.rawValue)] }
    }.filter { service in
      valuation.assign(service, to: [variables.port, variables.protocol])
      return conditions.allSatisfy { valuation.satisfies($0) }
    }
  }

  /// The rows of the classes of pods and of the addresses of a family that satisfy `conditions`.
  private func rows(
    _ end: EndVariables, _ classes: PodClasses, _ conditions: [Formula], _ family: Int
  ) -> [[Int32]] {
    var valuation = Valuation(of: [], in: formulas)
    valuation.assign([Int32(family)], to: [variables.family])
    var rows: [[Int32]] = []
    func consider(_ row: [Int32]) {
      valuation.assign(row, to: end.columns)
      if conditions.allSatisfy({ valuation.satisfies($0) }) { rows.append(row) }
    }
    for podClass in classes.classes { consider(podClass.row) }
    let space = addressSpaces[family]
    for case let bits? in space.firstExternal {
      schema.row(of: IPAddress(family: space.family, bits: bits)).map(consider)
    }
    return rows
  }

  func conjuncts(of formula: Formula) -> [Formula] {
    var conjuncts: [Formula] = []
    var pending = [formula]
    while let formula = pending.popLast() {
      if case .all(let operands) = formulas.shape(of: formula) {
        pending.append(contentsOf: operands)
      } else {
        conjuncts.append(formula)
      }
    }
    return conjuncts
  }

  /// Whether `formula` is about these variables, and the family, alone.
  func speaks(_ formula: Formula, only variables: [Variable]) -> Bool {
    formulas.parts(of: [formula]).allSatisfy { part in
      switch formulas.shape(of: part) {
      case .atom(let variable, _):
        variable == self.variables.family || variables.contains(variable)
      case .equality(let first, let second):
        variables.contains(first) && variables.contains(second)
      case .constant, .not, .all: true
      }
    }
  }
}
