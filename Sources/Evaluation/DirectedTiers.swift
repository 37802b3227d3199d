import ClusterModel

/// The tiers of both directions, each in the order in which they decide.
struct DirectedTiers: Sendable {
  private var ingress: [Tier] = []
  private var egress: [Tier] = []

  subscript(direction: Direction) -> [Tier] {
    get {
      switch direction {
      case .ingress: ingress
      case .egress: egress
      }
    }
    _modify {
      switch direction {
      case .ingress: yield &ingress
      case .egress: yield &egress
      }
    }
  }
}
