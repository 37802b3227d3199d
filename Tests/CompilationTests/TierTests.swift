import Formula
import Testing

@testable import Compilation

/// Tiers as other policy APIs will use them: allow, deny and pass, in order.
@Suite struct TierTests {
  private let formulas = FormulaStore()

  /// The decision for every value of a variable, `+` where it is allowed.
  private func decisions(_ tiers: (Variable) -> [Tier], _ modality: Modality = .must) -> String {
    let variable = formulas.declare("flow", size: 4)
    let both = tiers(variable).reversed().reduce(ThreeValued(.always)) {
      formulas.decision(of: $1, then: $0)
    }
    let decision = modality == .may ? both.possible : both.certain
    return (0..<4).map { value in
      var values = [Int32](repeating: 0, count: formulas.variableCount)
      values[Int(variable.index)] = Int32(value)
      var valuation = Valuation(of: values, in: formulas)
      return valuation.satisfies(decision) ? "+" : "-"
    }.joined()
  }

  private func rule(
    _ action: RuleAction, _ variable: Variable, _ values: [Int], possibly: [Int] = []
  ) -> Tier.Rule {
    Tier.Rule(
      subject: .always,
      match: ThreeValued(
        possible: formulas.member(variable, of: values + possibly),
        certain: formulas.member(variable, of: values)), action: action)
  }

  private func tier(_ rules: Tier.Rule..., isolates: Formula = .never) -> Tier {
    Tier(order: .rules(rules), isolates: isolates)
  }

  @Test func nothingDecidedIsAllowed() {
    #expect(decisions { _ in [] } == "++++")
    #expect(decisions { _ in [Tier()] } == "++++")
  }

  @Test func theEndOfATierDeniesForWhomItIsolates() {
    #expect(
      decisions { flow in [tier(rule(.allow, flow, [1, 2]), isolates: .always)] }
        == "-++-")
    #expect(
      decisions { flow in
        [tier(rule(.allow, flow, [1]), isolates: formulas.member(flow, of: [0, 1]))]
      } == "-+++")
  }

  @Test func theFirstMatchingRuleDecides() {
    #expect(
      decisions { flow in
        [tier(rule(.allow, flow, [0, 1]), rule(.deny, flow, [1, 2]))]
      } == "++-+")
    #expect(
      decisions { flow in
        [tier(rule(.deny, flow, [1, 2]), rule(.allow, flow, [0, 1]))]
      } == "+--+")
  }

  @Test func passingSkipsTheRestOfTheTierOnly() {
    #expect(
      decisions { flow in
        [
          tier(rule(.pass, flow, [0, 1]), rule(.deny, flow, [0, 1, 2])),
          tier(rule(.allow, flow, [1]), isolates: formulas.member(flow, of: [0, 1])),
        ]
      } == "-+-+")
  }

  @Test func laterTiersAreReachedWhereNothingIsDecided() {
    #expect(
      decisions { flow in
        [
          tier(rule(.allow, flow, [0])), tier(rule(.deny, flow, [0, 1])),
        ]
      } == "+-++")
  }

  @Test func whatATierSettlesGoesNoFurther() {
    let tiers: (Variable) -> [Tier] = { flow in
      [
        Tier(
          order: .rules([rule(.allow, flow, [0])]), isolates: formulas.member(flow, of: [0, 1]),
          settles: formulas.member(flow, of: [1, 2])),
        tier(rule(.deny, flow, [0, 1, 2, 3])),
      ]
    }
    #expect(decisions(tiers) == "+-+-")
  }

  @Test func theUnknownCountsForAllowingAndAgainstDenying() {
    let accepting: (Variable) -> [Tier] = { flow in
      [tier(rule(.allow, flow, [0], possibly: [1]), isolates: .always)]
    }
    #expect(decisions(accepting, .may) == "++--")
    #expect(decisions(accepting, .must) == "+---")
    let denying: (Variable) -> [Tier] = { flow in
      [tier(rule(.deny, flow, [0], possibly: [1]))]
    }
    #expect(decisions(denying, .may) == "-+++")
    #expect(decisions(denying, .must) == "--++")
  }

  @Test func anUnknownPassIsAFork() {
    // The way on denies all: what may stay, may be allowed.
    let isolating: (Variable) -> [Tier] = { flow in
      [
        tier(rule(.pass, flow, [0], possibly: [1]), rule(.allow, flow, [0, 1, 2])),
        tier(isolates: .always),
      ]
    }
    #expect(decisions(isolating, .may) == "-++-")
    #expect(decisions(isolating, .must) == "--+-")
    // The way on allows all: what may pass, may be allowed, and what may stay, need not be.
    let denying: (Variable) -> [Tier] = { flow in
      [tier(rule(.pass, flow, [0], possibly: [1]), rule(.deny, flow, [0, 1, 2])), Tier()]
    }
    #expect(decisions(denying, .may) == "++-+")
    #expect(decisions(denying, .must) == "+--+")
  }

  @Test func whicheverOfEqualPriorityGivesSomethingMayComeFirst() {
    let tied: (Variable) -> [Tier] = { flow in
      [
        Tier(
          order: .tied([
            .rules([rule(.allow, flow, [0, 1])]), .rules([rule(.deny, flow, [1, 2])]),
          ]))
      ]
    }
    #expect(decisions(tied, .may) == "++-+")
    #expect(decisions(tied, .must) == "+--+")
  }

  @Test func equalPrioritiesThatAgreeAreNoDoubt() {
    let tied: (Variable) -> [Tier] = { flow in
      [
        Tier(
          order: .tied([
            .rules([rule(.deny, flow, [0]), rule(.allow, flow, [0, 1])]),
            .rules([rule(.allow, flow, [1, 2])]), .rules([rule(.deny, flow, [0])]),
          ]), isolates: .always)
      ]
    }
    #expect(decisions(tied, .may) == "-++-")
    #expect(decisions(tied, .must) == "-++-")
  }
}
