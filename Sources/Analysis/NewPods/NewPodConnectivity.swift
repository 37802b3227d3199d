import ClusterModel
public import Evaluation
import ExplicitEngine
import Intents

/// What pods that do not exist yet could reach, and be reached by: all of worlds `open` and `open-cluster`.
///
/// One end of each row is deployed, or outside, the other is a pod to come, as the conditions under which it has exactly
/// these ports. A pod to come is a single one, on a node and with an address of which nothing is known.
public struct NewPodConnectivity: Sendable {
  /// What rows speak of: pods first, in the order of reports, then addresses outside.
  public let ends: [ListedEnd]
  /// By end: what can reach it first, then what it can reach.
  public let rows: [NewPodRow]

  /// Whether rows that only may be so rest on labels of undeclared namespaces, which are free here.
  public let restsOnUnknownLabels: Bool

  /// Whether an object that is not modelled could change a row.
  public var isTouched: Bool { rows.contains(where: \.isTouched) }

  /// - Parameters:
  ///   - options: `sources` and `destinations` are of the deployed end; rows in which it is the other one are left out.
  ///   - progress: called now and then with the part of the work that is done, from 0 to 1.
  public init(
    _ cluster: Cluster, _ options: ConnectivityOptions, progress: (Double) -> Void = { _ in }
  ) throws(TooManyLabelsError) {
    let table = ConnectionTable(cluster)
    var rows: [NewPodRow] = []
    let ends: [NewPodRowMaker.End]
    let restsOnUnknownLabels: Bool
    do throws(NewcomerTable.TooManyLabelsError) {
      var maker = try NewPodRowMaker(table, options)
      restsOnUnknownLabels = maker.restsOnUnknownLabels
      try maker.readFlows(progress)
      ends = maker.ends()
      for (index, end) in ends.enumerated() {
        for direction in Direction.allCases where maker.shows(direction, end) {
          rows += try maker.rows(direction, of: end, at: index)
        }
      }
    } catch {
      throw TooManyLabelsError()
    }
    self.restsOnUnknownLabels = restsOnUnknownLabels
    (self.ends, self.rows) = Self.merged(ends.map(\.end), rows)
  }

  /// Addresses of both families of which the same is said become one end.
  private static func merged(
    _ ends: [ListedEnd], _ rows: [NewPodRow]
  ) -> (ends: [ListedEnd], rows: [NewPodRow]) {
    func said(_ index: Int) -> [NewPodRow] {
      rows.filter { $0.end == index }.map { row in
        var row = row
        row.end = -1
        return row
      }
    }
    var result: [ListedEnd] = []
    var numbers: [Int: Int] = [:]
    var known: [[NewPodRow]: Int] = [:]
    for (index, end) in ends.enumerated() {
      guard case .addresses(var set) = end else {
        numbers[index] = result.count
        result.append(end)
        continue
      }
      let own = said(index)
      if let first = known[own], case .addresses(let before) = result[first],
        Set(before.families).isDisjoint(with: set.families)
      {
        for (family, addresses) in before.ranges { set.formUnion(addresses, of: family) }
        result[first] = .addresses(set)
      } else {
        known[own] = result.count
        numbers[index] = result.count
        result.append(end)
      }
    }
    return (
      result,
      rows.compactMap { row in
        numbers[row.end].map { end in
          var row = row
          row.end = end
          return row
        }
      }
    )
  }
}

/// The policies ask for so many labels in so many combinations that who may come cannot be written down.
public struct TooManyLabelsError: Error {}
