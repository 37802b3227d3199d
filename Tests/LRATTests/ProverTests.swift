import LRAT
import Samples
import Testing

@Suite struct ProverTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func theProverAgreesWithTryingEveryAssignment(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var refuted = 0
    for _ in 0..<25 {
      let variables = Int.random(in: 1...10, using: &generator)
      let count = Int.random(in: 0...variables * 6, using: &generator)
      let clauses = Formulas.random(variables: variables, clauses: count, using: &generator)
      let formula = Formulas.cnf(variables, clauses)
      switch formula.prove(cases: [1, -2, 3].prefix(variables).map { Literal($0) }) {
      case .satisfiable(let isTrue):
        let satisfies = clauses.allSatisfy { clause in
          clause.contains { isTrue.contains(Int($0.magnitude)) == ($0 > 0) }
        }
        #expect(satisfies)
      case .refuted(let core):
        refuted += 1
        let isSatisfiable = Formulas.isSatisfiable(variables, clauses)
        #expect(!isSatisfiable)
        try expectProof(core, of: formula)
      case .exhausted: Issue.record("a formula of \(variables) variables took too long")
      }
    }
    #expect((5...23).contains(refuted), "all formulas are of one kind")
  }

  /// The proof is accepted as text, by the checker and by the reference, and the core is what it says.
  private func expectProof(_ core: ProvedCore, of formula: CNF) throws {
    let (cnf, lrat) = (core.formula.dimacs(), core.proof.lrat)
    let read = try CNF(dimacs: Array(cnf.utf8))
    let isSame = read == core.formula
    #expect(isSame)
    #expect(try read.checkRefutation(Array(lrat.utf8)) == core.proof.steps.count)
    #expect(ReferenceCheck.isValid(formula: cnf, proof: lrat))
    for (position, index) in core.clauseIndices.enumerated() {
      let written = core.formula[clause: position].map { literal in
        Int32(core.variables[literal.variable - 1]) * (literal.isPositive ? 1 : -1)
      }
      #expect(written == formula[clause: index].map(\.number))
    }
  }

  @Test func nothingIsLeftOverInATrimmedProof() throws {
    guard case .refuted(let core) = Formulas.pigeonhole(5).prove() else {
      Issue.record("six pigeons fit into five holes")
      return
    }
    let used = Set(core.proof.steps.flatMap(\.hints))
    #expect(used.count == core.proof.clauseCount + core.proof.steps.count - 1)
    #expect(core.formula.clauseCount == Formulas.pigeonhole(5).clauseCount)
  }

  @Test func knownContradictionsAreRefuted() throws {
    var generator = SplitMix64(seed: 7)
    for formula in [
      Formulas.pigeonhole(4), Formulas.pigeonhole(6), Formulas.parity(10, using: &generator),
      Formulas.parity(14, using: &generator),
    ] {
      guard case .refuted(let core) = formula.prove() else {
        Issue.record("a contradiction is not refuted")
        continue
      }
      #expect(try core.formula.checkRefutation(Array(core.proof.lrat.utf8)) > 0)
    }
  }

  @Test func theSameFormulaHasTheSameProof() {
    let texts = (0..<3).map { _ in
      if case .refuted(let core) = Formulas.pigeonhole(5).prove() {
        core.formula.dimacs() + core.proof.lrat
      } else {
        ""
      }
    }
    #expect(Set(texts).count == 1 && texts[0] != "")
  }

  @Test func limitsAreRefusals() {
    let formula = Formulas.pigeonhole(8)
    guard case .exhausted(.conflicts) = formula.prove(limits: ProverLimits(conflicts: 50)),
      case .exhausted(.bytes) = formula.prove(limits: ProverLimits(bytes: 20_000))
    else {
      Issue.record("a limit was passed")
      return
    }
  }

  @Test func emptyClausesAndEmptyFormulasAreWhatTheyAre() throws {
    guard case .satisfiable(let isTrue) = CNF().prove() else {
      Issue.record("nothing is not satisfied")
      return
    }
    #expect(isTrue.isEmpty)
    guard case .refuted(let core) = Formulas.cnf(1, [[1], []]).prove() else {
      Issue.record("the empty clause is satisfied")
      return
    }
    #expect(core.formula.dimacs() == "p cnf 0 1\n0\n" && core.proof.lrat == "2 0 1 0\n")
  }

  @Test func casesAreRefutedOneByOne() throws {
    // In each of ten cases the same variables contradict themselves.
    var clauses: [[Int32]] = [(1...10).map(\.self)]
    for number in 1...10 as ClosedRange<Int32> {
      let (left, right) = (number + 10, number + 20)
      for signs in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Int32, Int32)] {
        clauses.append([-number, left * signs.0, right * signs.1])
      }
    }
    let formula = Formulas.cnf(30, clauses)
    guard case .refuted(let core) = formula.prove(cases: (1...10).map { Literal($0) }) else {
      Issue.record("a contradiction is not refuted")
      return
    }
    let units = core.proof.steps.filter { $0.clause.count == 1 && !$0.clause[0].isPositive }
    #expect(units.count >= 9)
    #expect(try core.formula.checkRefutation(Array(core.proof.lrat.utf8)) > 9)
  }
}
