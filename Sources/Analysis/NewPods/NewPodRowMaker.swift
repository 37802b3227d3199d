import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// Makes the rows of one listing of pods to come.
struct NewPodRowMaker {
  /// What is deployed, or outside, that pods to come have the same flows with.
  struct End {
    var end: ListedEnd
    /// An index into `flows`.
    var behaviour: Int
    var isSource: Bool
    var isDestination: Bool
    var isInside: Bool
    var isTouched: Bool
    /// What rows to it are cut down to.
    var ports: PortSet
  }

  private let table: ConnectionTable
  private let options: ConnectivityOptions
  private let newcomers: NewcomerTable
  /// The same for each way in which undeclared namespaces can be labelled; empty where that does not matter.
  private let ways: [(table: ConnectionTable, newcomers: NewcomerTable)]
  private let ports: NewPodPorts
  private let sets: NewPodSets
  private let reach: UnmodelledReach
  /// Each pair of functions that some class has, once.
  private var flows: [Behaviour] = []
  private var behaviourOfClass: [Int] = []

  private struct Behaviour: Hashable {
    var flows: [Direction: NewcomerFlows]
    var families: UInt8
  }

  init(
    _ table: ConnectionTable, _ options: ConnectivityOptions
  ) throws(NewcomerTable.TooManyLabelsError) {
    self.table = table
    self.options = options
    let newcomers = NewcomerTable(table)
    self.newcomers = newcomers
    ways = try UndeclaredNamespaces.clusters(of: table.cluster).map { cluster in
      let table = ConnectionTable(cluster)
      return (table, NewcomerTable(table, sharing: newcomers))
    }
    ports = NewPodPorts(newcomers, table.cluster.families)
    sets = NewPodSets(newcomers, table.cluster)
    reach = UnmodelledReach(table.cluster.snapshot)
  }

  private var cluster: Cluster { table.cluster }

  mutating func readFlows(_ progress: (Double) -> Void) throws(NewcomerTable.TooManyLabelsError) {
    var numbers: [Behaviour: Int] = [:]
    for index in 0..<table.classCount {
      if index % 64 == 0 { progress(Double(index) / Double(table.classCount)) }
      var flows: [Direction: NewcomerFlows] = [:]
      for direction in Direction.allCases where isAsked(index, direction) {
        flows[direction] = try self.flows(direction, of: index)
      }
      let end = table.representative(of: index)
      let behaviour = Behaviour(
        flows: flows,
        families: cluster.families.enumerated().reduce(0) {
          $0 | (cluster.has($1.element, end) ? 1 << UInt8($1.offset) : 0)
        })
      let number = numbers[behaviour] ?? self.flows.count
      if number == self.flows.count {
        numbers[behaviour] = number
        self.flows.append(behaviour)
      }
      behaviourOfClass.append(number)
    }
  }

  /// Whether labels that nobody knows may decide rows.
  var restsOnUnknownLabels: Bool { !ways.isEmpty }

  /// What holds however undeclared namespaces are labelled must be; what holds for some labels may be.
  private func flows(
    _ direction: Direction, of index: Int
  ) throws(NewcomerTable.TooManyLabelsError) -> NewcomerFlows {
    var result: NewcomerFlows?
    for way in ways {
      guard let own = way.table.index(of: table.representative(of: index)) else { continue }
      let flows = try way.newcomers.flows(direction, of: own)
      result = result.map { newcomers.spanning($0, flows) } ?? flows
    }
    guard let result else { return try newcomers.flows(direction, of: index) }
    return result
  }

  /// Whether rows of some end of a class are asked for.
  private func isAsked(_ index: Int, _ direction: Direction) -> Bool {
    let (own, other) =
      direction == .ingress
      ? (options.destinations, options.sources) : (options.sources, options.destinations)
    guard other == nil else { return false }
    guard let own else { return true }
    let region = table.region(of: index)
    return own.contains { selection in
      table.pods(of: index).contains { selection.contains(.pod($0)) }
        || region.map { family, addresses in
          !addresses.intersection(selection.addresses[family] ?? IntervalSet()).isEmpty
        } ?? false
    }
  }

  // MARK: Ends

  func ends() -> [End] {
    var filters: [PortSet: Int] = [:]
    var portsOfFilter: [PortSet] = []
    let listed = ListedUnits(
      table, behaviourOfClass: behaviourOfClass, behaviourCount: flows.count, options, reach
    ) { ports in
      let number = filters[ports] ?? portsOfFilter.count
      if number == portsOfFilter.count {
        filters[ports] = number
        portsOfFilter.append(ports)
      }
      return number
    }
    let pods = listed.units.map { unit in
      End(
        end: .pods(unit.members), behaviour: unit.behaviour, isSource: unit.isSource,
        isDestination: unit.isDestination, isInside: unit.isInside, isTouched: unit.isTouched,
        ports: unit.isDestination ? portsOfFilter[unit.filter] : .all)
    }
    return pods + addresses()
  }

