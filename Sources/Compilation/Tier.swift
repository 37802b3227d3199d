import Formula
import Intents

/// What a rule does with a flow that it matches.
enum RuleAction: Hashable, Sendable {
  case allow, deny
  /// The flow leaves the tier undecided.
  case pass
}

/// One step of a layer, as it applies to some pods in one direction.
///
/// Every policy API of the field has this shape: ordered rules, and a rule for what happens at their end.
struct Tier {
  struct Rule {
    /// Whether the pod that the rule speaks for is one of its subjects.
    var subject: Formula
    var match: ThreeValued
    var action: RuleAction
    /// Nil where it is certain that the rule says what it says.
    var doubt: Doubt?
  }

  /// What a rule matches is what it says where a fact holds, and open elsewhere: there it is taken the way that favours
  /// the opposite of an answer.
  struct Doubt {
    var fact: Formula
    var stance: Stance
  }

  /// In which order rules are tried.
  indirect enum Order {
    case rules([Rule])
    case ascending([Order])
    /// Of equal priority: any of them may come first, and a flow does not say which.
    case tied([Order])
  }

  var order = Order.rules([])
  /// Whether what no rule matched is denied here instead of going on to the next tier.
  var isolates: Formula = .never
  /// Whether what no rule matched, and is not denied, is allowed here instead of going on to the next tier.
  var settles: Formula = .never
}

extension Tier.Order {
  /// Whether every settlement of what is unknown, and every order, leads to the same decision.
  var isKnown: Bool {
    switch self {
    case .rules(let rules): rules.allSatisfy(\.match.isKnown)
    case .ascending(let orders): orders.allSatisfy(\.isKnown)
    case .tied(let orders): orders.count < 2 && orders.allSatisfy(\.isKnown)
    }
  }
}

/// A step of a layer: one tier for all pods, or by the code of a namespace the tier for its pods.
enum LayerStep {
  case same(Tier, Layer)
  case byNamespace([Tier])
}
