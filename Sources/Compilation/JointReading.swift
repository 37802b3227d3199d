public import ClusterModel
public import Formula
public import Intents

/// Two snapshots read side by side: one flow, with an end on each side for each of its ends.
///
/// The two have the same namespaces and pods by index; what one lacks is a pod that has finished. Words have the same
/// codes in both readings, so that a pod which nobody has deployed is the same on both sides where its columns are.
public final class JointReading {
  public enum Side: Hashable, Sendable, CaseIterable {
    case old, new
  }

  public let formulas = FormulaStore()
  let old: SymbolicReading
  let new: SymbolicReading
  /// By side: the codes of namespaces that the side does not have.
  private let absent: [Side: [Int]]
  /// Pods that neither reading tells apart, by end.
  let sources: [JointPods]
  let destinations: [JointPods]
  let nodes: [Side: NodeVariables]
  let places: NodeVariables.Places
  /// The names given so far to what both sides have in common; nil where nothing is named.
  var definitions: Definitions?

  /// Every pair of ends of one flow, whatever each side says of it.
  public private(set) lazy var flows = compileFlows()

  subscript(side: Side) -> SymbolicReading { side == .old ? old : new }

  /// - Parameters:
  ///   - old: with the indices of `new`.
  ///   - absent: by side, the namespaces that it does not have.
  ///   - coverage: sentences that accept flows of the new side.
  public init(
    old: Snapshot, new: Snapshot, absent: [Side: [NamespaceID]], assumptions: Assumptions,
    coverage: [Claim], isWider: Bool
  ) {
    var frame = new
    frame.pods = old.pods + new.pods
    frame.networkPolicies = old.networkPolicies + new.networkPolicies
    frame.clusterNetworkPolicies = old.clusterNetworkPolicies + new.clusterNetworkPolicies
    frame.nodes = old.nodes + new.nodes
    frame.services = old.services + new.services
    let first = SymbolicReading(
      old, from: 0, in: frame, assumptions: assumptions, coverage: coverage, isWider: isWider,
      formulas, named: "old.", sharing: nil)
    let second = SymbolicReading(
      new, from: old.pods.count, in: frame, assumptions: assumptions, coverage: coverage,
      isWider: isWider, formulas, named: "new.", sharing: first.variables)
    self.old = first
    self.new = second
    self.absent = absent.mapValues { $0.map { Int($0.rawValue) + 1 } }
    places = NodeVariables.places(old, new)
    nodes = [
      .old: NodeVariables(first, "old", places, formulas),
      .new: NodeVariables(second, "new", places, formulas),
    ]
    sources = JointPods.classes(first, second, first.sources, second.sources, places)
    destinations = JointPods.classes(
      first, second, first.destinations, second.destinations, places)
  }

  // MARK: Questions

  /// The flows that may, or must, be allowed on a side; those that the side does not have are not.
  func allowed(_ side: Side, _ modality: Modality) -> Formula {
    let reading = self[side]
    return formulas.all([reading.named(reading.flows, .flow), reading.allowed(modality)])
  }

  /// The flows that `side` allows and the other side does not.
  public func onlyAllowed(_ side: Side, _ modality: Modality) -> Formula {
    let other: Side = side == .old ? .new : .old
    return formulas.all([allowed(side, modality), .not(allowed(other, modality))])
  }

  /// The flows of the new side that a sentence accepts.
  public var accepted: Formula { new.covered }

  /// The flows of a world: those of deployed pods, and those with one pod that nobody has deployed.
  public func isIn(_ world: World) -> Formula {
    let (isSource, isDestination) = (isNew(source), isNew(destination))
    switch world {
    case .deployed: return formulas.all([.not(isSource), .not(isDestination)])
    case .open, .openCluster, .openBoth:
      let isOne = Formula.not(formulas.all([isSource, isDestination]))
      if world != .open { return isOne }
      return formulas.all([isOne, .not(old.hasNewNamespace), .not(new.hasNewNamespace)])
    }
  }

  // MARK: Ends

  /// One end on both sides.
  struct End {
    var old: EndVariables
    var new: EndVariables

    subscript(side: Side) -> EndVariables { side == .old ? old : new }
  }

  var source: End { End(old: old.source, new: new.source) }
  var destination: End { End(old: old.destination, new: new.destination) }

  func isNew(_ end: End) -> Formula {
    formulas.any([old.isNew(end.old), new.isNew(end.new)])
  }

  /// The codes of the namespaces that a side does not have.
  func absentNamespaces(_ side: Side) -> [Int] { absent[side] ?? [] }
}
