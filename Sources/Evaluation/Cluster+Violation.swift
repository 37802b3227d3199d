public import ClusterModel
public import Intents

/// How a flow breaks a claim.
public enum Violation: Hashable, Sendable {
  /// It is possible although the claim prohibits it; `isCertain` when it must be allowed, not only may.
  case prohibitedFlow(isCertain: Bool)
  /// It is not certain although the claim requires it; `isPossible` when it still may be allowed.
  case requiredFlow(isPossible: Bool)
}

extension Cluster {
  /// How `flow` breaks the claim, nil if it does not.
  ///
  /// - Parameter coverage: every claim of the run, for `nothing else is allowed`.
  public func violation(of claim: Claim, by flow: Flow, coverage: [Claim]) -> Violation? {
    violation(of: ClaimRegions(claim, coverage: coverage), by: flow)
  }

  public func violation(of regions: ClaimRegions<Group>, by flow: Flow) -> Violation? {
    guard exists(flow) else { return nil }
    let allowed = decision(for: flow).allowed
    let (source, destination) = (flow.source, flow.destination)
    if allowed != .no,
      regions.prohibitedPorts(source, destination, self).contains(flow.port, of: flow.protocol)
    {
      return .prohibitedFlow(isCertain: allowed == .yes)
    }
    if allowed != .yes,
      regions.requiredPorts(source, destination, self).contains(flow.port, of: flow.protocol)
    {
      return .requiredFlow(isPossible: allowed == .unknown)
    }
    return nil
  }
}
