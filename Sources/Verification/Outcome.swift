public import ClusterModel
public import Evaluation
public import Intents

/// A flow with the decision on it: a counterexample or a witness, replayed in the reference semantics.
public struct Evidence: Hashable, Sendable {
  public var flow: Flow
  public var decision: Decision
  /// How the flow breaks the claim; nil for a witness.
  public var violation: Violation?
  /// The same pair of pods does not break the claim over the other family of the run.
  public var isFamilyBound = false
  /// What probably went wrong, for the reader.
  public var hints: [Hint] = []
  /// The peer of the first determining rule that takes in the far end, from 0, by direction; missing where the rule
  /// lists no peers.
  public var peers: [Direction: Int] = [:]
}

/// One thing to know beside a verdict.
public enum Note: Hashable, Sendable {
  /// A member of a union, or of an exception's union, has no pods and no addresses.
  case emptyGroup(Group)
  /// An `except` that excepts no flow.
  case idleException(TenantException)
  /// Pods of the sentence use their node's network: named, because policies do not select them.
  case hostNetwork([PodID])
  /// Pods of a target that lack the named port are not covered by a prohibition.
  case portNotCovered(PortTerm, pods: [PodID])
  /// The name stands for several numbers in these pods: each may be meant, none must.
  case ambiguousPort(Symbol, pods: [PodID])
  /// The sentence's port is one of this Service's, and leads to `pods` on the pods behind it.
  case servicePort(UInt16, service: Symbol, namespace: NamespaceID, pods: [UInt16])
  /// Nobody of S is certain to reach T: the exclusivity holds without a witness.
  case noWitness
  /// What a wider world breaks speaks of a pod label with this key, and no policy does: policies cannot tell the group apart.
  case unmentionedLabel(Symbol, Group)
  /// The waiver ended before today.
  case waiverRanOut(CalendarDay)
  /// The intent holds, so that the waiver is not needed any more.
  case waiverNotNeeded
  /// Under the other `assume.baselineScope` the verdict would be this one (C-99).
  case baselineScope(BaselineScope, Verdict)
  /// A pod of the sentence exists only when its workload is scaled up (`replicas: 0`) or resumed.
  case potential([WorkloadID])
}

/// Why the input or the tool cannot answer.
public enum Unsupported: Hashable, Sendable {
  /// Objects whose meaning is not modelled and that could change the answer.
  case objects([UnmodelledObject])
  /// A property of the CNI that differs from upstream and is not modelled.
  case cni(CNI, difference: String)
  /// The way between a pod and its own node, where rules of the Admin or Baseline tier may filter it, for the exemption
  /// of nodes belongs to NetworkPolicy alone (semantics.md 1.2); or where a sentence names the node by its address.
  case ownNode
}

/// What would turn a *may* into a decision.
public enum Settlement: Hashable, Sendable {
  /// `add assume.clusterCIDRs`: pod addresses are unknown and unbounded.
  case clusterCIDRs
  /// The addresses are bounded, yet an ipBlock overlaps them: only `status.podIPs` settles it.
  case podAddresses
  /// One port name has several numbers in a pod.
  case portNames
  /// `assume.clientAddress` is `may-be-node`.
  case clientAddress
  /// Two rules disagree, and the API leaves open which of their policies is tried first (C-101).
  case equalPriority(Ambiguity)
  /// A rule's peer is nodes, and the input does not say which addresses are theirs.
  case nodes
  /// A rule's peer is domain names, which may stand for any address.
  case domainNames
}

/// Everything a report says of one intent.
public struct Outcome: Sendable {
  public var intent: Intent
  /// An index into the files of the run.
  public var file: Int
  public var verdict: Verdict
  public var deciders: Deciders?
  /// Refuted: flows that break the claim, the smallest first, one a pair of workloads.
  public var counterexamples: [Evidence] = []
  /// How many pairs of workloads break the claim; nil when they were not counted.
  public var violatingPairs: Int?
  /// Refuted although every flow is allowed: a pod of the target without the named port.
  public var missingPort: Answer.MissingPort?
  /// `some` is refuted: the nearest pair, and why it is blocked.
  public var nearest: Evidence?
  public var witness: Evidence?
  /// Refuted in a wider world that was asked for, or holding today: how the narrowest world that does it breaks the intent, the
  /// smallest first, one for each end at which a new pod can do it.
  public var breaks: [Break] = []
  public var emptyPart: Answer.EmptyPart?
  /// What stands in the way; under `holds today`, of an answer in wider worlds.
  public var unsupported: [Unsupported] = []
  /// Inconclusive or disagreement: why.
  public var reason: String?
  public var settlement: Settlement?
  public var notes: [Note] = []
  public var seconds = 0.0

  init(_ intent: Intent, file: Int, _ verdict: Verdict) {
    self.intent = intent
    self.file = file
    self.verdict = verdict
  }
}
