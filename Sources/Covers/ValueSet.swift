/// A finite set of values, or everything but a finite set.
///
/// Labels, names and accounts have no end of values: what a case says of them is one of the two.
struct ValueSet<Element: Hashable & Sendable>: Hashable, Sendable {
  private(set) var elements: Set<Element>
  private(set) var isComplement: Bool

  init(_ elements: some Sequence<Element>) {
    self.elements = Set(elements)
    isComplement = false
  }

  init(allBut elements: some Sequence<Element>) {
    self.elements = Set(elements)
    isComplement = true
  }

  static var everything: ValueSet { ValueSet(allBut: []) }

  /// There is always a value that nobody has thought of.
  var isEmpty: Bool { !isComplement && elements.isEmpty }

  /// The only value; nil where there are more, or none.
  var single: Element? { !isComplement && elements.count == 1 ? elements.first : nil }

  func contains(_ element: Element) -> Bool { elements.contains(element) != isComplement }

  var complement: ValueSet {
    isComplement ? ValueSet(elements) : ValueSet(allBut: elements)
  }

  func intersection(_ other: ValueSet) -> ValueSet {
    switch (isComplement, other.isComplement) {
    case (false, _): ValueSet(elements.filter(other.contains))
    case (true, false): ValueSet(other.elements.filter(contains))
    case (true, true): ValueSet(allBut: elements.union(other.elements))
    }
  }

  func union(_ other: ValueSet) -> ValueSet {
    complement.intersection(other.complement).complement
  }

  func isSubset(of other: ValueSet) -> Bool {
    if !isComplement { return elements.allSatisfy(other.contains) }
    return other.isComplement && other.elements.isSubset(of: elements)
  }

  func isDisjoint(with other: ValueSet) -> Bool {
    if isComplement { return !other.isComplement && other.isDisjoint(with: self) }
    return !elements.contains(where: other.contains)
  }
}
