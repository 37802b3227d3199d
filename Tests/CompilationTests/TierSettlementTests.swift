import Formula
import Intents
import Testing

@testable import Compilation

/// Random tiers against a look at every way to settle what is unknown, every order of equals and every choice of
/// what is in doubt.
@Suite struct TierSettlementTests {
  /// What is written down of a rule for one flow.
  private struct Rule {
    var isSubject: Bool
    var possible: Bool
    var certain: Bool
    var action: RuleAction
    /// Nil where nothing is in doubt; else whether the fact holds.
    var fact: Bool?
  }

  private indirect enum Order {
    case rules([Rule])
    case ascending([Order])
    case tied([Order])
  }

  private static let outcomes: [ThreeValued] = [
    ThreeValued(.never), ThreeValued(.always), ThreeValued(possible: .always, certain: .never),
  ]

  @Test(arguments: 0..<400 as Range<UInt64>)
  func everySettlementAndEveryOrderCounts(seed: UInt64) {
    var random = Generator(state: seed)
    let stance = random.pick([nil, Stance.denial, .permission])
    var budget = 7
    let order = Self.order(depth: 2, stance, &budget, &random)
    let isolates = random.chance(30)
    let settles = random.chance(20)
    let next = random.pick(Self.outcomes)

    let formulas = FormulaStore()
    let tier = Tier(
      order: Self.order(order, stance), isolates: isolates ? .always : .never,
      settles: settles ? .always : .never)
    let decision = formulas.decision(of: tier, then: next)

    for modality in Modality.allCases {
      let after = modality == .may ? next.possible.isAlways : next.certain.isAlways
      let end = !isolates && (settles || after)
      let found = Self.best(order, stance) { choice in
        let ways = Self.settlements(choice).flatMap(Self.sequences).map { rules in
          Self.run(rules, passing: after, end: end)
        }
        return modality == .may ? ways.contains(true) : ways.allSatisfy(\.self)
      }
      let said = modality == .may ? decision.possible : decision.certain
      let isSame = said == (found ? .always : .never)
      #expect(isSame, "\(modality) of \(order): \(found)")
    }
  }

  // MARK: The tier, written for a reading

  private static func order(_ order: Order, _ stance: Stance?) -> Tier.Order {
    func formula(_ isTrue: Bool) -> Formula { isTrue ? .always : .never }
    switch order {
    case .rules(let rules):
      return .rules(
        rules.map { rule in
          Tier.Rule(
            subject: formula(rule.isSubject),
            match: ThreeValued(possible: formula(rule.possible), certain: formula(rule.certain)),
            action: rule.action,
            doubt: rule.fact.flatMap { fact in
              stance.map { Tier.Doubt(fact: formula(fact), stance: $0) }
            })
        })
    case .ascending(let orders): return .ascending(orders.map { self.order($0, stance) })
    case .tied(let orders): return .tied(orders.map { self.order($0, stance) })
    }
  }

  private static func order(
    depth: Int, _ stance: Stance?, _ budget: inout Int, _ random: inout Generator
  ) -> Order {
    if depth == 0 || random.chance(30) {
      var rules: [Rule] = []
      for _ in 0..<random.pick([1, 1, 2, 3]) where budget > 0 {
        budget -= 1
        let possible = random.chance(70)
        rules.append(
          Rule(
            isSubject: random.chance(85), possible: possible,
            certain: possible && random.chance(35),
            action: random.pick([.allow, .deny, .pass]),
            fact: stance == nil || random.chance(40) ? nil : random.chance(50)))
      }
      return .rules(rules)
    }
    var orders: [Order] = []
    for _ in 0..<random.pick([0, 1, 2, 2, 3]) {
      orders.append(order(depth: depth - 1, stance, &budget, &random))
    }
    return random.chance(50) ? .tied(orders) : .ascending(orders)
  }

  // MARK: The same, way by way

  /// Whether `holds`, for the choice of what rules in doubt match that favours the opposite of an answer.
  private static func best(
    _ order: Order, _ stance: Stance?, _ holds: (Order) -> Bool
  ) -> Bool {
    let choices = variants(order) { rule in
      guard rule.fact == false else { return [rule] }
      return [true, false].map { isMatch in
        var settled = rule
        (settled.possible, settled.certain) = (isMatch, isMatch)
        return settled
      }
    }
    return stance == .permission ? choices.allSatisfy(holds) : choices.contains(where: holds)
  }

  private static func settlements(_ order: Order) -> [Order] {
    variants(order) { rule in
      guard rule.isSubject, rule.possible != rule.certain else { return [rule] }
      return [true, false].map { isMatch in
        var settled = rule
        (settled.possible, settled.certain) = (isMatch, isMatch)
        return settled
      }
    }
  }

  /// The orders in which each rule is one of its variants.
  private static func variants(_ order: Order, _ variants: (Rule) -> [Rule]) -> [Order] {
    switch order {
    case .rules(let rules): product(rules.map(variants)).map(Order.rules)
    case .ascending(let orders):
      product(orders.map { self.variants($0, variants) }).map(Order.ascending)
    case .tied(let orders): product(orders.map { self.variants($0, variants) }).map(Order.tied)
    }
  }

  private static func sequences(_ order: Order) -> [[Rule]] {
    switch order {
    case .rules(let rules): return [rules]
    case .ascending(let orders): return product(orders.map(sequences)).map { $0.flatMap(\.self) }
    case .tied(let orders):
      return permutations(orders).flatMap { product($0.map(sequences)) }
        .map { $0.flatMap(\.self) }
    }
  }

  private static func product<Element>(_ columns: [[Element]]) -> [[Element]] {
    columns.reduce([[]]) { rows, column in rows.flatMap { row in column.map { row + [$0] } } }
  }

  private static func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    if elements.isEmpty { return [[]] }
    return elements.indices.flatMap { index in
      var others = elements
      let first = others.remove(at: index)
      return permutations(others).map { [first] + $0 }
    }
  }

  private static func run(_ rules: [Rule], passing next: Bool, end: Bool) -> Bool {
    guard let first = rules.first(where: { $0.isSubject && $0.certain }) else { return end }
    switch first.action {
    case .allow: return true
    case .deny: return false
    case .pass: return next
    }
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
}
