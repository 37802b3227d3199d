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
    /// No policy isolates the pod in this direction.
    case notIsolated
    /// The pod is isolated, and the rules decide.
    case rules
    /// The client's address may be replaced by a node's on the way (`clientAddress: may-be-node`).
    case translatedAddress
  }

  public var basis: Basis
  public var allowed: Ternary
  /// The rules that allow the flow, those that certainly match first, then as written.
  public var determiningRules: [RuleReference]
  /// The policies that isolate the pod in this direction, in written order.
  public var isolatingPolicies: [PolicyID]

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
