public import ClusterModel

/// Which values a variable may have: a few, or all but a few; and whether it may be absent.
public struct LabelChoiceSet: Hashable, Sendable {
  public var allowsAbsence: Bool
  /// Whether `values` are those that are left out.
  public var isComplement: Bool
  /// In ascending order.
  public var values: [Symbol]

  public init(allowsAbsence: Bool, isComplement: Bool, values: [Symbol]) {
    self.allowsAbsence = allowsAbsence
    self.isComplement = isComplement
    self.values = values
  }

  var isEverything: Bool { allowsAbsence && isComplement && values.isEmpty }

  public func contains(_ value: Symbol) -> Bool { values.contains(value) != isComplement }
}

/// A conjunction of conditions on variables, one each: what selectors can say in one go.
public struct LabelBox: Hashable, Sendable {
  public struct Constraint: Hashable, Sendable {
    public var variable: DiagramVariable
    public var choices: LabelChoiceSet
  }

  /// In the order of diagrams; what is not listed may be anything.
  public private(set) var constraints: [Constraint] = []

  public init() {}

  public subscript(variable: DiagramVariable) -> LabelChoiceSet? {
    get { constraints.first { $0.variable == variable }?.choices }
    set {
      constraints.removeAll { $0.variable == variable }
      guard let newValue, !newValue.isEverything else { return }
      let place = constraints.firstIndex { $0.variable > variable } ?? constraints.count
      constraints.insert(Constraint(variable: variable, choices: newValue), at: place)
    }
  }
}

extension DiagramStore {
  /// The fewest boxes, more or less, that together are the set `set`; each is as large as it can be inside of `limit`.
  ///
  /// - Parameter limit: a set that holds `set`; what is in it besides may or may not be covered.
  /// - Throws: where so many are needed that nobody would read them.
  public func boxes(
    covering set: DiagramID, within limit: DiagramID
  ) throws(NewcomerTable.TooManyLabelsError) -> [LabelBox] {
    if set == none { return [] }
    if limit == all { return [LabelBox()] }
    if pathCount(of: set) > Self.mostBoxes { throw NewcomerTable.TooManyLabelsError() }
    var found: [LabelBox] = []
    for path in paths(of: set) {
      let box = enlarged(path, within: limit)
      if !found.contains(box) { found.append(box) }
    }
    return irredundant(found, covering: set)
  }

  private static let mostBoxes = 1_000

  /// How many disjoint boxes make up a set, as far as they can be counted.
  private func pathCount(of set: DiagramID) -> Int {
    var known: [DiagramID: Int] = [none: 0, all: 1]
    func count(_ id: DiagramID) -> Int {
      if let result = known[id] { return result }
      guard case .choice(let choice) = nodes[Int(id)] else { return 1 }
      let children = Set([choice.other, choice.absent] + choice.values.map(\.child))
      let result = children.reduce(0) { min($0 + count($1), .max / 2) }
      known[id] = result
      return result
    }
    return count(set)
  }

  /// Disjoint boxes that make up a set.
  private func paths(of set: DiagramID) -> [LabelBox] {
    guard case .choice(let choice) = nodes[Int(set)] else { return set == none ? [] : [LabelBox()] }
    var children: [DiagramID] = []
    for child in [choice.other, choice.absent] + choice.values.map(\.child)
    where child != none && !children.contains(child) {
      children.append(child)
    }
    return children.flatMap { child in
      let isComplement = choice.other == child
      let choices = LabelChoiceSet(
        allowsAbsence: choice.absent == child, isComplement: isComplement,
        values: choice.values.filter { ($0.child == child) != isComplement }.map(\.value))
      return paths(of: child).map { path in
        var box = path
        box[choice.variable] = choices
        return box
      }
    }
  }

  /// The box with what can be left out of its conditions left out.
  private func enlarged(_ box: LabelBox, within limit: DiagramID) -> LabelBox {
    var box = box
    for constraint in box.constraints {
      var wider = box
      wider[constraint.variable] = nil
      if contains(wider, in: limit) {
        box = wider
        continue
      }
      for choices in widened(constraint.choices, of: constraint.variable, in: limit) {
        wider[constraint.variable] = merged(
          box[constraint.variable] ?? constraint.choices, choices)
        if contains(wider, in: limit) { box = wider }
      }
    }
    return box
  }

