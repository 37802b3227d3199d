import Formula
import Testing

@Suite struct FormulaStoreTests {
  /// Two variables of three values: small enough to ask every assignment.
  private struct Scope {
    let store = FormulaStore()
    let x: Variable
    let y: Variable
    private var valuations: [Valuation] = []

    init() {
      x = store.declare("x", size: 3)
      y = store.declare("y", size: 3)
      for value in 0..<9 as Range<Int32> {
        valuations.append(Valuation(of: [value / 3, value % 3], in: store))
      }
    }

    /// Every atom, and what one connective makes of two of them.
    var formulas: [Formula] {
      var atoms: [Formula] = []
      for variable in [x, y] {
        for lower in 0..<3 {
          for upper in lower..<3 { atoms.append(store.member(variable, of: lower...upper)) }
        }
      }
      let pairs = atoms.flatMap { left in
        atoms.flatMap { right in
          [store.all([left, right]), store.any([left, right]), store.implies(left, right)]
        }
      }
      return Set(atoms + pairs).sorted()
    }

    /// The assignments that satisfy `formula`, a bit each.
    mutating func meaning(_ formula: Formula) -> UInt16 {
      var meaning: UInt16 = 0
      for value in valuations.indices where valuations[value].satisfies(formula) {
        meaning |= 1 << UInt16(value)
      }
      return meaning
    }
  }

  @Test func connectivesMeanWhatTheySay() {
    var scope = Scope()
    let formulas = scope.formulas
    var failures = 0
    for left in formulas {
      let a = scope.meaning(left)
      if scope.meaning(.not(left)) != ~a & 0x1FF { failures += 1 }
      for right in formulas.prefix(60) {
        let b = scope.meaning(right)
        if scope.meaning(scope.store.all([left, right])) != a & b { failures += 1 }
        if scope.meaning(scope.store.any([left, right])) != a | b { failures += 1 }
        if scope.meaning(scope.store.implies(left, right)) != (~a | b) & 0x1FF { failures += 1 }
      }
    }
    #expect(failures == 0)
  }

  @Test func equalSetsOfValuesAreOneFormula() {
    let scope = Scope()
    let store = scope.store
    for set in 0..<8 {
      let values = (0..<3).filter { set & 1 << $0 != 0 }
      let others = (0..<3).filter { set & 1 << $0 == 0 }
      let isMember = store.member(scope.x, of: values)
      #expect(isMember == .not(store.member(scope.x, of: others)))
      #expect(isMember == store.member(scope.x, of: values.reversed() + values))
    }
  }

  @Test func constructionFoldsConstants() {
    let scope = Scope()
    let store = scope.store
    let atom = store.equal(scope.x, 1)
    #expect(store.all([]) == .always)
    #expect(store.any([]) == .never)
    #expect(store.all([atom, .always, atom]) == atom)
    #expect(store.any([atom, .never]) == atom)
    #expect(store.all([atom, .not(atom)]) == .never)
    #expect(store.any([.not(atom), atom]) == .always)
    #expect(store.all([atom, .never]) == .never)
    #expect(store.implies(.never, atom) == .always)
    #expect(store.member(scope.x, of: 0...9) == .always)
    #expect(store.equal(scope.x, 3) == .never)
    #expect(Formula.not(.not(atom)) == atom)
  }

  @Test func orderAndRepetitionMakeNoDifference() {
    let scope = Scope()
    let parts = [
      scope.store.equal(scope.x, 1), scope.store.equal(scope.y, 1),
      .not(scope.store.equal(scope.y, 0)),
    ]
    let count = scope.store.nodeCount
    let formula = scope.store.all(parts)
    #expect(scope.store.all(parts.reversed() + parts) == formula)
    #expect(scope.store.nodeCount == count + 1)
  }

