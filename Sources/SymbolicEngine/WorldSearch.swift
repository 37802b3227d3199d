import ClusterModel
import Compilation
import Formula
import Intents
import Z3

/// The search for the flows of wider worlds that violate a claim in one way.
struct WorldSearch {
  let reading: SymbolicReading
  let violation: Violation
  let division: CaseDivision?
  /// Which of the reading's flows are asked about.
  let isAsked: Formula

  enum Result {
    case found([NewEnds: Answer.Counterexample])
    case gaveUp(reason: String)
  }

  /// A flow for each of `kinds`, as far as there is one; where one is without new ends, it alone.
  func run(_ session: SolverSession, _ kinds: [NewEnds]) -> Result {
    if violation.formula.isNever || kinds.isEmpty { return .found([:]) }
    let common = reading.formulas.all([division?.common ?? violation.formula, isAsked])
    return session.assuming(common) {
      // All cases are stated before the first is asked: what is asserted between checks costs each anew.
      let cases: [Term?] = division.map { $0.cases.map(session.name) } ?? [nil]
      var pending = kinds
      var literal = session.name(isOne(of: pending))
      var models: [NewEnds: [Int32]] = [:]
      for assumption in cases {
        // All kinds at once: most cases have none.
        while !pending.isEmpty, models[.none] == nil {
          let outcome = session.check(literal, assumption)
          if case .unknown(let reason) = outcome { return .gaveUp(reason: reason) }
          if outcome == .unsat { break }
          let values = session.values()
          let ends = reading.newEnds(in: values)
          models[ends] = values
          pending.removeAll { $0 == ends }
          literal = session.name(isOne(of: pending))
        }
      }
      if let model = models[.none] { models = [.none: model] }
      var found: [NewEnds: Answer.Counterexample] = [:]
      for (ends, values) in models.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        found[ends] = smallest(values, ends, session)
      }
      return .found(found)
    }
  }

  private func isOne(of kinds: [NewEnds]) -> Formula {
    reading.formulas.any(kinds.map(reading.has))
  }

  private func smallest(
    _ values: [Int32], _ ends: NewEnds, _ session: SolverSession
  ) -> Answer.Counterexample {
    let isSpoken = reading.formulas.all([reading.has(ends), isAsked])
    var shrinking = Shrinking(
      reading, session, values, reading.suppositions(ends), existing: reading.flows,
      condition: reading.formulas.all([violation.formula, isSpoken]),
      asserting: (division?.cases ?? [.always]).map { reading.formulas.all([$0, isSpoken]) })
    shrinking.shrink()
    shrinking.preferGivenNamespaces(ends)
    shrinking.preferInternet()
    shrinking.lowerPort()
    let openAddresses = shrinking.openAddresses(ends)
    guard let (flow, hypothesis) = shrinking.counterexample(openAddresses) else {
      preconditionFailure("a model of Z3 does not decode to a flow that satisfies its formula")
    }
    return Answer.Counterexample(flow: flow, hypothesis: hypothesis)
  }
}
