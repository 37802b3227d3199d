import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// What connections with pods to come say of ports, as functions of what such a pod calls its ports: diagrams that end in numbers of
/// sets of ports.
final class NewPodPorts {
  private let newcomers: NewcomerTable
  private let families: [IPFamily]
  let pool = PortSetPool()
  private var parts: [Key: [NewPodPart]] = [:]
  private lazy var common = pool.operation { $0.intersection($1) }
  private lazy var union = pool.operation { $0.union($1) }
  private lazy var difference = pool.operation { $0.subtracting($1) }

  private struct Key: Hashable {
    var connection: DiagramID
    var filter: DiagramID
    var families: UInt8
  }

  init(_ newcomers: NewcomerTable, _ families: [IPFamily]) {
    self.newcomers = newcomers
    self.families = families
  }

  private var diagrams: DiagramStore { newcomers.diagrams }

  func intersection(_ first: DiagramID, _ second: DiagramID) -> DiagramID {
    diagrams.combined(first, second, common)
  }

  func union(_ first: DiagramID, _ second: DiagramID) -> DiagramID {
    diagrams.combined(first, second, union)
  }

  func subtracting(_ second: DiagramID, from first: DiagramID) -> DiagramID {
    diagrams.combined(first, second, difference)
  }

  // MARK: Filters

  func diagram(_ ports: PortSet) -> DiagramID { diagrams.leaf(pool.number(of: ports)) }

  /// The ports of a pod to come that are asked for.
  func diagram(_ ports: Ports) -> DiagramID {
    guard case .list(let terms) = ports else { return diagram(PortSet.all) }
    return terms.reduce(diagram(PortSet())) { rest, term in
      diagrams.combined(rest, diagram(term), union)
    }
  }

  private func diagram(_ term: PortTerm) -> DiagramID {
    func every(_ standard: [TransportProtocol]) -> PortSet {
      var set = PortSet()
      for proto in term.protocol.map({ [$0] }) ?? standard { set[proto] = PortSet.everyPort }
      return set
    }
    switch term.selection {
    case .numbers(let range):
      return diagram(PortSet(IntervalSet(range), of: term.protocol ?? .tcp))
    case .every: return diagram(every(TransportProtocol.allCases))
    case .name(let name):
      return diagrams.choice(
        named: name, absent: diagram(PortSet()),
        present: diagram(every(TransportProtocol.allCases)))
    }
  }

  // MARK: Parts

  /// What rows say of a connection.
  ///
  /// - Parameters:
  ///   - connection: ends in numbers of the table's connections.
  ///   - filter: what rows are cut down to.
  ///   - common: the families that the deployed end has, a bit each.
  func parts(of connection: DiagramID, filter: DiagramID, families common: UInt8) -> [NewPodPart] {
    let key = Key(connection: connection, filter: filter, families: common)
    if let known = parts[key] { return known }
    let result = makeParts(connection, filter, common)
    parts[key] = result
    return result
  }

  private func makeParts(
    _ connection: DiagramID, _ filter: DiagramID, _ common: UInt8
  ) -> [NewPodPart] {
    let said = families.indices.filter { common >> UInt8($0) & 1 == 1 }.map { index in
      func ports(_ member: (Connection) -> [PortSet]) -> DiagramID {
        let all = diagrams.replacing(endsOf: connection) { end in
          diagram(member(newcomers[diagrams.value(of: end) ?? 0])[index])
        }
        return diagrams.combined(all, filter, self.common)
      }
      let must = ports(\.must)
      return (
        family: families[index], must: must,
        may: diagrams.combined(ports(\.may), must, difference)
      )
    }
    guard let first = said.first else { return [] }
    var parts: [NewPodPart] = []
    for certainty in Certainty.allCases {
      func ports(_ row: (family: IPFamily, must: DiagramID, may: DiagramID)) -> DiagramID {
        certainty == .must ? row.must : row.may
      }
      let areAlike = said.allSatisfy { ports($0) == ports(first) }
      for row in areAlike ? [first] : said where ports(row) != diagrams.none {
        parts.append(
          NewPodPart(
            certainty: certainty, family: areAlike ? nil : row.family, ports: ports(row)))
      }
    }
    return parts
  }

  /// The function in words: together these are all that it says is open.
  func ports(of function: DiagramID) -> [ConditionalPorts] {
    guard let name = diagrams.variable(of: function)?.key,
      let (absent, present) = diagrams.branches(of: function)
    else {
      let set = pool[diagrams.value(of: function) ?? 0]
      return set.isEmpty ? [] : [ConditionalPorts(ports: set, named: [], unnamed: [])]
    }
    let always = diagrams.combined(absent, present, common)
    let gained = ports(of: diagrams.combined(present, always, difference))
    let lost = ports(of: diagrams.combined(absent, always, difference))
    return ports(of: always)
      + gained.map {
        ConditionalPorts(ports: $0.ports, named: [name] + $0.named, unnamed: $0.unnamed)
      }
      + lost.map {
        ConditionalPorts(ports: $0.ports, named: $0.named, unnamed: [name] + $0.unnamed)
      }
  }
}

/// What one row says of ports.
struct NewPodPart: Hashable {
  var certainty: Certainty
  /// Nil: each family of the deployed end.
  var family: IPFamily?
  /// Ends in numbers of sets of ports.
  var ports: DiagramID
}
