import ClusterModel
import Evaluation
import ExplicitEngine

/// What one row says of a connection.
struct RowPart: Hashable, Comparable {
  var certainty: Certainty
  /// Nil: each family that both ends have.
  var family: IPFamily?
  /// An index of a set of ports.
  var ports: Int

  static func < (left: RowPart, right: RowPart) -> Bool {
    if left.certainty != right.certainty { return left.certainty < right.certainty }
    if left.family != right.family {
      guard let first = left.family else { return true }
      return right.family.map { first < $0 } ?? false
    }
    return left.ports < right.ports
  }
}

/// Takes connections apart into what rows say: certain ports and possible ones, by family where families differ.
struct ConnectionParts {
  private let table: ConnectionTable
  /// Each set of ports that some row has, once.
  private(set) var portSets: [PortSet] = []
  private var portNumbers: [PortSet: Int] = [:]
  /// Sets of ports that rows are cut down to; 0 is all.
  private var filters: [PortSet] = [.all]
  private var filterNumbers: [PortSet: Int] = [.all: 0]
  /// What a pair of ends has rows for, each such list once.
  private(set) var lists: [[RowPart]] = []
  private var listNumbers: [[RowPart]: Int] = [:]
  private var known: [Key: Int] = [:]

  private struct Key: Hashable {
    var connection: ConnectionID
    var common: UInt8
    var filter: Int32
  }

  init(_ table: ConnectionTable) {
    self.table = table
  }

  /// The number of a set of ports that rows are cut down to.
  mutating func filter(_ ports: PortSet) -> Int {
    if let known = filterNumbers[ports] { return known }
    filters.append(ports)
    filterNumbers[ports] = filters.count - 1
    return filters.count - 1
  }

  /// The number of the list of what a connection says.
  ///
  /// - Parameter common: the families that both ends have, a bit each in the cluster's order.
  mutating func number(of id: ConnectionID, common: UInt8, filter: Int) -> Int {
    let key = Key(connection: id, common: common, filter: Int32(filter))
    if let number = known[key] { return number }
    let parts = parts(of: table[id], common: common, cut: filters[filter])
    let number = listNumbers[parts] ?? lists.count
    if number == lists.count {
      lists.append(parts)
      listNumbers[parts] = number
    }
    known[key] = number
    return number
  }

  private mutating func parts(
    of connection: Connection, common: UInt8, cut: PortSet
  ) -> [RowPart] {
    let families = table.cluster.families
    let said = families.indices.filter { common >> UInt8($0) & 1 == 1 }.map { index in
      let must = connection.must[index].intersection(cut)
      let may = connection.may[index].intersection(cut).subtracting(must)
      return (family: families[index], must: must, may: may)
    }
    guard let first = said.first else { return [] }
    var parts: [RowPart] = []
    for certainty in Certainty.allCases {
      func ports(_ row: (family: IPFamily, must: PortSet, may: PortSet)) -> PortSet {
        certainty == .must ? row.must : row.may
      }
      let areAlike = said.allSatisfy { ports($0) == ports(first) }
      for row in areAlike ? [first] : said where !ports(row).isEmpty {
        parts.append(
          RowPart(
            certainty: certainty, family: areAlike ? nil : row.family,
            ports: number(of: ports(row))))
      }
    }
    return parts
  }

  private mutating func number(of ports: PortSet) -> Int {
    if let known = portNumbers[ports] { return known }
    portSets.append(ports)
    portNumbers[ports] = portSets.count - 1
    return portSets.count - 1
  }
}
