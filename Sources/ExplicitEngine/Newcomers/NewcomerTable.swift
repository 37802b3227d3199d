public import ClusterModel
import Evaluation

/// What is allowed between the ends of the manifests and one more pod, whatever its labels are and wherever it comes: worlds `open` and
/// `open-cluster`, as functions of labels.
///
/// Selectors are all that can tell two pods to come apart, so each function is asked for once for every set of selectors that can
/// hold together; the reference semantics decide for a pod of which they do. What one side says depends on how
/// its own end is treated, and the two sides are put together as diagrams. What is deployed is as the listing takes it: labels that
/// nobody knows are absent, and an undeclared namespace has its name only (`UndeclaredNamespaces` says what else). The pod's node is not known, nor its address
/// unless one is given.
public final class NewcomerTable {
  public let diagrams: DiagramStore
  let table: ConnectionTable
  let space: WorldSpace
  let budget: Budget
  let connections: ConnectionPool
  private let both: DiagramOperation
  private var sides: [Direction: (admissions: AdmissionsOfNewcomers, own: FlowsOfNewcomers)] = [:]
  private var known: [Key: NewcomerFlows] = [:]

  /// The policies ask for so many labels in so many combinations that functions of them cannot be written down.
  public struct TooManyLabelsError: Error {
    public init() {}
  }

  private struct Key: Hashable {
    var direction: Direction
    var treatment: Int
    var column: Int
    var families: UInt8
  }

  /// Functions are looked into step by step; more than this many are too much for a listing.
  private static let steps = 20_000_000
  /// So are diagrams of more choices than this together.
  private static let nodes = 1_000_000

  /// - Parameters:
  ///   - address: of the pod to come; nil: it is not known.
  ///   - other: the functions of both can be compared: equal ones have equal numbers.
  public init(
    _ table: ConnectionTable, at address: IPAddress? = nil, sharing other: NewcomerTable? = nil
  ) {
    self.table = table
    let partition = table.partition
    space = WorldSpace(table.cluster, partition, WorkloadOrder(table.cluster, partition))
    budget = Budget(Self.steps, deadline: nil)
    let connections = other?.connections ?? ConnectionPool(families: table.cluster.families.count)
    self.connections = connections
    diagrams = other?.diagrams ?? DiagramStore()
    both = other?.both ?? DiagramOperation { connections.store.intersection($0, $1) }
    for pod in space.supposition.newPods { space.supposition.set(address, of: pod) }
  }

  public subscript(id: ConnectionID) -> Connection { connections.store.connections[Int(id)] }

  /// What is allowed from pods to come to a class of ends (`ingress`), or from the class to them (`egress`).
  public func flows(
    _ direction: Direction, of index: Int
  ) throws(TooManyLabelsError) -> NewcomerFlows {
    do throws(Interruption) {
      let result = try flows(direction, of: index, sides(direction))
      try spare()
      return result
    } catch {
      throw TooManyLabelsError()
    }
  }

  private func flows(
    _ direction: Direction, of index: Int,
    _ sides: (admissions: AdmissionsOfNewcomers, own: FlowsOfNewcomers)
  ) throws(Interruption) -> NewcomerFlows {
    let families = table.families(of: index)
    let key = Key(
      direction: direction, treatment: sides.admissions.treatment(of: index),
      column: sides.own.column(of: index), families: families)
    if let known = known[key] { return known }
    let admitted = try sides.admissions.admitted(to: index)
    var result: [NamespaceID: DiagramID] = [:]
    var places = admitted.exceptions.map(\.namespace)
    if admitted.rest != diagrams.none { places += sides.own.namespaces }
    for namespace in places where result[namespace] == nil {
      result[namespace] = masked(
        diagrams.combined(admitted[namespace], sides.own[namespace, index], both), families)
    }
    let flows = NewcomerFlows(
      rest: masked(admitted.rest, families), exceptions: result,
      newNamespace: masked(
        diagrams.combined(admitted.newNamespace, sides.own.newNamespace(index), both), families))
    known[key] = flows
    return flows
  }

  /// Functions of many labels can have diagrams that nothing has room for.
  func spare() throws(Interruption) {
    if diagrams.nodes.count > Self.nodes { throw .tooLarge }
  }

  private func sides(
    _ direction: Direction
  ) throws(Interruption) -> (admissions: AdmissionsOfNewcomers, own: FlowsOfNewcomers) {
    if let known = sides[direction] { return known }
    let made = (
      admissions: AdmissionsOfNewcomers(direction, self, connections),
      own: try FlowsOfNewcomers(direction == .ingress ? .source : .destination, self, connections)
    )
    sides[direction] = made
    return made
  }

  private func masked(_ id: DiagramID, _ families: UInt8) -> DiagramID {
    let every = UInt8(1 << table.cluster.families.count) - 1
    if families == every { return id }
    return diagrams.replacing(endsOf: id) { end in
      diagrams.leaf(connections.store.masked(diagrams.value(of: end) ?? 0, families))
    }
  }
}

/// The connections that functions end in.
final class ConnectionPool {
  var store: ConnectionStore
  private(set) lazy var span = DiagramOperation { [unowned self] first, second in
    let (one, other) = (store.connections[Int(first)], store.connections[Int(second)])
    return store.id(
      of: Connection(
        must: zip(one.must, other.must).map { $0.intersection($1) },
        may: zip(one.may, other.may).map { $0.union($1) }))
  }

  init(families count: Int) {
    store = ConnectionStore(families: count)
  }
}
