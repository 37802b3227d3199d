import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// Which pairs of joint classes differ, and in what.
struct ChangedPairs {
  struct Pair {
    var source: Int
    var destination: Int
    /// An index into `changes`.
    var change: Int
  }

  let joint: JointClasses
  /// What each side allows between its classes.
  let old: ConnectionTable
  let new: ConnectionTable
  private(set) var changes: [ConnectionChange] = []
  private(set) var pairs: [Pair] = []

  /// - Parameters:
  ///   - claims: what they tell apart is told apart here.
  ///   - mark: tells pods apart that policies do not.
  ///   - isMeant: whether the question is about flows from one class to another.
  ///   - progress: called now and then with the part that is done, from 0 to 1.
  init(
    _ clusters: ClusterPair, telling claims: [Claim], mark: (PodID) -> Int32 = { _ in 0 },
    isMeant: (JointClasses.Class, JointClasses.Class) -> Bool = { _, _ in true },
    progress: (Double) -> Void
  ) {
    let old = ConnectionTable(clusters.old, telling: claims)
    let new = ConnectionTable(clusters.new, telling: claims)
    (self.old, self.new) = (old, new)
    joint = JointClasses(clusters, old, new, mark: mark)
    let classes = joint.classes
    let families = clusters.new.families
    let none = Connection(
      must: families.map { _ in PortSet() }, may: families.map { _ in PortSet() })
    var known: [UInt64: Int] = [:]
    var rows = LastRows(old: old, new: new)
    for source in classes.indices {
      if source % 64 == 0 { progress(Double(source) / Double(classes.count)) }
      let (before, after) = rows.rows(of: classes[source])
      let count = classes[source].isOutside ? joint.podClassCount : classes.count
      for destination in 0..<count {
        let first = before.isEmpty ? 0 : Self.id(before, classes[destination].old)
        let second = after.isEmpty ? 0 : Self.id(after, classes[destination].new)
        if first == 0, second == 0 { continue }
        if source == destination, !classes[source].hasTwo { continue }
        let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
        var change = known[key]
        if change == nil {
          let (was, isNow) = (first == 0 ? none : old[first], second == 0 ? none : new[second])
          change = was == isNow ? -1 : changes.count
          if was != isNow { changes.append(ConnectionChange(was, isNow, families)) }
          known[key] = change
        }
        guard let change, change >= 0, isMeant(classes[source], classes[destination]) else {
          continue
        }
        pairs.append(Pair(source: source, destination: destination, change: change))
      }
    }
  }

  private static func id(_ row: [ConnectionID], _ index: Int) -> ConnectionID {
    index < 0 ? 0 : row[index]
  }

  /// Joint classes of one class follow each other more often than not.
  private struct LastRows {
    let old: ConnectionTable
    let new: ConnectionTable
    private var lastOld: (index: Int, row: [ConnectionID]) = (-1, [])
    private var lastNew: (index: Int, row: [ConnectionID]) = (-1, [])

    init(old: ConnectionTable, new: ConnectionTable) {
      self.old = old
      self.new = new
    }

    /// Empty for a side that does not have the class.
    mutating func rows(
      of source: JointClasses.Class
    ) -> (before: [ConnectionID], after: [ConnectionID]) {
      if source.old != lastOld.index {
        lastOld = (source.old, source.old < 0 ? [] : old.row(from: source.old))
      }
      if source.new != lastNew.index {
        lastNew = (source.new, source.new < 0 ? [] : new.row(from: source.new))
      }
      return (lastOld.row, lastNew.row)
    }
  }
}
