import ClusterModel

/// The pods of a snapshot as one end of a flow sees them: those with equal rows are one class.
struct PodClasses {
  struct Class {
    var row: [Int32]
    /// Ascending, not empty.
    var pods: [PodID]
  }

  private(set) var classes: [Class] = []
  private var indices: [[Int32]: Int] = [:]

  /// - Parameter rows: A row for each of `pods`, of which the first `width` codes count.
  init(_ pods: [PodID], rows: [[Int32]], width: Int) {
    for (pod, row) in zip(pods, rows) {
      let row = width == row.count ? row : Array(row.prefix(width))
      if let index = indices[row] {
        classes[index].pods.append(pod)
      } else {
        indices[row] = classes.count
        classes.append(Class(row: row, pods: [pod]))
      }
    }
  }

  /// The class with exactly this row.
  func firstIndex(of row: [Int32]) -> Int? { indices[row] }

  /// The indices of the classes of each namespace code, in the order of first appearance.
  var byNamespace: [(namespace: Int, classes: [Int])] {
    var positions: [Int32: Int] = [:]
    var result: [(namespace: Int, classes: [Int])] = []
    for index in classes.indices {
      let namespace = classes[index].row[EndSchema.namespace]
      if let position = positions[namespace] {
        result[position].classes.append(index)
      } else {
        positions[namespace] = result.count
        result.append((Int(namespace), [index]))
      }
    }
    return result
  }
}
