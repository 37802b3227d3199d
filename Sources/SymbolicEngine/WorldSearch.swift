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

  /// What is looked for: flows with some new ends.
  struct Kind: Hashable {
    var ends: NewEnds
    /// Which of the reading's flows are asked about.
    var isAsked: Formula
  }

  enum Result {
    case found([Kind: Answer.Counterexample])
    case gaveUp(reason: String)
  }

  /// A flow for each of `kinds`, as far as there is one; where one is without new ends, such alone.
  func run(_ session: SolverSession, _ kinds: [Kind]) -> Result {
    if violation.formula.isNever || kinds.isEmpty { return .found([:]) }
    let isAsked = reading.formulas.any(Set(kinds.map(\.isAsked)).sorted())
    let common = reading.formulas.all([division?.common ?? violation.formula, isAsked])
    return session.assuming(common) {
      // All cases are stated before the first is asked: what is asserted between checks costs each anew.
      let cases: [Term?] = division.map { $0.cases.map(session.name) } ?? [nil]
      var pending = kinds
      var literal = session.name(isOne(of: pending))
      var models: [(kind: Kind, values: [Int32])] = []
      for assumption in cases {
        // All kinds at once: most cases have none.
        while !pending.isEmpty, models.last?.kind.ends != NewEnds.none {
          let outcome = session.check(literal, assumption)
          if case .unknown(let reason) = outcome { return .gaveUp(reason: reason) }
          if outcome == .unsat { break }
          let values = session.values()
          let shown = pending.filter { isOne($0, values) }
          precondition(!shown.isEmpty, "a model of Z3 is none of what it was asked for")
          models += shown.map { ($0, values) }
          pending.removeAll(where: shown.contains)
          literal = session.name(isOne(of: pending))
        }
      }
      let given = models.filter { $0.kind.ends == .none }
      var found: [Kind: Answer.Counterexample] = [:]
      for (kind, values) in given.isEmpty ? models : given {
        found[kind] = smallest(values, kind, session)
      }
      return .found(found)
    }
  }

  private func isOne(of kinds: [Kind]) -> Formula {
    reading.formulas.any(kinds.map(isSpoken))
  }

  private func isSpoken(_ kind: Kind) -> Formula {
    reading.formulas.all([reading.has(kind.ends), kind.isAsked])
  }

  private func isOne(_ kind: Kind, _ values: [Int32]) -> Bool {
    var valuation = Valuation(of: values, in: reading.formulas)
    return reading.newEnds(in: values) == kind.ends && valuation.satisfies(kind.isAsked)
  }

  private func smallest(
    _ values: [Int32], _ kind: Kind, _ session: SolverSession
  ) -> Answer.Counterexample {
    let isSpoken = isSpoken(kind)
    var shrinking = Shrinking(
      reading, session, values, reading.suppositions(kind.ends), existing: reading.flows,
      condition: reading.formulas.all([violation.formula, isSpoken]),
      asserting: (division?.cases ?? [.always]).map { reading.formulas.all([$0, isSpoken]) })
    shrinking.shrink()
    shrinking.preferGivenNamespaces(kind.ends)
    shrinking.preferInternet()
    shrinking.lowerPort()
    let openAddresses = shrinking.openAddresses(kind.ends)
    guard let (flow, hypothesis) = shrinking.counterexample(openAddresses) else {
      preconditionFailure("a model of Z3 does not decode to a flow that satisfies its formula")
    }
    return Answer.Counterexample(flow: flow, hypothesis: hypothesis)
  }
}
