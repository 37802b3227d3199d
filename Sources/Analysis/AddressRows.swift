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

  private var numbersOfPieces: [[Piece.ID]: Int] = [:]

  /// Addresses of one class.
  private struct Piece {
    struct ID: Hashable {
      var isSource: Bool
      /// The class.
      var end: Int32
      /// Which piece of it.
      var index: UInt16
      /// An index into the cluster's families.
      var family: UInt8
    }

    var id: ID
    var addresses: IntervalSet<UInt128>
    var ports: PortSet
  }

  init(_ table: ConnectionTable, _ options: ConnectivityOptions) {
    self.table = table
    let outside = table.podClassCount..<table.classCount
    sources = outside.map { index in
      Self.pieces(of: index, table, options.sources, of: .all, isSource: true) { _ in .all }
    }
    destinations = outside.map { index in
      let end = table.representative(of: index)
      return Self.pieces(
        of: index, table, options.destinations,
        of: table.cluster.ports(options.ports, at: end, possible: true), isSource: false
      ) { table.cluster.ports($0.ports, at: end, possible: true) }
    }
  }

  /// The parts of a class that the selections tell apart; the whole class where there are none.
  private static func pieces(
    of index: Int, _ table: ConnectionTable, _ selections: [EndpointSelection]?,
    of asked: PortSet, isSource: Bool, ports: (EndpointSelection) -> PortSet
  ) -> [Piece] {
    guard let (family, region) = table.region(of: index),
      let number = table.cluster.families.firstIndex(of: family)
    else { return [] }
    let id = Piece.ID(isSource: isSource, end: Int32(index), index: 0, family: UInt8(number))
    guard let selections else { return [Piece(id: id, addresses: region, ports: asked)] }
    var pieces = [Piece(id: id, addresses: region, ports: PortSet())]
    for selection in selections {
      guard let selected = selection.addresses[family] else { continue }
      pieces = pieces.flatMap { piece in
        [
          Piece(
            id: id, addresses: piece.addresses.intersection(selected),
            ports: piece.ports.union(ports(selection).intersection(asked))),
          Piece(id: id, addresses: piece.addresses.subtracting(selected), ports: piece.ports),
        ].filter { !$0.addresses.isEmpty }
      }
    }
    pieces.removeAll(where: \.ports.isEmpty)
    for index in pieces.indices { pieces[index].id.index = UInt16(index) }
    return pieces
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
    var found: [RowPart: [Piece.ID]] = [:]
    for (end, connection) in row {
      for piece in pieces[Int(end) - table.podClassCount] {
        let list = said.number(
          of: connection, common: 1 << piece.id.family, filter: filter(&said, piece))
        for part in said.lists[list] { found[part, default: []].append(piece.id) }
      }
    }
    return found.map { part, ids in
      Connectivity.AddressRow(end: number(of: ids, pieces), part: part)
    }
  }

  /// The number of the union of some pieces. Many rows have the same ones, and a union is dear.
  private mutating func number(of ids: [Piece.ID], _ pieces: [[Piece]]) -> Int {
    if let known = numbersOfPieces[ids] { return known }
    var ranges: [IPFamily: [ClosedRange<UInt128>]] = [:]
    for id in ids {
      for piece in pieces[Int(id.end) - table.podClassCount] where piece.id == id {
        ranges[table.cluster.families[Int(id.family)], default: []] += piece.addresses.ranges
      }
    }
    let set = AddressSet(ranges.mapValues { IntervalSet(unionOf: $0) })
    let number = number(of: set.completed(in: table.cluster))
    numbersOfPieces[ids] = number
    return number
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
