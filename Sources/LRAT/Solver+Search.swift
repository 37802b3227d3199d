extension Solver {
  enum Outcome {
    case satisfiable, refuted
    case exhausted(ProverLimits.Kind)
  }

  /// Decides the formula. After `refuted` the empty clause is the last one learned.
  ///
  /// - Parameter cases: literals that are assumed first, one at a time, until each is refuted by itself. They are advice: any
  ///   will do.
  mutating func solve(_ limits: ProverLimits, cases: [Literal]) -> Outcome {
    if let conflict = takeInput() {
      refute(by: conflict)
      return .refuted
    }
    var cases = cases[...]
    var restarts = 0
    var patience = Self.patience
    var reductions = 0
    var reductionAt = Self.firstReduction
    while true {
      if let conflict = propagate() {
        conflicts += 1
        if level == 0 {
          refute(by: conflict)
          return .refuted
        }
        if conflicts >= limits.conflicts { return .exhausted(.conflicts) }
        if proofSize >= limits.bytes { return .exhausted(.bytes) }
        let (clause, target) = analyze(conflict)
        backtrack(to: target)
        assign(clauses[literal: clauses.range(of: Int(clause)).lowerBound], because: clause)
        heap.decay()
        patience -= 1
        continue
      }
      if patience <= 0, level > 0 {
        backtrack(to: 0)
        restarts += 1
        patience = Self.patience * Self.luby(restarts)
        if conflicts >= reductionAt {
          reduce()
          reductions += 1
          reductionAt = conflicts + Self.firstReduction + Self.laterReduction * reductions
        }
      }
      guard let decision = nextDecision(&cases) else { return .satisfiable }
      levelStarts.append(trail.count)
      assign(decision, because: -1)
    }
  }

  /// Conflicts before the first restart, and the unit of the others.
  private static let patience = 64
  private static let firstReduction = 2_000
  private static let laterReduction = 300

  /// The bytes that the clauses and their hints take.
  var proofSize: Int { 4 * (clauses.literals.count + hints.count) }

  /// Watches the clauses of the input, and draws what follows from those of one literal.
  ///
  /// - Returns: a clause that is false.
  private mutating func takeInput() -> Int32? {
    for index in 0..<inputCount where !isTautology[index] {
      let range = clauses.range(of: index)
      if range.isEmpty { return Int32(index) }
      if range.count > 1 { watch(Int32(index)) }
    }
    for index in 0..<inputCount where clauses.range(of: index).count == 1 {
      let literal = clauses[literal: clauses.range(of: index).lowerBound]
      if value(literal) < 0 { return Int32(index) }
      if value(literal) == 0 { assign(literal, because: Int32(index)) }
    }
    return propagate()
  }

  private mutating func nextDecision(_ cases: inout ArraySlice<Literal>) -> Literal? {
    if level == 0 {
      while let first = cases.first {
        if value(first) == 0 { return first }
        cases.removeFirst()
      }
    }
    while let variable = heap.pop() {
      let literal = Literal(Int32(variable))
      if value(literal) == 0 { return phases[variable] ? literal : -literal }
    }
    return nil
  }

  /// 1, 1, 2, 1, 1, 2, 4, ...: from 1 on (Luby, Sinclair and Zuckerman, 1993).
  static func luby(_ number: Int) -> Int {
    var number = number
    while true {
      let width = Int.bitWidth - number.leadingZeroBitCount
      if number + 1 == 1 << width { return 1 << (width - 1) }
      number -= (1 << (width - 1)) - 1
    }
  }

  /// Stops watching half of the learned clauses: those that spanned the most levels. Called on level 0, where nothing
  /// else refers to them.
  private mutating func reduce() {
    var candidates = (inputCount..<clauses.count).filter { glue[$0 - inputCount] > 2 }
    candidates.sort { (-glue[$0 - inputCount], $0) < (-glue[$1 - inputCount], $1) }
    for clause in candidates.prefix(candidates.count / 2) { glue[clause - inputCount] = 0 }
    for index in watches.indices {
      watches[index].removeAll {
        Int($0.clause) >= inputCount && glue[Int($0.clause) - inputCount] == 0
      }
    }
  }
}
