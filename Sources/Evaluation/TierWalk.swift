import ClusterModel

/// The way of one flow through the rules of a tier; `Passage` is the same for many flows at once, and remembers no rules.
struct TierWalk {
  /// A rule that matches, surely or perhaps, where the flow may come to it.
  private struct Stop {
    var rule: TierRule
    var isCertain: Bool
    /// Whether nothing before it may have matched.
    var isReached: Bool
    /// Stops of one policy in a tier, and of one level, are numbered alike.
    var level: Int
  }

  private let tier: PolicyTier
  private var stops: [Stop] = []
  private var misses: [TierRule] = []
  private var rank = Rank.only
  private var levelNumber = 0
  /// Whether the flow comes to the level, is left over by the policies of it that are behind it, and by this one so far.
  private var level = Ternary.yes
  private var beside = Ternary.yes
  private var open = Ternary.yes

  init(_ tier: PolicyTier) {
    self.tier = tier
  }

  /// Whether the flow is left over by all rules.
  private(set) var rest = Ternary.yes

  var mayPass: Bool { stops.contains { $0.rule.action == .pass } }

  /// Goes on to the policy at `next`, and says whether the flow may come to its next rule.
  mutating func comes(to next: Rank) -> Bool {
    if next != rank { turn(to: next) }
    return open != .no
  }

  private mutating func turn(to next: Rank) {
    let left = beside && open
    if next.priority == nil {
      (level, beside) = (.yes, left)
    } else if next.priority == rank.priority {
      beside = left
    } else {
      (level, beside) = (left, .yes)
      levelNumber += 1
    }
    open = level
    rank = next
  }

  mutating func meet(_ rule: TierRule, _ match: Ternary) {
    if match == .no {
      if rule.action == .allow { misses.append(rule) }
      return
    }
    stops.append(
      Stop(
        rule: rule, isCertain: match == .yes, isReached: open == .yes, level: levelNumber))
    let next: Ternary = match == .yes ? .no : .unknown
    // Of rules whose order is no matter all are met.
    if tier == .networkPolicy { rest = rest && next } else { open = open && next }
  }

  mutating func finish() {
    rest = rest && beside && open
  }

  /// What becomes of the flow.
  ///
  /// - Parameter below: what becomes of it where this tier leaves it to the next one, or at its end.
  func course(before below: Course) -> Course {
    var course = Course(passes: [], misses: misses + below.misses)
    for stop in stops where stop.rule.action != .pass {
      course.outcomes.append(
        Course.Outcome(
          tier: tier, action: stop.rule.action, rule: stop.rule.reference,
          isCertain: stop.isCertain))
    }
    course.outcomes += below.outcomes
    if tier == .admin {
      course.passes = stops.filter { $0.rule.action == .pass }.map(\.rule.reference)
    }
    course.ambiguity = ambiguity(before: below) ?? below.ambiguity
    return course
  }

  /// The first two rules of which either may come first, where that decides between the flow's being allowed and denied.
  private func ambiguity(before below: Course) -> Ambiguity? {
    func may(_ stop: Stop, _ action: RuleAction) -> Bool {
      stop.rule.action == .pass ? below.may(action) : stop.rule.action == action
    }
    func must(_ stop: Stop, _ action: RuleAction) -> Bool {
      stop.isCertain && stop.isReached
        && (stop.rule.action == .pass ? below.must(action) : stop.rule.action == action)
    }
    for allowing in stops where may(allowing, .allow) {
      for denying in stops where areTied(allowing, denying) && may(denying, .deny) {
        return Ambiguity(
          allowing: allowing.rule.reference, denying: denying.rule.reference,
          isCertain: must(allowing, .allow) && must(denying, .deny))
      }
    }
    return nil
  }

  /// Whether the rules are of two policies of which either may be tried first.
  private func areTied(_ first: Stop, _ second: Stop) -> Bool {
    let (left, right) = (first.rule.rank, second.rule.rank)
    if left.policy == right.policy { return false }
    return left.priority == nil || right.priority == nil || first.level == second.level
  }
}
