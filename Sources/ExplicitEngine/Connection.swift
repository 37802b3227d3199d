import ClusterModel
public import Evaluation

/// The ports on which flows from one end to another are allowed, by family of the cluster, in its order.
public struct Connection: Hashable, Sendable {
  /// What must be allowed, whatever the unknown is.
  public var must: [PortSet]
  /// What may be allowed; holds what must.
  public var may: [PortSet]

  public init(must: [PortSet], may: [PortSet]) {
    self.must = must
    self.may = may
  }

  /// What one direction allows between two ends.
  init(
    _ direction: Direction, from source: Endpoint, to destination: Endpoint, in cluster: Cluster
  ) {
    func ports(_ reading: Reading) -> [PortSet] {
      cluster.families.map {
        cluster.allowedPorts(direction, from: source, to: destination, $0, reading)
      }
    }
    self.init(must: ports(.must), may: ports(.may))
  }

  /// Nothing is allowed in any of `count` families.
  static func none(families count: Int) -> Connection {
    let ports = [PortSet](repeating: PortSet(), count: count)
    return Connection(must: ports, may: ports)
  }

  /// Everything is allowed in each of `count` families.
  static func all(families count: Int) -> Connection {
    let ports = [PortSet](repeating: .all, count: count)
    return Connection(must: ports, may: ports)
  }

  func intersection(_ other: Connection) -> Connection {
    Connection(
      must: zip(must, other.must).map { $0.intersection($1) },
      may: zip(may, other.may).map { $0.intersection($1) })
  }

  /// What is left in the families whose bits are in `mask`.
  func masked(_ mask: UInt8) -> Connection {
    func keep(_ ports: [PortSet]) -> [PortSet] {
      ports.enumerated().map { mask >> UInt8($0.offset) & 1 == 1 ? $0.element : PortSet() }
    }
    return Connection(must: keep(must), may: keep(may))
  }
}

/// A number for each connection that occurs; 0 is the empty one. Pairs of ends are many, connections few.
public typealias ConnectionID = Int32

/// Keeps each connection once, and what is left of two together.
struct ConnectionStore {
  private(set) var connections: [Connection]
  private var ids: [Connection: ConnectionID]
  private var masks: [UInt64: ConnectionID] = [:]
  let everything: ConnectionID = 1

  init(families count: Int) {
    connections = [.none(families: count), .all(families: count)]
    ids = [connections[0]: 0, connections[1]: 1]
    // Without a family there is no flow.
    if count == 0 { ids = [connections[0]: 0] }
  }

  mutating func id(of connection: Connection) -> ConnectionID {
    if let known = ids[connection] { return known }
    let id = ConnectionID(connections.count)
    connections.append(connection)
    ids[connection] = id
    return id
  }

  mutating func intersection(_ first: ConnectionID, _ second: ConnectionID) -> ConnectionID {
    if first == 0 || second == 0 { return 0 }
    if first == everything || first == second { return second }
    if second == everything { return first }
    return id(of: connections[Int(first)].intersection(connections[Int(second)]))
  }

  mutating func masked(_ id: ConnectionID, _ mask: UInt8) -> ConnectionID {
    if id == 0 { return 0 }
    let key = UInt64(mask) << 32 | UInt64(UInt32(bitPattern: id))
    if let known = masks[key] { return known }
    let result = self.id(of: connections[Int(id)].masked(mask))
    masks[key] = result
    return result
  }
}

/// What is left of two connections together, found once.
struct ConnectionMemo {
  /// Beyond it a table of all pairs would be larger than what it is for.
  private static let tableLimit = 1_000
  private let width: Int
  private var table: [ConnectionID]
  private var others: [UInt64: ConnectionID] = [:]

  /// - Parameter width: how many connections there are to begin with.
  init(width: Int) {
    self.width = width
    let isSmall = width <= Self.tableLimit
    table = [ConnectionID](repeating: -1, count: isSmall ? width * width : 0)
  }

  mutating func intersection(
    _ first: ConnectionID, _ second: ConnectionID, in store: inout ConnectionStore
  ) -> ConnectionID {
    if table.isEmpty {
      let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
      if let known = others[key] { return known }
      let id = store.intersection(first, second)
      others[key] = id
      return id
    }
    let place = Int(first) * width + Int(second)
    if table[place] < 0 { table[place] = store.intersection(first, second) }
    return table[place]
  }
}
