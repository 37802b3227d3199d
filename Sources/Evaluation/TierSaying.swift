/// What one tier says of the ports between two ends in one direction, whatever comes before and after it.
public struct TierSaying: Hashable, Sendable {
  let reading: Reading
  /// Where the reading asks what may be allowed: the ports that the tier may allow; where it asks what must be: those that it may
  /// deny.
  let ends: PortSet
  /// The ports that it may leave to what follows.
  let goesOn: PortSet

  /// The ports that are allowed if the tier comes first.
  ///
  /// - Parameter rest: the ports that what follows allows by itself, under the same reading; all where nothing does.
  public func below(_ rest: PortSet) -> PortSet {
    switch reading {
    case .may: return ends.union(goesOn.intersection(rest))
    case .must:
      let denied = ends.union(goesOn.subtracting(rest))
      return PortSet.all.subtracting(denied)
    }
  }
}
