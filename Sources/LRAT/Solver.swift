/// A conflict-driven solver that keeps, for every clause it learns, why it follows.
///
/// The techniques are those of MiniSat (Eén and Sörensson, 2003), each in a file of its own: two watched literals, the first
/// unique implication point, minimisation, activities, restarts. Every decision depends on the formula alone.
struct Solver {
  /// A clause under a literal that must not become false unseen.
  struct Watch {
    var clause: Int32
    /// Another literal of the clause: where it is true, the clause need not be looked at.
    var blocker: Literal
  }

  /// The input, then what was learned; nothing is ever removed, for the proof may need it.
  var clauses = ClauseList()
  let inputCount: Int
  /// By learned clause: the clauses from which it follows, by index, in the order of a proof step.
  var hints: [Int32] = []
  var hintBounds: [Int32] = [0]
  /// By learned clause: on how many decision levels its literals lay when it was learned; 0 of one that is no longer watched.
  var glue: [Int32] = []

  /// By index of the literal that became false.
  var watches: [[Watch]]
  /// By index of the literal: 1 true, -1 false, 0 open.
  var values: [Int8]
  /// By variable.
  var levels: [Int32]
  /// By variable: the clause that implied it, -1 for a decision.
  var reasons: [Int32]
  /// By variable: where it is on the trail.
  var positions: [Int32]
  /// By variable that is assigned on level 0: the clause that consists of its literal.
  var unitClauses: [Int32]
  var trail: [Literal] = []
  /// Where the decision levels begin.
  var levelStarts: [Int] = []
  /// The first literal of the trail whose consequences are not drawn.
  var head = 0

  var heap: ActivityHeap
  /// By variable: its last value, or false.
  var phases: [Bool]
  /// By variable: scratch of the analysis.
  var isSeen: [Bool]
  var isSeenMore: [Bool]
  var isLevelSeen: [Bool]

  var conflicts = 0

  init(_ formula: CNF) {
    let count = formula.variableCount
    inputCount = formula.clauseCount
    watches = Array(repeating: [], count: 2 * count + 2)
    values = Array(repeating: 0, count: 2 * count + 2)
    levels = Array(repeating: 0, count: count + 1)
    reasons = Array(repeating: -1, count: count + 1)
    positions = Array(repeating: 0, count: count + 1)
    unitClauses = Array(repeating: -1, count: count + 1)
    phases = Array(repeating: false, count: count + 1)
    isSeen = Array(repeating: false, count: count + 1)
    isSeenMore = Array(repeating: false, count: count + 1)
    isLevelSeen = Array(repeating: false, count: count + 1)
    heap = ActivityHeap(variableCount: count)
    for index in 0..<formula.clauseCount {
      let literals = formula[clause: index]
      // A clause that cannot be false plays no part; it keeps its number.
      clauses.append(Self.isTautology(literals) ? [] : Self.distinct(literals))
      isTautology.append(literals.isEmpty == false && clauses.range(of: index).isEmpty)
    }
  }

  /// By clause of the input.
  private(set) var isTautology: [Bool] = []

  var level: Int { levelStarts.count }

  private static func isTautology(_ literals: ArraySlice<Literal>) -> Bool {
    if literals.count < 2 { return false }
    let sorted = literals.sorted()
    return zip(sorted, sorted.dropFirst()).contains { $0 == -$1 }
  }

  /// The literals once each, in order: two watches must be two literals.
  private static func distinct(_ literals: ArraySlice<Literal>) -> [Literal] {
    var kept: [Literal] = []
    for literal in literals where !kept.contains(literal) { kept.append(literal) }
    return kept
  }

  func value(_ literal: Literal) -> Int8 { values[literal.index] }

  /// Makes an open literal true.
  ///
  /// On level 0 the clause of it alone is learned, so that later steps need one hint for it.
  mutating func assign(_ literal: Literal, because reason: Int32) {
    let variable = literal.variable
    values[literal.index] = 1
    values[(-literal).index] = -1
    levels[variable] = Int32(level)
    reasons[variable] = reason
    positions[variable] = Int32(trail.count)
    trail.append(literal)
    if level == 0 { unitClauses[variable] = unitClause(of: literal, because: reason) }
  }

  private mutating func unitClause(of literal: Literal, because reason: Int32) -> Int32 {
    let range = clauses.range(of: Int(reason))
    if range.count == 1 { return reason }
    for index in range where clauses[literal: index] != literal {
      hints.append(unitClauses[clauses[literal: index].variable])
    }
    hints.append(reason)
    return learn(CollectionOfOne(literal), glue: 1)
  }

  /// Adds a clause for which the hints are already there.
  mutating func learn(_ literals: some Sequence<Literal>, glue count: Int) -> Int32 {
    clauses.append(literals)
    hintBounds.append(Int32(hints.count))
    glue.append(Int32(count))
    return Int32(clauses.count - 1)
  }

  mutating func watch(_ clause: Int32) {
    let range = clauses.range(of: Int(clause))
    let (first, second) = (
      clauses[literal: range.lowerBound], clauses[literal: range.lowerBound + 1]
    )
    watches[first.index].append(Watch(clause: clause, blocker: second))
    watches[second.index].append(Watch(clause: clause, blocker: first))
  }

  /// Takes back all decisions above a level, and what followed from them.
  mutating func backtrack(to target: Int) {
    guard level > target else { return }
    let start = levelStarts[target]
    for index in stride(from: trail.count - 1, through: start, by: -1) {
      let literal = trail[index]
      values[literal.index] = 0
      values[(-literal).index] = 0
      phases[literal.variable] = literal.isPositive
      heap.insert(literal.variable)
    }
    trail.removeLast(trail.count - start)
    levelStarts.removeLast(level - target)
    head = start
  }
}
