public import ClusterModel

/// What is decided of one flow, and by what.
public struct Decision: Hashable, Sendable {
  public var egress: DirectionDecision
  public var ingress: DirectionDecision

  /// no: denied; unknown: it may be allowed; yes: it must be.
  public var allowed: Ternary { egress.allowed && ingress.allowed }

  public var isPossible: Bool { allowed != .no }

  public var isCertain: Bool { allowed == .yes }
}

/// What one direction says of a flow.
public struct DirectionDecision: Hashable, Sendable {
  public enum Basis: Hashable, Sendable {
    /// The end is an address outside the cluster: no policy speaks for it.
    case external
    /// The end is a hostNetwork pod: policies do not select it (C-41).
    case hostNetwork
    /// A node and its own pods reach each other (C-43).
    case ownNode
    /// `cni: none`.
    case notEnforced
    /// No policy isolates the pod in this direction, and no rule of another tier decides.
    case notIsolated
    /// The rules decide, or that none of them matches where the pod is isolated.
    case rules
    /// The client's address may be replaced by a node's on the way (`clientAddress: may-be-node`).
    case translatedAddress
  }

  public var basis: Basis
  public var allowed: Ternary
  /// The rules that decide as `allowed` says, those that certainly match first, then in the order in which they are tried: of a
  /// flow that is denied those that deny it, of one that is allowed those that allow it. Of one that may be either, those
  /// that may allow it, and then those that may deny it.
  public var determiningRules: [RuleReference]
  /// The policies that isolate the pod in this direction, in written order.
  public var isolatingPolicies: [PolicyID]
  /// The tier that decides as `allowed` says, the first of several that may; nil where none does, so that the flow is allowed. Of a
  /// flow that may be either, the first that may allow it.
  public var tier: PolicyTier?
  /// The rules that lead past the rest of the Admin tier, or may, in the order in which they are tried.
  public var passes: [RuleReference] = []
  /// Two rules of equal priority that disagree about the flow.
  public var ambiguity: Ambiguity?

  init(
    _ basis: Basis, _ allowed: Ternary = .yes, determiningRules: [RuleReference] = [],
    isolatingPolicies: [PolicyID] = []
  ) {
    self.basis = basis
    self.allowed = allowed
    self.determiningRules = determiningRules
    self.isolatingPolicies = isolatingPolicies
  }
}

/// Two rules of different policies of which the API leaves open which one is tried first, and of which the one leads to
/// the flow's being allowed and the other to its being denied (C-101). Either may be one that passes.
public struct Ambiguity: Hashable, Sendable {
  public var allowing: RuleReference
  public var denying: RuleReference
  /// Whether both of them certainly match: then which one is tried first is all that is not known.
  public var isCertain: Bool
}
