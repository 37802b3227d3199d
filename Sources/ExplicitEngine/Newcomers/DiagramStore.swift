public import ClusterModel

/// Something that a pod to come is free to choose.
///
/// Labels of its namespace come before its own in every diagram, and what it calls its ports comes last.
public struct DiagramVariable: Hashable, Comparable, Sendable {
  public enum Kind: Int, Sendable {
    case namespaceLabel, podLabel
    /// Whether the port of the flow has this name: absent where it has not.
    case portName
  }

  public var kind: Kind
  public var key: Symbol

  public init(_ kind: Kind, _ key: Symbol) {
    self.kind = kind
    self.key = key
  }

  public static func < (left: DiagramVariable, right: DiagramVariable) -> Bool {
    (left.kind.rawValue, left.key) < (right.kind.rawValue, right.key)
  }
}

/// A number for each function of labels that occurs; equal functions have equal numbers.
public typealias DiagramID = Int32

/// Functions of labels as decision diagrams, each once.
///
/// A choice looks at one variable: is it absent, is it one of a few values, or is it any other? Values that lead where any other leads
/// are not listed, and a choice that makes no difference is left out, so that a function has one diagram only. What the numbers at
/// the ends mean is for the user to say.
public final class DiagramStore {
  struct Choice: Hashable {
    var variable: DiagramVariable
    var absent: DiagramID
    /// For each value that is not listed.
    var other: DiagramID
    /// In ascending order of values.
    var values: [Option]
  }

  struct Option: Hashable {
    var value: Symbol
    var child: DiagramID
  }

  enum Node: Hashable {
    case leaf(Int32)
    case choice(Choice)
  }

  private(set) var nodes: [Node] = []
  private var ids: [Node: DiagramID] = [:]

  /// The functions that are false, and true, everywhere.
  public let none: DiagramID = 0
  public let all: DiagramID = 1
  private let union = DiagramOperation { $0 | $1 }
  private let common = DiagramOperation { $0 & $1 }
  private let difference = DiagramOperation { $0 & ~$1 }

  public init() {
    _ = id(of: .leaf(0))
    _ = id(of: .leaf(1))
  }

  private func id(of node: Node) -> DiagramID {
    if let known = ids[node] { return known }
    let id = DiagramID(nodes.count)
    nodes.append(node)
    ids[node] = id
    return id
  }

  public func leaf(_ value: Int32) -> DiagramID { id(of: .leaf(value)) }

  func choice(
    _ variable: DiagramVariable, absent: DiagramID, other: DiagramID, values: [Option]
  ) -> DiagramID {
    let distinct = values.filter { $0.child != other }
    if distinct.isEmpty, absent == other { return other }
    return id(
      of: .choice(Choice(variable: variable, absent: absent, other: other, values: distinct)))
  }

  /// What a diagram has at its end; nil where it depends on something.
  public func value(of id: DiagramID) -> Int32? {
    guard case .leaf(let value) = nodes[Int(id)] else { return nil }
    return value
  }

  /// The first thing that a diagram depends on.
  public func variable(of id: DiagramID) -> DiagramVariable? {
    guard case .choice(let choice) = nodes[Int(id)] else { return nil }
    return choice.variable
  }

  // MARK: Operations

  /// - Parameter operation: made for this store alone.
  public func combined(
    _ first: DiagramID, _ second: DiagramID, _ operation: DiagramOperation
  ) -> DiagramID {
    if let known = operation[first, second] { return known }
    let result: DiagramID
    switch (nodes[Int(first)], nodes[Int(second)]) {
    case (.leaf(let left), .leaf(let right)): result = leaf(operation.leaf(left, right))
    case (.choice(let left), .choice(let right)) where left.variable == right.variable:
      let values = Set((left.values + right.values).map(\.value)).sorted()
      result = choice(
        left.variable, absent: combined(left.absent, right.absent, operation),
        other: combined(left.other, right.other, operation),
        values: values.map {
          Option(value: $0, child: combined(left.child($0), right.child($0), operation))
        })
    case (.choice(let left), .choice(let right)) where right.variable < left.variable:
      result = mapped(right) { combined(first, $0, operation) }
    case (.choice(let left), _): result = mapped(left) { combined($0, second, operation) }
    case (.leaf, .choice(let right)): result = mapped(right) { combined(first, $0, operation) }
    }
    operation[first, second] = result
    return result
  }

  private func mapped(_ choice: Choice, _ change: (DiagramID) -> DiagramID) -> DiagramID {
    self.choice(
      choice.variable, absent: change(choice.absent), other: change(choice.other),
      values: choice.values.map { Option(value: $0.value, child: change($0.child)) })
  }

  /// The diagram with other ends.
  ///
  /// - Parameter isEnd: what is not looked into any further; leaves are ends in any case.
  public func replacing(
    endsOf id: DiagramID, where isEnd: (DiagramID) -> Bool = { _ in false },
    by replacement: (DiagramID) -> DiagramID
  ) -> DiagramID {
    var known: [DiagramID: DiagramID] = [:]
    func replaced(_ id: DiagramID) -> DiagramID {
      if let result = known[id] { return result }
      let result: DiagramID =
        if case .choice(let choice) = nodes[Int(id)], !isEnd(id) {
          mapped(choice, replaced)
        } else {
          replacement(id)
        }
      known[id] = result
      return result
    }
    return replaced(id)
  }

  /// The ends of a diagram, each once, in a stable order.
  public func ends(
    of id: DiagramID, where isEnd: (DiagramID) -> Bool = { _ in false }
  ) -> [DiagramID] {
    var found: [DiagramID] = []
    _ = replacing(endsOf: id, where: isEnd) {
      found.append($0)
      return $0
    }
    return found
  }

  // MARK: Sets

  public func union(_ first: DiagramID, _ second: DiagramID) -> DiagramID {
    combined(first, second, union)
  }

  public func intersection(_ first: DiagramID, _ second: DiagramID) -> DiagramID {
    combined(first, second, common)
  }

  public func subtracting(_ second: DiagramID, from first: DiagramID) -> DiagramID {
    combined(first, second, difference)
  }

  public func isSubset(_ first: DiagramID, of second: DiagramID) -> Bool {
    first == second || subtracting(second, from: first) == none
  }
}

extension DiagramStore.Choice {
  func child(_ value: Symbol) -> DiagramID {
    values.first { $0.value == value }?.child ?? other
  }
}

/// What becomes of the ends of two diagrams, with what was found before.
public final class DiagramOperation {
  let leaf: (Int32, Int32) -> Int32
  private var known: [UInt64: DiagramID] = [:]

  public init(_ leaf: @escaping (Int32, Int32) -> Int32) {
    self.leaf = leaf
  }

  subscript(first: DiagramID, second: DiagramID) -> DiagramID? {
    get { known[Self.key(first, second)] }
    set { known[Self.key(first, second)] = newValue }
  }

  private static func key(_ first: DiagramID, _ second: DiagramID) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}