  /// Addresses outside that have the same flows with pods to come, in one end.
  private func addresses() -> [End] {
    struct Key: Hashable {
      var behaviour: Int
      var isSource: Bool
      var isDestination: Bool
      var ports: PortSet
    }
    var found: [Key: AddressSet] = [:]
    for index in table.podClassCount..<table.classCount {
      guard let (family, region) = table.region(of: index) else { continue }
      let selections = (options.sources ?? []) + (options.destinations ?? [])
      for part in region.divided(by: selections.compactMap { $0.addresses[family] }) {
        guard let bits = part.first else { continue }
        let end = Endpoint.address(IPAddress(family: family, bits: bits))
        let key = Key(
          behaviour: behaviourOfClass[index],
          isSource: options.sources?.contains { $0.contains(end) } ?? true,
          isDestination: options.destinations?.contains { $0.contains(end) } ?? true,
          ports: options.ports(at: end, in: cluster))
        found[key, default: AddressSet()].formUnion(part, of: family)
      }
    }
    return found.map { key, set in
      End(
        end: .addresses(set.completed(in: cluster)), behaviour: key.behaviour,
        isSource: key.isSource, isDestination: key.isDestination, isInside: false,
        isTouched: false, ports: key.ports)
    }.sorted {
      guard case .addresses(let first) = $0.end, case .addresses(let second) = $1.end else {
        return false
      }
      return first < second
    }
  }

  /// Whether rows in which pods to come are on the other side are asked for.
  func shows(_ direction: Direction, _ end: End) -> Bool {
    switch direction {
    case .ingress: options.sources == nil && end.isDestination
    case .egress: options.destinations == nil && end.isSource
    }
  }

  // MARK: Rows

  func rows(
    _ direction: Direction, of end: End, at index: Int
  ) throws(NewcomerTable.TooManyLabelsError) -> [NewPodRow] {
    let behaviour = flows[end.behaviour]
    guard let all = behaviour.flows[direction] else { return [] }
    let flows = end.isInside || options.namespaces.isEmpty ? all : all.cut(to: options.namespaces)
    let filter =
      direction == .ingress ? ports.diagram(end.ports) : ports.diagram(options.ports)
    func isConnection(_ id: DiagramID) -> Bool {
      newcomers.diagrams.variable(of: id).map { $0.kind == .portName } ?? true
    }
    var parts: [NewPodPart] = []
    var partsOfConnection: [DiagramID: Set<NewPodPart>] = [:]
    for function in [flows.rest, flows.newNamespace] + flows.exceptions.map(\.diagram) {
      for connection in newcomers.diagrams.ends(of: function, where: isConnection)
      where partsOfConnection[connection] == nil {
        let found = ports.parts(
          of: connection, filter: filter, families: behaviour.families)
        partsOfConnection[connection] = Set(found)
        for part in found where !parts.contains(part) { parts.append(part) }
      }
    }
    var rows: [NewPodRow] = []
    for part in parts {
      let set = flows.map { function in
        newcomers.diagrams.replacing(endsOf: function, where: isConnection) { connection in
          partsOfConnection[connection]?.contains(part) ?? false
            ? newcomers.diagrams.all : newcomers.diagrams.none
        }
      }
      let conditions = try sets.conditions(of: set)
      if conditions.isEmpty { continue }
      rows.append(
        NewPodRow(
          end: index, direction: direction, certainty: part.certainty, family: part.family,
          ports: ports.ports(of: part.ports), conditions: conditions,
          isTouched: end.isTouched || isTouched(conditions)))
    }
    return rows.sorted {
      ($0.certainty, $0.family?.rank ?? 0) < ($1.certainty, $1.family?.rank ?? 0)
    }
  }

  private func isTouched(_ conditions: [NewPodCondition]) -> Bool {
    reach.touchesAll
      || cluster.snapshot.namespaceIDs.contains { namespace in
        reach.touches(namespace)
          && conditions.contains {
            $0.namespaces.contains(namespace) { $0.selects(cluster.labels(of: namespace)) }
          }
      }
  }
}

extension IPFamily {
  /// Rows of all families come first.
  fileprivate var rank: Int { self == .ipv4 ? 1 : 2 }
}
