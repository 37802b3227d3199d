public import ClusterModel

/// How the port names of a pod are read as long as it is not settled which of them it has, and with which numbers.
///
/// Each flow is decided by itself, and of a name only one thing matters to it: whether it has the flow's own port. So
/// instead of trying numbers, a search takes a name as every port at once.
public enum NamedPorts: Hashable, Sendable {
  /// Nothing is said of any name: it counts for every port where what may be allowed is asked, for none where what must.
  case unsettled
  /// These names have the port of whichever flow is asked about, others have none.
  case portOfTheFlow(Set<Symbol>)

  func numbers(of name: Symbol, possible: Bool) -> IntervalSet<UInt16> {
    let counts =
      switch self {
      case .unsettled: possible
      case .portOfTheFlow(let names): names.contains(name)
      }
    return counts ? PortSet.everyPort : IntervalSet()
  }
}
