import Formula

/// Which side of an Unknown counts (intents.md, "Must and may").
public enum Modality: Hashable, Sendable, CaseIterable {
  case may, must
}

/// A condition that rests on what may not be known: two formulas, equal where everything is.
struct ThreeValued: Hashable {
  /// With every Unknown taken as true.
  var possible: Formula
  /// With every Unknown taken as false.
  var certain: Formula

  init(possible: Formula, certain: Formula) {
    self.possible = possible
    self.certain = certain
  }

  init(_ known: Formula) {
    possible = known
    certain = known
  }

  var isKnown: Bool { possible == certain }
}

extension FormulaStore {
  func all(_ conditions: [ThreeValued]) -> ThreeValued {
    let possible = all(conditions.map(\.possible))
    if conditions.allSatisfy(\.isKnown) { return ThreeValued(possible) }
    return ThreeValued(possible: possible, certain: all(conditions.map(\.certain)))
  }

  func any(_ conditions: [ThreeValued]) -> ThreeValued {
    let possible = any(conditions.map(\.possible))
    if conditions.allSatisfy(\.isKnown) { return ThreeValued(possible) }
    return ThreeValued(possible: possible, certain: any(conditions.map(\.certain)))
  }
}
