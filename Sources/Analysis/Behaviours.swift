import ClusterModel
import Evaluation
import ExplicitEngine

/// Classes of pods that send and are sent the same: what the engine tells apart by labels and what makes no difference
/// for any flow comes together again. Every pair of pods of two behaviours is decided alike.
struct Behaviours {
  /// By class of pods.
  private(set) var behaviourOfClass: [Int] = []
  /// By behaviour: the behaviours it can send to, with what is allowed, in ascending order.
  private(set) var destinations: [[(behaviour: Int32, connection: ConnectionID)]] = []
  /// By behaviour: the classes of addresses it can send to.
  private(set) var outbound: [[(end: Int32, connection: ConnectionID)]] = []
  /// By behaviour: the classes of addresses that can send to it.
  private(set) var inbound: [[(end: Int32, connection: ConnectionID)]] = []
  /// By behaviour: the address families that its pods have, a bit each in the cluster's order.
  private(set) var families: [UInt8] = []

  var count: Int { destinations.count }

  /// The families that pods of two behaviours both have.
  func commonFamilies(_ first: Int, _ second: Int) -> UInt8 { families[first] & families[second] }

  /// A row or a column of the table: where a run of equal connections begins, and which. Rows are long and say little.
  private typealias Runs = [UInt64]

  private struct Key: Hashable {
    var row: Int
    var column: Int
    var families: UInt8
  }

  /// - Parameter progress: called now and then with the part that is done, from 0 to 1.
  init(_ table: ConnectionTable, progress: (Double) -> Void) {
    let (rows, columns) = Self.read(table, progress)
    var keys: [Key: Int] = [:]
    var representatives: [Int] = []
    for index in 0..<table.podClassCount {
      let end = table.representative(of: index)
      let key = Key(
        row: rows.numbers[index], column: columns.numbers[index],
        families: table.cluster.families.enumerated().reduce(0) {
          $0 | (table.cluster.has($1.element, end) ? 1 << UInt8($1.offset) : 0)
        })
      let behaviour = keys[key] ?? keys.count
      if behaviour == keys.count {
        keys[key] = behaviour
        representatives.append(index)
        families.append(key.families)
      }
      behaviourOfClass.append(behaviour)
    }
    for index in representatives {
      var pods: [(behaviour: Int32, connection: ConnectionID)] = []
      var addresses: [(end: Int32, connection: ConnectionID)] = []
      Self.forEach(rows.distinct[rows.numbers[index]], count: table.classCount) { end, connection in
        if end >= table.podClassCount {
          addresses.append((Int32(end), connection))
        } else if representatives[behaviourOfClass[end]] == end {
          pods.append((Int32(behaviourOfClass[end]), connection))
        }
      }
      destinations.append(pods)
      outbound.append(addresses)
      var sources: [(end: Int32, connection: ConnectionID)] = []
      Self.forEach(columns.distinct[columns.numbers[index]], count: table.classCount) {
        end, connection in
        if end >= table.podClassCount { sources.append((Int32(end), connection)) }
      }
      inbound.append(sources)
    }
  }

  /// Each distinct row and column once, and which of them a class has.
  private struct Lines {
    var numbers: [Int] = []
    var distinct: [Runs] = []
    private var known: [Runs: Int] = [:]

    mutating func add(_ runs: Runs) {
      let number = known[runs] ?? distinct.count
      if number == distinct.count {
        known[runs] = number
        distinct.append(runs)
      }
      numbers.append(number)
    }
  }

  private static func read(
    _ table: ConnectionTable, _ progress: (Double) -> Void
  ) -> (rows: Lines, columns: Lines) {
    let count = table.classCount
    var rows = Lines()
    var columnRuns = [Runs](repeating: [], count: count)
    var last = [ConnectionID](repeating: -1, count: count)
    for source in 0..<count {
      if source % 256 == 0 { progress(Double(source) / Double(count)) }
      let row = table.row(from: source)
      var runs: Runs = []
      var current: ConnectionID = -1
      for (destination, connection) in row.enumerated() {
        if connection != current {
          runs.append(run(destination, connection))
          current = connection
        }
        if connection != last[destination] {
          columnRuns[destination].append(run(source, connection))
          last[destination] = connection
        }
      }
      rows.add(runs)
    }
    var columns = Lines()
    for runs in columnRuns { columns.add(runs) }
    return (rows, columns)
  }

  private static func run(_ start: Int, _ connection: ConnectionID) -> UInt64 {
    UInt64(start) << 32 | UInt64(UInt32(bitPattern: connection))
  }

  /// The places of a line at which something is allowed.
  private static func forEach(_ runs: Runs, count: Int, _ body: (Int, ConnectionID) -> Void) {
    for (index, run) in runs.enumerated() {
      let connection = ConnectionID(truncatingIfNeeded: run)
      if connection == 0 { continue }
      let end = index + 1 < runs.count ? Int(runs[index + 1] >> 32) : count
      for place in Int(run >> 32)..<end { body(place, connection) }
    }
  }
}
