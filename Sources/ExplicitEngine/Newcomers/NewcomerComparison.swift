public import ClusterModel
public import Evaluation
public import Intents

/// What differs between two clusters in what is allowed between their ends and one more pod, the same in both: functions of the pod's
/// labels, for addresses that no rule tells apart.
public final class NewcomerComparison {
  /// The ports of one family that are open before and after.
  public struct Change: Hashable, Sendable {
    public var mustBefore = PortSet()
    public var mayBefore = PortSet()
    public var mustAfter = PortSet()
    public var mayAfter = PortSet()

    var isNone: Bool { mustBefore == mustAfter && mayBefore == mayAfter }
  }

  public let addresses: NewcomerAddresses
  /// Of the cluster after the change: what can be, and what claims take in, is asked of it.
  public let after: NewcomerTable
  public let before: NewcomerTable
  private let pool: ChangePool
  private let family: Int
  private let absent: (before: Set<NamespaceID>, after: Set<NamespaceID>)
  private let hasNewNamespaces: Bool
  private let compared: DiagramOperation
  private var known: [[NewcomerFlows]: NewcomerFlows] = [:]

  /// - Parameters:
  ///   - absent: namespaces that one side does not have: no pod can be in them there.
  ///   - world: not `openBoth`.
  ///   - other: of the same tables and other addresses.
  public init(
    _ before: ConnectionTable, _ after: ConnectionTable, at addresses: NewcomerAddresses,
    absent: (before: Set<NamespaceID>, after: Set<NamespaceID>), world: World,
    sharing other: NewcomerComparison? = nil
  ) {
    self.addresses = addresses
    let old = NewcomerTable(before, at: addresses.representative, sharing: other?.after)
    self.before = old
    self.after = NewcomerTable(after, at: addresses.representative, sharing: old)
    self.absent = absent
    hasNewNamespaces = world != .open
    let pool = other?.pool ?? ChangePool()
    self.pool = pool
    let family = after.cluster.families.firstIndex(of: addresses.family) ?? 0
    self.family = family
    let connections = old.connections
    compared = DiagramOperation { first, second in
      let was = connections.store.connections[Int(first)]
      let isNow = connections.store.connections[Int(second)]
      return pool.number(
        of: Change(
          mustBefore: was.must[family], mayBefore: was.may[family],
          mustAfter: isNow.must[family], mayAfter: isNow.may[family]))
    }
  }

  public var diagrams: DiagramStore { after.diagrams }

  /// What differs, by the number that functions end in; 0: nothing does.
  public subscript(number: Int32) -> Change { pool[number] }

  /// What differs from pods to come to a class of ends (`ingress`), or from the class to them (`egress`).
  ///
  /// - Parameters:
  ///   - old: the class before the change; nil where the ends are not there.
  ///   - new: the same after it.
  public func changes(
    _ direction: Direction, _ old: Int?, _ new: Int?
  ) throws(NewcomerTable.TooManyLabelsError) -> NewcomerFlows {
    let none = NewcomerFlows(rest: 0, exceptions: [:], newNamespace: 0)
    var (was, isNow) = (none, none)
    if let old { was = try before.flows(direction, of: old) }
    if let new { isNow = try after.flows(direction, of: new) }
    if let result = known[[was, isNow]] { return result }
    let particular = Set((was.exceptions + isNow.exceptions).map(\.namespace))
      .union(absent.before).union(absent.after)
    func compare(_ first: DiagramID, _ second: DiagramID) -> DiagramID {
      first == second ? diagrams.none : diagrams.combined(first, second, compared)
    }
    let result = NewcomerFlows(
      rest: compare(was.rest, isNow.rest),
      exceptions: Dictionary(
        uniqueKeysWithValues: particular.map { namespace in
          (
            namespace,
            compare(
              absent.before.contains(namespace) ? 0 : was[namespace],
              absent.after.contains(namespace) ? 0 : isNow[namespace])
          )
        }), newNamespace: hasNewNamespaces ? compare(was.newNamespace, isNow.newNamespace) : 0)
    known[[was, isNow]] = result
    return result
  }
}

/// A number for each change that functions end in; 0 is none.
final class ChangePool {
  private var changes = [NewcomerComparison.Change()]
  private var numbers: [NewcomerComparison.Change: Int32] = [:]

  subscript(number: Int32) -> NewcomerComparison.Change { changes[Int(number)] }

  func number(of change: NewcomerComparison.Change) -> Int32 {
    if change.isNone { return 0 }
    if let known = numbers[change] { return known }
    let number = Int32(changes.count)
    changes.append(change)
    numbers[change] = number
    return number
  }
}