  @Test func choicesSayOneThingInEachCase() {
    var scope = Scope()
    let store = scope.store
    let one = store.equal(scope.y, 1)
    let two = store.equal(scope.y, 2)
    let choice = store.choose(by: scope.x, [(0, one), (1, two)], otherwise: .never)
    let partial = store.choose(by: scope.x, [(0, one), (2, one)], otherwise: .always)
    let meanings = [scope.meaning(choice), scope.meaning(partial)]
    #expect(meanings == [1 << 1 | 1 << 5, 0b010_111_010])
  }

  @Test func cutsAreWhereTruthMayChange() {
    let store = FormulaStore()
    let port = store.declare("port", size: 100)
    _ = store.member(port, of: 20...29)
    _ = store.equal(port, 99)
    _ = store.member(port, of: 50...99)
    #expect(store.cuts(of: port) == [0, 20, 30, 50, 99])
  }

  @Test func partsComeBeforeWhatTheyAreIn() {
    let scope = Scope()
    let store = scope.store
    let inner = store.all([store.equal(scope.x, 0), store.equal(scope.y, 1)])
    let outer = store.any([inner, store.equal(scope.y, 1)])
    _ = store.equal(scope.y, 0)
    let parts = store.parts(of: [outer])
    #expect(parts.count == 4)
    #expect(parts == parts.sorted())
    #expect(parts.last.map(Formula.not) == outer)
  }

  @Test func deepFormulasNeedNoDeepStack() {
    let store = FormulaStore()
    let bits = (0..<200_000).map { _ in store.declare("bit", size: 2) }
    var formula = Formula.always
    for bit in bits {
      formula = .not(store.all([formula, store.equal(bit, 1)]))
    }
    var valuation = Valuation(of: [Int32](repeating: 1, count: bits.count), in: store)
    let isSatisfied = valuation.satisfies(formula)
    #expect(isSatisfied)
    #expect(store.parts(of: [formula]).count > bits.count)
  }

  @Test func equalityOfVariablesIsOfTheirValues() {
    var scope = Scope()
    let formula = scope.store.equal(scope.y, scope.x)
    #expect(formula == scope.store.equal(scope.x, scope.y))
    #expect(scope.store.equal(scope.x, scope.x).isAlways)
    // 00, 11 and 22 of the nine.
    #expect(scope.meaning(formula) == 0b1_0001_0001)
    guard case .equality(let first, let second) = scope.store.shape(of: formula) else {
      Issue.record("an equality has another shape")
      return
    }
    #expect([first, second] == [scope.x, scope.y])
    let lone = scope.store.declare("lone", size: 1)
    #expect(scope.store.equal(lone, scope.store.declare("other", size: 1)).isAlways)
  }

  @Test func valuationsForgetTheLastAssignment() {
    let scope = Scope()
    let formula = scope.store.all([
      scope.store.equal(scope.x, 1), scope.store.equal(scope.y, 1),
    ])
    var valuation = Valuation(of: [1, 1], in: scope.store)
    let first = valuation.satisfies(formula)
    valuation.assign([1, 2])
    let second = valuation.satisfies(formula)
    valuation.assign([1])
    let missing = valuation.satisfies(scope.store.equal(scope.y, 0))
    #expect(first && !second && missing)
  }

  @Test func thousandsOfFormulasStayDistinct() {
    let store = FormulaStore()
    let variables = (0..<40).map { store.declare("v\($0)", size: 100) }
    var seen: Set<Formula> = []
    for variable in variables {
      for value in 0..<100 { seen.insert(store.equal(variable, value)) }
    }
    for left in variables.prefix(20) {
      for right in variables.suffix(20) {
        seen.insert(store.all([store.equal(left, 3), store.equal(right, 4)]))
      }
    }
    // Each node again: nothing may be added.
    let count = store.nodeCount
    for variable in variables {
      for value in 0..<100 { seen.insert(store.equal(variable, value)) }
    }
    #expect(seen.count == 4000 + 400)
    #expect(store.nodeCount == count)
  }
}
