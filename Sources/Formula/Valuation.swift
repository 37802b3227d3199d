/// What formulas say of one assignment. Formulas asked one after the other share what was found out.
public struct Valuation {
  private enum Truth: UInt8 {
    case open, no, yes
  }

  private let store: FormulaStore
  private var values: [Int32]
  private var truths: ContiguousArray<Truth> = []
  private var settled: ContiguousArray<Int32> = []

  /// - Parameter values: By variable, in the order of declaration; what is missing counts as 0.
  public init(of values: [Int32], in store: FormulaStore) {
    self.values = values
    self.store = store
  }

  /// Takes another assignment, in time that goes with what was found out about the last one.
  public mutating func assign(_ values: [Int32]) {
    self.values = values
    for node in settled { truths[Int(node)] = .open }
    settled.removeAll(keepingCapacity: true)
  }

  public subscript(variable: Variable) -> Int {
    values.indices.contains(Int(variable.index)) ? Int(values[Int(variable.index)]) : 0
  }

  /// Whether the assignment satisfies `formula`.
  public mutating func satisfies(_ formula: Formula) -> Bool {
    if truths.count < store.nodeCount {
      let missing = store.nodeCount - truths.count
      truths.append(contentsOf: repeatElement(.open, count: missing))
    }
    settle(formula.node)
    return (truths[formula.node] == .yes) != formula.isNegated
  }

  /// Walks with a stack of its own: a formula may be deeper than the thread's.
  private mutating func settle(_ root: Int) {
    var path: [(node: Int, operand: Int)] = [(root, 0)]
    while let (index, position) = path.last {
      let node = store.nodes[index]
      guard truths[index] == .open, node.head == FormulaStore.Node.conjunction else {
        if truths[index] == .open { settle(index, as: truth(of: node)) }
        path.removeLast()
        continue
      }
      var next = position
      var pending: Int?
      var isRefuted = false
      while next < node.second {
        // The youngest first: what a claim adds to the policies is small and often decides.
        let operand = store.operands[Int(node.first + node.second) - 1 - next]
        let truth = truths[operand.node]
        if truth == .open {
          pending = operand.node
          break
        }
        if (truth == .yes) == operand.isNegated {
          isRefuted = true
          break
        }
        next += 1
      }
      if let pending {
        path[path.count - 1].operand = next
        path.append((pending, 0))
      } else {
        settle(index, as: isRefuted ? .no : .yes)
        path.removeLast()
      }
    }
  }

  private mutating func settle(_ node: Int, as truth: Truth) {
    truths[node] = truth
    settled.append(Int32(node))
  }

  private func truth(of node: FormulaStore.Node) -> Truth {
    if node.head == FormulaStore.Node.constant { return .yes }
    let value = self[Variable(index: node.head)]
    return Int(node.first) <= value && value <= Int(node.second) ? .yes : .no
  }
}