  /// What a variable may be besides, one after the other.
  private func widened(
    _ choices: LabelChoiceSet, of variable: DiagramVariable, in limit: DiagramID
  ) -> [LabelChoiceSet] {
    let mentioned = mentioned(of: variable, in: limit).union(choices.values).sorted()
    var result: [LabelChoiceSet] = []
    if !choices.isComplement {
      result.append(
        LabelChoiceSet(
          allowsAbsence: false, isComplement: true, values: mentioned))
    }
    for value in mentioned where !choices.contains(value) {
      result.append(LabelChoiceSet(allowsAbsence: false, isComplement: false, values: [value]))
    }
    if !choices.allowsAbsence {
      result.append(LabelChoiceSet(allowsAbsence: true, isComplement: false, values: []))
    }
    return result
  }

  /// The values of a variable that a diagram tells apart.
  func mentioned(of variable: DiagramVariable, in id: DiagramID) -> Set<Symbol> {
    var values: Set<Symbol> = []
    var seen: Set<DiagramID> = []
    func visit(_ id: DiagramID) {
      guard case .choice(let choice) = nodes[Int(id)], choice.variable <= variable,
        seen.insert(id).inserted
      else { return }
      if choice.variable == variable { values.formUnion(choice.values.map(\.value)) }
      for child in [choice.absent, choice.other] + choice.values.map(\.child) { visit(child) }
    }
    visit(id)
    return values
  }

  private func merged(_ first: LabelChoiceSet, _ second: LabelChoiceSet) -> LabelChoiceSet {
    let (left, right) = (Set(first.values), Set(second.values))
    let isComplement = first.isComplement || second.isComplement
    let values: Set<Symbol> =
      switch (first.isComplement, second.isComplement) {
      case (false, false): left.union(right)
      case (true, true): left.intersection(right)
      case (true, false): left.subtracting(right)
      case (false, true): right.subtracting(left)
      }
    return LabelChoiceSet(
      allowsAbsence: first.allowsAbsence || second.allowsAbsence, isComplement: isComplement,
      values: values.sorted())
  }

  /// Whether all of a box is in a set.
  public func contains(_ box: LabelBox, in set: DiagramID) -> Bool {
    var known: [DiagramID: Bool] = [:]
    func isInside(_ id: DiagramID) -> Bool {
      if let result = known[id] { return result }
      guard case .choice(let choice) = nodes[Int(id)] else { return id != none }
      let choices =
        box[choice.variable]
        ?? LabelChoiceSet(allowsAbsence: true, isComplement: true, values: [])
      let listed = Set(choice.values.map(\.value))
      // Some value that the diagram does not list: any other, or one that the box does.
      let hasOther = choices.isComplement || choices.values.contains { !listed.contains($0) }
      let result =
        (!choices.allowsAbsence || isInside(choice.absent))
        && (!hasOther || isInside(choice.other))
        && choice.values.allSatisfy { !choices.contains($0.value) || isInside($0.child) }
      known[id] = result
      return result
    }
    return isInside(set)
  }

  /// A box as a set.
  public func set(of box: LabelBox) -> DiagramID {
    box.constraints.reversed().reduce(all) { rest, constraint in
      let (listed, other) = constraint.choices.isComplement ? (none, rest) : (rest, none)
      return choice(
        constraint.variable, absent: constraint.choices.allowsAbsence ? rest : none, other: other,
        values: constraint.choices.values.map { Option(value: $0, child: listed) })
    }
  }

  /// Without boxes that the others make superfluous, those that ask for most first.
  private func irredundant(_ boxes: [LabelBox], covering set: DiagramID) -> [LabelBox] {
    var kept = boxes
    let sets = boxes.map { self.set(of: $0) }
    let order = boxes.indices.sorted {
      (boxes[$1].constraints.count, $1) < (boxes[$0].constraints.count, $0)
    }
    var isKept = [Bool](repeating: true, count: boxes.count)
    for index in order {
      let others = boxes.indices.reduce(none) {
        $1 == index || !isKept[$1] ? $0 : union($0, sets[$1])
      }
      if isSubset(intersection(set, sets[index]), of: others) { isKept[index] = false }
    }
    kept = boxes.indices.filter { isKept[$0] }.map { boxes[$0] }
    return kept
  }
}
