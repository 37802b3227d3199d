import ClusterModel
public import Evaluation
import ExplicitEngine
import Intents

/// All that is allowed in world `deployed`, as rows from one end to another.
///
/// The work follows classes of pods that nothing tells apart; rows come into being when they are walked through.
public struct Connectivity {
  public let cluster: Cluster
  public let options: ConnectivityOptions
  /// What rows speak of: pods first, in the order of reports, then addresses outside. Some may be in no row.
  public let ends: [ListedEnd]
  /// What rows say of ports.
  public let portSets: [PortSet]
  /// How many classes of pods and addresses the engine told apart.
  public let classCount: Int
  /// Seconds in telling them apart.
  public let classSeconds: Double

  let units: [ListedUnits.Unit]
  /// Of each unit what rows ask for.
  let traits: [ListedUnits.Traits]
  /// By target: the units whose behaviour and ports it is, ascending.
  let unitsOfTarget: [[Int]]
  /// By behaviour: where pods of it can go.
  let podRows: [[PodRow]]
  /// By behaviour: where pods of it can go outside, ascending.
  let outbound: [[AddressRow]]
  /// By address end, counted from the first one: who can be reached from there.
  let inbound: [[InboundRow]]
  /// What rows between pods say, each once.
  let parts: [[RowPart]]
  let touchesAll: Bool

  struct PodRow {
    var target: Int32
    var parts: Int32
  }

  struct AddressRow: Hashable {
    /// Counted from the first address end.
    var end: Int
    var part: RowPart
  }

  struct InboundRow {
    var target: Int
    var part: RowPart
  }

  /// - Parameter progress: called now and then with the part of the work that is done, from 0 to 1.
  public init(
    _ cluster: Cluster, _ options: ConnectivityOptions = ConnectivityOptions(),
    progress: (Double) -> Void = { _ in }
  ) {
    let start = ContinuousClock.now
    let table = ConnectionTable(cluster)
    classSeconds = (ContinuousClock.now - start) / .seconds(1)
    let behaviours = Behaviours(table, progress: progress)
    let reach = UnmodelledReach(cluster.snapshot)
    var said = ConnectionParts(table)
    let listed = ListedUnits(
      table, behaviourOfClass: behaviours.behaviourOfClass, behaviourCount: behaviours.count,
      options, reach
    ) { said.filter($0) }
    let targets = ListedTargets(listed.units, behaviours.count)
    podRows = behaviours.destinations.enumerated().map { index, row in
      guard listed.hasSource[index] else { return [] }
      return row.flatMap { behaviour, connection in
        targets.ofBehaviour[Int(behaviour)].compactMap { target -> PodRow? in
          let number = said.number(
            of: connection,
            common: behaviours.commonFamilies(index, Int(behaviour)),
            filter: targets.filters[target])
          return said.lists[number].isEmpty
            ? nil : PodRow(target: Int32(target), parts: Int32(number))
        }
      }
    }
    var addresses = AddressRows(table, options)
    let outbound = behaviours.outbound.enumerated().map { index, row in
      listed.hasSource[index] ? addresses.outbound(row, &said) : []
    }
    let inbound = targets.filters.indices.map { target in
      addresses.inbound(
        behaviours.inbound[targets.behaviours[target]], filter: targets.filters[target], &said)
    }
    let sorted = addresses.sorted
    self.outbound = outbound.map { rows in
      rows.map { AddressRow(end: sorted.ranks[$0.end], part: $0.part) }
        .sorted { ($0.end, $0.part) < ($1.end, $1.part) }
    }
    var rowsOfEnd = [[InboundRow]](repeating: [], count: sorted.sets.count)
    for (target, rows) in inbound.enumerated() {
      for row in rows {
        rowsOfEnd[sorted.ranks[row.end]].append(InboundRow(target: target, part: row.part))
      }
    }
    self.inbound = rowsOfEnd
    self.cluster = cluster
    self.options = options
    units = listed.units
    traits = listed.units.map { ListedUnits.Traits($0, cluster.snapshot) }
    unitsOfTarget = targets.units
    ends = listed.units.map { .pods($0.members) } + sorted.sets.map { .addresses($0) }
    parts = said.lists
    portSets = said.portSets
    classCount = table.classCount
    touchesAll = reach.touchesAll
  }
}
