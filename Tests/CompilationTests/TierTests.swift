import Formula
import Testing

@testable import Compilation

/// Tiers as other policy APIs will use them: allow, deny and pass, in order.
@Suite struct TierTests {
  private let formulas = FormulaStore()

  /// The decision for every value of a variable, `+` where it is allowed.
  private func decisions(_ tiers: (Variable) -> [Tier], _ modality: Modality = .must) -> String {
    let variable = formulas.declare("flow", size: 4)
    let decision = formulas.decision(of: tiers(variable), modality)
    return (0..<4).map { value in
      var values = [Int32](repeating: 0, count: formulas.variableCount)
      values[Int(variable.index)] = Int32(value)
      var valuation = Valuation(of: values, in: formulas)
      return valuation.satisfies(decision) ? "+" : "-"
    }.joined()
  }

  private func rule(_ action: RuleAction, _ variable: Variable, _ values: [Int]) -> Tier.Rule {
    Tier.Rule(
      subject: .always, match: ThreeValued(formulas.member(variable, of: values)), action: action)
  }

  @Test func nothingDecidedIsAllowed() {
    #expect(decisions { _ in [] } == "++++")
    #expect(decisions { _ in [Tier()] } == "++++")
  }

  @Test func theEndOfATierDeniesForWhomItIsolates() {
    #expect(
      decisions { flow in [Tier(rules: [rule(.allow, flow, [1, 2])], isolates: .always)] }
        == "-++-")
    #expect(
      decisions { flow in
        [Tier(rules: [rule(.allow, flow, [1])], isolates: formulas.member(flow, of: [0, 1]))]
      } == "-+++")
  }

  @Test func theFirstMatchingRuleDecides() {
    #expect(
      decisions { flow in
        [Tier(rules: [rule(.allow, flow, [0, 1]), rule(.deny, flow, [1, 2])])]
      } == "++-+")
    #expect(
      decisions { flow in
        [Tier(rules: [rule(.deny, flow, [1, 2]), rule(.allow, flow, [0, 1])])]
      } == "+--+")
  }

  @Test func passingSkipsTheRestOfTheTierOnly() {
    #expect(
      decisions { flow in
        [
          Tier(rules: [
            rule(.pass, flow, [0, 1]), rule(.deny, flow, [0, 1, 2]),
          ]),
          Tier(rules: [rule(.allow, flow, [1])], isolates: formulas.member(flow, of: [0, 1])),
        ]
      } == "-+-+")
  }

  @Test func laterTiersAreReachedWhereNothingIsDecided() {
    #expect(
      decisions { flow in
        [
          Tier(rules: [rule(.allow, flow, [0])]),
          Tier(rules: [rule(.deny, flow, [0, 1])]),
        ]
      } == "+-++")
  }

  @Test func theUnknownCountsForAllowingAndAgainstDenying() {
    func tier(_ action: RuleAction) -> (Variable) -> [Tier] {
      { flow in
        let match = ThreeValued(
          possible: formulas.member(flow, of: [0, 1]), certain: formulas.member(flow, of: [0]))
        let isolates: Formula = action == .allow ? .always : .never
        let rule = Tier.Rule(subject: .always, match: match, action: action)
        return [Tier(rules: [rule], isolates: isolates)]
      }
    }
    #expect(decisions(tier(.allow), .may) == "++--")
    #expect(decisions(tier(.allow), .must) == "+---")
    #expect(decisions(tier(.deny), .may) == "-+++")
    #expect(decisions(tier(.deny), .must) == "--++")
  }
}
