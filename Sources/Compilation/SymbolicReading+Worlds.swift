public import Formula
public import Intents

/// Which ends of a flow are pods that the manifests do not have, in the order in which breaks are reported.
public enum NewEnds: Int, Hashable, Sendable, CaseIterable {
  case none, source, destination, both

  public init(source: Bool, destination: Bool) {
    self = source ? (destination ? .both : .source) : (destination ? .destination : .none)
  }

  public var hasSource: Bool { self == .source || self == .both }
  public var hasDestination: Bool { self == .destination || self == .both }
}

/// The wider worlds as conditions on the flows of one reading (intents.md, "Worlds").
extension SymbolicReading {
  /// Whether exactly these ends are new.
  public func has(_ ends: NewEnds) -> Formula {
    let isSource = isNew(source)
    let isDestination = isNew(destination)
    return formulas.all([
      ends.hasSource ? isSource : .not(isSource),
      ends.hasDestination ? isDestination : .not(isDestination),
    ])
  }

  /// Which ends are new in an assignment.
  public func newEnds(in values: [Int32]) -> NewEnds {
    let (isSource, isDestination) = (source.isNew, destination.isNew)
    return NewEnds(
      source: isSource.map { values[Int($0.index)] == 1 } ?? false,
      destination: isDestination.map { values[Int($0.index)] == 1 } ?? false)
  }

  /// Whether `world` has the flow.
  public func isIn(_ world: World) -> Formula {
    switch world {
    case .deployed: has(.none)
    case .open: formulas.all([.not(has(.both)), .not(hasNewNamespace)])
    case .openCluster: .not(has(.both))
    case .openBoth: .always
    }
  }

  /// One end is in a namespace that the manifests do not have.
  public var hasNewNamespace: Formula {
    formulas.any([hasNewSourceNamespace, hasNewDestinationNamespace])
  }

  public var hasNewSourceNamespace: Formula { isInNewNamespace(source) }

  public var hasNewDestinationNamespace: Formula { isInNewNamespace(destination) }

  /// Whether flows between ends of the manifests depend on labels that only wider worlds leave open.
  public var hasOpenLabels: Bool {
    destinations.classes.contains { $0.row.contains(EndSchema.open) }
  }
}
