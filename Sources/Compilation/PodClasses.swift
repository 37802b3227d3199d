import ClusterModel

/// The pods of a snapshot as one end of a flow sees them: those with equal rows, nodes aside, are one class.
///
/// With their nodes, every node's copy of a DaemonSet would be a class of its own, and nodes seldom matter.
struct PodClasses {
  struct Class {
    /// With 0 for the node.
    var row: [Int32]
    /// Ascending, not empty.
    var pods: [PodID]
    /// The code of the node of each pod.
    var nodes: [Int32]
  }

  private(set) var classes: [Class] = []
  private var indices: [[Int32]: Int] = [:]

  /// - Parameter rows: A row for each of `pods`, of which the first `width` codes count.
  init(_ pods: [PodID], rows: [[Int32]], width: Int) {
    for (pod, row) in zip(pods, rows) {
      var key = width == row.count ? row : Array(row.prefix(width))
      key[EndSchema.node] = 0
      if let index = indices[key] {
        classes[index].pods.append(pod)
        classes[index].nodes.append(row[EndSchema.node])
      } else {
        indices[key] = classes.count
        classes.append(Class(row: key, pods: [pod], nodes: [row[EndSchema.node]]))
      }
    }
  }

  /// The class with exactly this row, in which the node is 0.
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
