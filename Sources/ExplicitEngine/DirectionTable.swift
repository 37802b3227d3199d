import ClusterModel
import Evaluation

/// What one direction says of every pair of classes: a row for each treatment, which is a default and the classes that
/// some peer of its rules may match.
struct DirectionTable {
  /// By class of the direction's subjects.
  private(set) var treatmentOfClass: [Int] = []
  private(set) var rows: [Row] = []

  struct Row {
    /// What is said of every class that is not listed.
    var rest: ConnectionID
    /// In ascending order of classes.
    var exceptions: [(end: Int32, connection: ConnectionID)] = []
  }

  /// - Parameter store: takes the connections that occur.
  init(
    _ direction: Direction, _ cluster: Cluster, _ partition: Partition,
    _ store: inout ConnectionStore
  ) {
    if cluster.decidesTierByTier(direction) {
      var tiers = TierRows(direction, cluster, partition)
      for end in partition.classes {
        let (number, row) = tiers.row(for: end.representative, &store)
        treatmentOfClass.append(number)
        if let row { rows.append(row) }
      }
      return
    }
    var numbers: [Treatment?: Int] = [:]
    var admission = PeerAdmission(direction, cluster, partition)
    for end in partition.classes {
      let treatment = cluster.treatment(of: end.representative, direction)
      if let known = numbers[treatment] {
        treatmentOfClass.append(known)
        continue
      }
      let row =
        treatment.map { admission.row(of: $0, at: end.representative, in: cluster, &store) }
        ?? Row(rest: store.everything)
      numbers[treatment] = rows.count
      treatmentOfClass.append(rows.count)
      rows.append(row)
    }
  }
}
