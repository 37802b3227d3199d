import ClusterModel
import Evaluation
import ExplicitEngine

/// Rows to and from addresses outside: of one end with the same ports, one row with all of its ranges.
struct AddressRows {
  private let table: ConnectionTable
  /// By class of addresses: the ranges that are asked for, with the ports that are.
  private let destinations: [[Piece]]
  private let sources: [[Piece]]
  private var sets: [AddressSet] = []
  private var numbers: [AddressSet: Int] = [:]

  private struct Piece {
    var addresses: IntervalSet<UInt128>
    var ports: PortSet
  }

  init(_ table: ConnectionTable, _ options: ConnectivityOptions) {
    self.table = table
    let outside = table.podClassCount..<table.classCount
    sources = outside.map { index in
      Self.pieces(of: index, table, options.sources, of: .all) { _ in .all }
    }
    destinations = outside.map { index in
      let end = table.representative(of: index)
      return Self.pieces(
        of: index, table, options.destinations,
        of: table.cluster.ports(options.ports, at: end, possible: true)
      ) { table.cluster.ports($0.ports, at: end, possible: true) }
    }
  }

  /// The parts of a class that the selections tell apart; the whole class where there are none.
  private static func pieces(
    of index: Int, _ table: ConnectionTable, _ selections: [EndpointSelection]?,
    of asked: PortSet, ports: (EndpointSelection) -> PortSet
  ) -> [Piece] {
    guard let (family, region) = table.region(of: index) else { return [] }
    guard let selections else { return [Piece(addresses: region, ports: asked)] }
    var pieces = [Piece(addresses: region, ports: PortSet())]
    for selection in selections {
      guard let selected = selection.addresses[family] else { continue }
      pieces = pieces.flatMap { piece in
        [
          Piece(
            addresses: piece.addresses.intersection(selected),
            ports: piece.ports.union(ports(selection).intersection(asked))),
          Piece(addresses: piece.addresses.subtracting(selected), ports: piece.ports),
        ].filter { !$0.addresses.isEmpty }
      }
    }
    return pieces.filter { !$0.ports.isEmpty }
  }

  /// - Parameter row: the classes of addresses that a pod can send to.
  mutating func outbound(
    _ row: [(end: Int32, connection: ConnectionID)], _ said: inout ConnectionParts
  ) -> [Connectivity.AddressRow] {
    rows(row, destinations, &said) { said, piece in said.filter(piece.ports) }
  }

  /// - Parameter row: the classes of addresses that can send to a pod.
  mutating func inbound(
    _ row: [(end: Int32, connection: ConnectionID)], filter: Int, _ said: inout ConnectionParts
  ) -> [Connectivity.AddressRow] {
    rows(row, sources, &said) { _, _ in filter }
  }

  private mutating func rows(
    _ row: [(end: Int32, connection: ConnectionID)], _ pieces: [[Piece]],
    _ said: inout ConnectionParts, filter: (inout ConnectionParts, Piece) -> Int
  ) -> [Connectivity.AddressRow] {
    var sets: [RowPart: AddressSet] = [:]
    for (end, connection) in row {
      guard let (family, _) = table.region(of: Int(end)),
        let index = table.cluster.families.firstIndex(of: family)
      else { continue }
      for piece in pieces[Int(end) - table.podClassCount] {
        let list = said.number(
          of: connection, common: 1 << UInt8(index), filter: filter(&said, piece))
        for part in said.lists[list] {
          sets[part, default: AddressSet()].formUnion(piece.addresses, of: family)
        }
      }
    }
    return sets.map { part, set in
      Connectivity.AddressRow(end: number(of: set.completed(in: table.cluster)), part: part)
    }
  }

  private mutating func number(of set: AddressSet) -> Int {
    if let known = numbers[set] { return known }
    sets.append(set)
    numbers[set] = sets.count - 1
    return sets.count - 1
  }

  /// Every set that was met in the order of reports, and by number its place there.
  var sorted: (sets: [AddressSet], ranks: [Int]) {
    let order = sets.indices.sorted { sets[$0] < sets[$1] }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    return (order.map { sets[$0] }, ranks)
  }
}
