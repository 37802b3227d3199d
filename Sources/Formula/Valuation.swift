/// What formulas say of one assignment. Formulas asked one after the other share what was found out.
public struct Valuation {
  private enum Truth: UInt8 {
    case open, no, yes
  }

  private let store: FormulaStore
  private var values: [Int32]
  private var truths: ContiguousArray<Truth> = []
  private var settled: ContiguousArray<Int32> = []
  /// The nodes under way; kept, for an allocation a question would cost more than most questions.
  private var path: ContiguousArray<(node: Int, operand: Int)> = []
  /// The store's own, as it was when a formula was last new.
  private var nodes: ContiguousArray<FormulaStore.Node> = []
  private var operands: [Formula] = []

  /// - Parameter values: By variable, in the order of declaration; what is missing counts as 0.
  public init(of values: [Int32], in store: FormulaStore) {
    self.values = values
    self.store = store
  }

  public subscript(variable: Variable) -> Int {
    values.indices.contains(Int(variable.index)) ? Int(values[Int(variable.index)]) : 0
  }

  /// Takes another assignment, in time that goes with what was found out about the last one.
  public mutating func assign(_ values: [Int32]) {
    forget()
    self.values = values
  }

  /// Gives some variables other values, one each.
  public mutating func assign(_ row: [Int32], to variables: [Variable]) {
    forget()
    if values.count < store.variableCount {
      let missing = store.variableCount - values.count
      values.append(contentsOf: repeatElement(0, count: missing))
    }
    for index in variables.indices { values[Int(variables[index].index)] = row[index] }
  }

  private mutating func forget() {
    for node in settled { truths[Int(node)] = .open }
    settled.removeAll(keepingCapacity: true)
  }

  /// Whether the assignment satisfies `formula`.
  public mutating func satisfies(_ formula: Formula) -> Bool {
    if truths.count <= formula.node {
      nodes = store.nodes
      operands = store.operands
      let missing = nodes.count - truths.count
      truths.append(contentsOf: repeatElement(.open, count: missing))
    }
    settle(formula.node)
    return (truths[formula.node] == .yes) != formula.isNegated
  }

  /// Walks with a stack of its own: a formula may be deeper than the thread's.
  private mutating func settle(_ root: Int) {
    path.append((root, 0))
    while let (index, position) = path.last {
      let node = nodes[index]
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
        let operand = operands[Int(node.first + node.second) - 1 - next]
        if truths[operand.node] == .open {
          let node = nodes[operand.node]
          if node.head == FormulaStore.Node.conjunction {
            pending = operand.node
            break
          }
          settle(operand.node, as: truth(of: node))
        }
        if (truths[operand.node] == .yes) == operand.isNegated {
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
    if node.head == FormulaStore.Node.equality {
      return value(node.first) == value(node.second) ? .yes : .no
    }
    let number = value(node.head)
    return node.first <= number && number <= node.second ? .yes : .no
  }

  private func value(_ variable: Int32) -> Int32 {
    Int(variable) < values.count ? values[Int(variable)] : 0
  }
}
