import ClusterModel
import Formula

/// Pods that look the same on each side.
struct JointPods {
  /// By side: the codes that describe them; nil where the side does not have them.
  var old: [Int32]?
  var new: [Int32]?
  /// The codes of their nodes, where those matter.
  var nodes: [Int]
  /// Ascending, not empty.
  var pods: [PodID] = []
  /// Whether it is one single pod, which has no flow to itself.
  var isLone = false

  subscript(side: JointReading.Side) -> [Int32]? { side == .old ? old : new }

  private struct Key: Hashable {
    var old: [Int32]?
    var new: [Int32]?
    var nodes: [Int]
  }

  static func classes(
    _ old: SymbolicReading, _ new: SymbolicReading, _ olds: PodClasses, _ news: PodClasses,
    _ places: NodeVariables.Places
  ) -> [JointPods] {
    func rows(_ classes: PodClasses) -> [PodID: [Int32]] {
      var rows: [PodID: [Int32]] = [:]
      for own in classes.classes { for pod in own.pods { rows[pod] = own.row } }
      return rows
    }
    let (before, after) = (rows(olds), rows(news))
    var numbers: [Key: Int] = [:]
    var classes: [JointPods] = []
    for id in new.snapshot.podIDs where before[id] != nil || after[id] != nil {
      let nodes = [
        before[id] == nil ? 0 : places.code(old.snapshot[id].nodeName),
        after[id] == nil ? 0 : places.code(new.snapshot[id].nodeName),
      ]
      let key = Key(old: before[id], new: after[id], nodes: nodes)
      let index = numbers[key] ?? classes.count
      if index == classes.count {
        numbers[key] = index
        classes.append(JointPods(old: key.old, new: key.new, nodes: nodes))
      }
      classes[index].pods.append(id)
      classes[index].isLone =
        classes[index].pods.count == 1 && new.snapshot[id].population == .single
    }
    return classes
  }
}

/// On which node each end is, where that can matter: only pods on their node's network and others of that node are told
/// apart by it (C-43).
struct NodeVariables {
  /// The nodes that have a pod on their network, on some side.
  struct Places {
    var nodes: [Symbol]

    /// 0 for every other node, and for an unknown one.
    func code(_ name: Symbol?) -> Int {
      name.flatMap { nodes.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    }
  }

  let source: Variable
  let destination: Variable

  init(
    _ reading: SymbolicReading, _ name: String, _ places: Places, _ formulas: FormulaStore
  ) {
    source = formulas.declare("\(name).source.place", size: places.nodes.count + 1)
    destination = formulas.declare("\(name).destination.place", size: places.nodes.count + 1)
  }

  static func places(_ old: Snapshot, _ new: Snapshot) -> Places {
    Places(
      nodes: Set((old.pods + new.pods).filter(\.isHostNetwork).compactMap(\.nodeName)).sorted())
  }
}
