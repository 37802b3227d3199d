public import ClusterModel
public import Intents

/// A set of flows in the terms of a sentence: S × T × P.
///
/// - Parameter Members: how a group is written down: as such, or as an engine's index of it.
public struct Box<Members: Sendable>: Sendable {
  /// One side of a box.
  public enum Side: Sendable {
    case anyone
    case oneOf([Members])
    case noneOf([Members])
  }

  public var source: Side
  public var destination: Side
  public var ports: Ports
  public var namespaces: NamespacePair?

  init(
    from source: Side = .anyone, to destination: Side = .anyone, ports: Ports = .all,
    namespaces: NamespacePair? = nil
  ) {
    self.source = source
    self.destination = destination
    self.ports = ports
    self.namespaces = namespaces
  }
}

/// A condition on the namespaces of two ends, for `namespaces labelled KEY ...`.
public enum NamespacePair: Hashable, Sendable {
  /// Pods of different namespaces of which at least one carries the key.
  case crossing(Symbol)
  /// The same, unless both carry it with equal value.
  case divided(Symbol)
}

/// A claim as regions of flows: what must not, what must, and what may happen.
public struct ClaimRegions<Members: Sendable>: Sendable {
  /// Flows of these, less `exceptions` and `covered`, must not be possible.
  public var prohibited: [Box<Members>] = []
  /// Flows of these must be certain.
  public var required: [Box<Members>] = []
  /// Some flow of these must be certain.
  public var sought: [Box<Members>] = []
  /// Flows that the sentence merely permits.
  public var permitted: [Box<Members>] = []
  /// Flows that the sentence itself excepts.
  public var exceptions: [Box<Members>] = []
  /// Flows that other sentences of the run cover, for `nothing else is allowed`.
  public var covered: [Box<Members>] = []
  /// S and T of the sentence, for the question whether it speaks of anything; nil where it has none.
  public var sources: [Members]?
  public var destinations: [Members]?

  /// The flows that the sentence is about: if there are none it is vacuous.
  public var spoken: [Box<Members>] {
    let claimed = prohibited + required
    return claimed.isEmpty ? permitted + sought : claimed
  }

  /// Where a holding obligation or exclusivity finds its witness.
  public var witnessed: [Box<Members>] {
    required + sought + (prohibited.isEmpty ? [] : permitted)
  }

  /// The same regions with groups written down in another way.
  public func map<Other>(_ transform: (Members) -> Other) -> ClaimRegions<Other> {
    func boxes(_ boxes: [Box<Members>]) -> [Box<Other>] { boxes.map { $0.map(transform) } }
    var result = ClaimRegions<Other>()
    result.prohibited = boxes(prohibited)
    result.required = boxes(required)
    result.sought = boxes(sought)
    result.permitted = boxes(permitted)
    result.exceptions = boxes(exceptions)
    result.covered = boxes(covered)
    result.sources = sources?.map(transform)
    result.destinations = destinations?.map(transform)
    return result
  }
}

extension Box {
  fileprivate func map<Other>(_ transform: (Members) -> Other) -> Box<Other> {
    func side(_ side: Side) -> Box<Other>.Side {
      switch side {
      case .anyone: .anyone
      case .oneOf(let groups): .oneOf(groups.map(transform))
      case .noneOf(let groups): .noneOf(groups.map(transform))
      }
    }
    return Box<Other>(
      from: side(source), to: side(destination), ports: ports, namespaces: namespaces)
  }
}
