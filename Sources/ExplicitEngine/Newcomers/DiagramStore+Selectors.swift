public import ClusterModel
import Evaluation

extension DiagramStore {
  /// The function that depends on no more than which of some conditions on labels hold.
  ///
  /// - Parameters:
  ///   - present: a key that every object has, if there is one.
  ///   - function: is asked once for each set of conditions that can hold together, with labels for which these hold and the others
  ///     do not.
  func diagram(
    over conditions: [Requirements], _ kind: DiagramVariable.Kind, present: Symbol? = nil,
    _ budget: Budget,
    _ function: ([Labels.Pair], Bits) throws(Interruption) -> DiagramID
  ) throws(Interruption) -> DiagramID {
    let keys = Set(conditions.flatMap { $0.conditions.map(\.key) }).sorted()
    var known = [[Bits: DiagramID]](repeating: [:], count: keys.count + 1)

    func build(
      _ level: Int, _ alive: Bits, _ labels: [Labels.Pair]
    ) throws(Interruption) -> DiagramID {
      if let result = known[level][alive] { return result }
      try budget.spend(1)
      guard level < keys.count else {
        let result = try function(labels, alive)
        known[level][alive] = result
        return result
      }
      let key = keys[level]
      func child(_ value: Symbol?) throws(Interruption) -> DiagramID {
        var left = alive
        for (index, condition) in conditions.enumerated()
        where alive.contains(index) && !condition.holds(key, value) {
          left.remove(index)
        }
        return try build(
          level + 1, left, labels + (value.map { [Labels.Pair(key: key, value: $0)] } ?? []))
      }
      var mentioned: Set<Symbol> = []
      for (index, condition) in conditions.enumerated() where alive.contains(index) {
        mentioned.formUnion(condition.values(of: key))
      }
      var values: [Option] = []
      for value in mentioned.sorted() {
        values.append(Option(value: value, child: try child(value)))
      }
      let other = try child(.fresh(0))
      let result = choice(
        DiagramVariable(kind, key), absent: key == present ? other : try child(nil), other: other,
        values: values)
      known[level][alive] = result
      return result
    }
    return try build(0, Bits(allOf: conditions.count), [])
  }

  /// The function that depends on no more than which of some names the port of the flow has.
  func diagram(
    overNames names: [Symbol], _ function: (Set<Symbol>) -> DiagramID
  ) -> DiagramID {
    func build(_ rest: ArraySlice<Symbol>, _ had: Set<Symbol>) -> DiagramID {
      guard let name = rest.first else { return function(had) }
      return choice(
        DiagramVariable(.portName, name), absent: build(rest.dropFirst(), had),
        other: build(rest.dropFirst(), had.union([name])), values: [])
    }
    return build(names[...], [])
  }
}

extension Requirements {
  /// Whether the conditions on one key hold.
  fileprivate func holds(_ key: Symbol, _ value: Symbol?) -> Bool {
    conditions.allSatisfy { $0.key != key || $0.holds(for: value) }
  }

  fileprivate func values(of key: Symbol) -> [Symbol] {
    conditions.filter { $0.key == key }.flatMap(\.values)
  }
}

extension DiagramStore {
  /// A function of whether the port of the flow has a name.
  public func choice(
    named name: Symbol, absent: DiagramID, present: DiagramID
  ) -> DiagramID {
    choice(DiagramVariable(.portName, name), absent: absent, other: present, values: [])
  }

  /// What a function of port names is without, and with, the first of them; nil where it depends on none.
  public func branches(of id: DiagramID) -> (absent: DiagramID, present: DiagramID)? {
    guard case .choice(let choice) = nodes[Int(id)] else { return nil }
    return (choice.absent, choice.other)
  }
}
