public import ClusterModel

/// What one engine says of one claim in one world.
public struct Answer: Sendable {
  public enum Outcome: Hashable, Sendable {
    case holds
    case violated
    /// Not violated, but a part of what the sentence speaks of is empty.
    case vacuous(EmptyPart)
    /// The engine reached a limit; never a success.
    case gaveUp(reason: String)
  }

  /// The first part that is empty, in this order.
  public enum EmptyPart: String, Hashable, Sendable, CaseIterable {
    case sources, destinations, ports, flows
  }

  /// A pod of the target without the named port that an obligation speaks of.
  public struct MissingPort: Hashable, Sendable {
    public var pod: PodID
    public var port: PortTerm

    public init(pod: PodID, port: PortTerm) {
      self.pod = pod
      self.port = port
    }
  }

  /// A flow that breaks a claim, and what it supposes besides the manifests.
  public struct Counterexample: Hashable, Sendable {
    public var flow: Flow
    public var hypothesis: Hypothesis

    public init(flow: Flow, hypothesis: Hypothesis) {
      self.flow = flow
      self.hypothesis = hypothesis
    }
  }

  public var outcome: Outcome
  /// A flow that breaks the claim: allowed although prohibited, or not allowed although owed.
  /// Nil unless violated; nil too for `some`, whose violation is that no flow exists, and for a missing port.
  public var counterexample: Flow?
  /// Why an obligation is violated where every flow that exists is allowed.
  public var missingPort: MissingPort?
  /// What `counterexample`, or `missingPort`, supposes; empty in world `deployed`.
  public var hypothesis: Hypothesis
  /// In wider worlds: the smallest counterexamples whose new pods are at other ends than the first one's.
  public var further: [Counterexample]
  /// For a holding obligation or exclusivity, and for `some`: a flow of the manifests that the sentence speaks of and
  /// that must be allowed.
  public var witness: Flow?

  public init(
    _ outcome: Outcome, counterexample: Flow? = nil, hypothesis: Hypothesis = Hypothesis(),
    further: [Counterexample] = [], missingPort: MissingPort? = nil, witness: Flow? = nil
  ) {
    self.outcome = outcome
    self.counterexample = counterexample
    self.hypothesis = hypothesis
    self.further = further
    self.missingPort = missingPort
    self.witness = witness
  }
}

/// How long an engine may try.
public struct Limits: Hashable, Sendable {
  /// Seconds an intent; nil for no limit.
  public var timeout: Double?
  /// Z3 resource units a check: reproducible, unlike a timeout; nil for no limit.
  public var rlimit: UInt32?

  public init(timeout: Double? = nil, rlimit: UInt32? = nil) {
    self.timeout = timeout
    self.rlimit = rlimit
  }
}
