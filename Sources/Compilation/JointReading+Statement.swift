public import ClusterModel
public import Formula
public import Intents

/// What two sides claim of each other, as formulas over named parts.
extension JointReading {
  /// The flows that differ in one way.
  public func differs(_ difference: FlowDifference) -> Formula {
    switch difference {
    case .gained: onlyAllowed(.new, .may)
    case .lost: onlyAllowed(.old, .may)
    case .settled: onlyCertain(.new)
    case .unsettled: onlyCertain(.old)
    }
  }

  /// - Precondition: Nothing was asked of the reading yet.
  fileprivate func statement(of relation: Relation, in world: World) -> Statement {
    definitions = Definitions()
    for side in Side.allCases { self[side].definitions = Definitions(of: side) }
    let background = ends
    let isFlow = formulas.all([
      named(formulas.all(pair), .flow), named(isIn(world), .world),
    ])
    let breaches = relation.differences.map { difference in
      Statement.Breach(
        kind: .difference(difference), formula: formulas.all([isFlow, differs(difference)]))
    }
    let lists = [definitions] + Side.allCases.map { self[$0].definitions }
    return Statement(
      formulas: formulas,
      definitions: lists.flatMap { $0?.list ?? [] }.sorted { $0.variable < $1.variable },
      background: background, breaches: breaches.filter { !$0.formula.isNever }, cases: [],
      meanings: meanings())
  }

  /// `formula`, or the name of the part where names are given.
  func named(_ formula: Formula, _ part: @autoclosure () -> Part) -> Formula {
    if formula.isAlways || formula.isNever { return formula }
    return definitions?.name(part(), nil, formula, in: formulas) ?? formula
  }

  func word(_ end: End) -> FlowEnd {
    end.new.namespace == source.new.namespace ? .source : .destination
  }

  /// What the variables of both sides stand for.
  private func meanings() -> [Variable: Meaning] {
    var meanings = old.meanings().merging(new.meanings()) { first, _ in first }
    let names = ["(another)"] + places.nodes.map { new.snapshot.symbols[$0] }
    for side in nodes.values {
      for variable in [side.source, side.destination] {
        meanings[variable] = .words(.place, names)
      }
    }
    return meanings
  }
}

extension Statement {
  /// The statement of a relation of two sides in a world.
  ///
  /// - Parameters:
  ///   - old: has the namespaces and pods of `new`, by index; what it lacks is a pod that has finished.
  ///   - absent: by side, the namespaces that it does not have.
  ///   - world: not `openBoth`, since new pods come one at a time.
  public init(
    of relation: Relation, in world: World, old: Snapshot, new: Snapshot,
    absent: [JointReading.Side: [NamespaceID]], _ assumptions: Assumptions
  ) {
    precondition(world != .openBoth, "new pods come one at a time")
    let reading = JointReading(
      old: old, new: new, absent: absent, assumptions: assumptions, coverage: [],
      isWider: world != .deployed)
    self = reading.statement(of: relation, in: world)
  }
}
