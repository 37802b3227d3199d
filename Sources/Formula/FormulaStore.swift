/// The formulas of one run: a hash-consed graph in three flat arrays.
///
/// It is a class because everything that compiles a part of a cluster adds to the same graph. The nodes of
/// what a formula is made of have smaller indices than its own, so no walk over it needs recursion.
public final class FormulaStore {
  /// Twelve bytes: an atom `first <= variable <= second`, the equality of the variables `first` and `second`, or the
  /// conjunction of `second` operands from `first` on.
  struct Node: Hashable {
    /// The index of the variable, or one of those below.
    var head: Int32
    var first: Int32
    var second: Int32

    static let constant: Int32 = -1
    static let conjunction: Int32 = -2
    static let equality: Int32 = -3
  }

  private(set) var nodes: ContiguousArray<Node> = [Node(head: Node.constant, first: 0, second: 0)]
  private(set) var operands: [Formula] = []
  private(set) var sizes: ContiguousArray<Int32> = []
  private var names: [String] = []

  /// Open addressing: node indices by hash, zero where free (node 0, the constant, is never looked up).
  private var slots: ContiguousArray<Int32> = ContiguousArray(repeating: 0, count: 1 << 10)

  public init() {}

  public var variableCount: Int { sizes.count }
  public var nodeCount: Int { nodes.count }

  public var variables: some RandomAccessCollection<Variable> {
    sizes.indices.lazy.map { Variable(index: Int32($0)) }
  }

  /// Declares a variable with the values 0 ..< `size`.
  ///
  /// - Parameter name: What a person reads; it stands in no relation to the meaning.
  public func declare(_ name: String, size: Int) -> Variable {
    precondition(size > 0, "a variable needs a value")
    names.append(name)
    sizes.append(Int32(size))
    return Variable(index: Int32(sizes.count - 1))
  }

  public func name(of variable: Variable) -> String { names[Int(variable.index)] }
  public func size(of variable: Variable) -> Int { Int(sizes[Int(variable.index)]) }

  /// The node of an atom; the caller has folded what can be folded.
  func internAtom(_ variable: Variable, _ lower: Int32, _ upper: Int32) -> Formula {
    intern(Node(head: variable.index, first: lower, second: upper))
  }

  /// The node of an equality; the variables are two, in order.
  func internEquality(_ first: Variable, _ second: Variable) -> Formula {
    intern(Node(head: Node.equality, first: first.index, second: second.index))
  }

  private func intern(_ node: Node) -> Formula {
    var hasher = Fingerprint()
    hasher.combine(node.head)
    hasher.combine(node.first)
    hasher.combine(node.second)
    return intern(hasher.value) {
      $0 == node
    } append: {
      nodes.append(node)
    }
  }

  /// The node of a conjunction; `formulas` are sorted, distinct, at least two and no constants.
  func internConjunction(_ formulas: [Formula]) -> Formula {
    var hasher = Fingerprint()
    for formula in formulas { hasher.combine(formula.rawValue) }
    return intern(hasher.value) { node in
      node.head == Node.conjunction && Int(node.second) == formulas.count
        && operands[Int(node.first)..<Int(node.first + node.second)].elementsEqual(formulas)
    } append: {
      nodes.append(
        Node(
          head: Node.conjunction, first: Int32(operands.count), second: Int32(formulas.count)))
      operands.append(contentsOf: formulas)
    }
  }

  private func intern(
    _ fingerprint: UInt64, matching isSame: (Node) -> Bool, append: () -> Void
  ) -> Formula {
    if nodes.count * 2 > slots.count { growSlots() }
    var slot = Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
    while slots[slot] != 0 {
      if isSame(nodes[Int(slots[slot])]) { return Formula(node: Int(slots[slot])) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(nodes.count)
    append()
    return Formula(node: nodes.count - 1)
  }

  private func growSlots() {
    slots = ContiguousArray(repeating: 0, count: slots.count * 4)
    for index in nodes.indices.dropFirst() {
      var slot = Int(truncatingIfNeeded: fingerprint(of: nodes[index])) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  private func fingerprint(of node: Node) -> UInt64 {
    var hasher = Fingerprint()
    if node.head == Node.conjunction {
      for operand in operands[Int(node.first)..<Int(node.first + node.second)] {
        hasher.combine(operand.rawValue)
      }
    } else {
      hasher.combine(node.head)
      hasher.combine(node.first)
      hasher.combine(node.second)
    }
    return hasher.value
  }
}

/// A multiplicative hash of Int32s: the table compares contents, so it need not resist an adversary.
private struct Fingerprint {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func combine(_ number: Int32) {
    value = (value ^ UInt64(UInt32(bitPattern: number))) &* 0xD6E8_FEB8_6659_FD93
    value ^= value >> 32
  }
}
