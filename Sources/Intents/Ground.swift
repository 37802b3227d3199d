public import ClusterModel

/// One fact about a policy that an answer may rest on: that the policy isolates, or what one of its rules says.
public struct Ground: Hashable, Comparable, Sendable {
  public var policy: PolicyID
  public var direction: Direction
  /// From 0, in written order; nil for the fact that the policy isolates the pods it selects.
  public var rule: Int?

  public init(_ policy: PolicyID, _ direction: Direction, rule: Int? = nil) {
    self.policy = policy
    self.direction = direction
    self.rule = rule
  }

  /// The NetworkPolicy, where it is one.
  public var networkPolicy: NetworkPolicyID? {
    if case .networkPolicy(let id) = policy { id } else { nil }
  }

  /// By policy as written, ingress first, the isolation before the rules.
  public static func < (left: Ground, right: Ground) -> Bool {
    (left.policy, left.direction.rawValue, left.rule ?? -1)
      < (right.policy, right.direction.rawValue, right.rule ?? -1)
  }
}

/// What an answer says of flows, and so which way its grounds count.
public enum Stance: Hashable, Sendable {
  /// Flows are denied. A policy that is no ground might isolate nobody, a rule that is none might admit anything.
  case denial
  /// Flows are allowed. A rule that is no ground might admit nothing.
  case permission
}

/// The facts that an answer rests on: with these alone it stays the same, whatever the others say.
public struct Core: Hashable, Sendable {
  public var stance: Stance
  /// In the order of `Ground`.
  public var grounds: [Ground]
  /// Whether the answer needs each of them: without any one of them it may change.
  public var isMinimal: Bool

  public init(_ stance: Stance, _ grounds: [Ground], isMinimal: Bool) {
    self.stance = stance
    self.grounds = grounds
    self.isMinimal = isMinimal
  }
}
