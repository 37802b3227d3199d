import ClusterModel
import Evaluation

extension WorldSearch {
  /// Tries every labelling of the two places' namespaces that can be told apart.
  func search(_ pair: PlacePair) throws(Interruption) {
    let isJoint = pair.source.place == pair.destination.place
    let sources = try profiles(
      pair, .source, isJoint ? [.source, .destination] : [.source])
    let destinations = isJoint ? [] : try profiles(pair, .destination, [.destination])
    for first in sources {
      if isJoint {
        try search(pair, [first, first], cost: first?.cost ?? 0)
        continue
      }
      for second in destinations {
        if let name = first?.name, name == second?.name { continue }
        try search(pair, [first, second], cost: (first?.cost ?? 0) + (second?.cost ?? 0))
      }
    }
  }

  /// The labellings of a side's namespace; nil stands for the one that it has.
  ///
  /// - Parameter roles: the sides that are in this namespace.
  private func profiles(
    _ pair: PlacePair, _ role: Role, _ roles: [Role]
  ) throws(Interruption) -> [LabelProfile?] {
    let supposition = space.supposition
    guard let namespace = pair[role].place.namespace, supposition.isOpen(namespace) else {
      return [nil]
    }
    let conditions = Set(roles.flatMap { pair.conditions[$0] ?? [] }.map(\.namespaces))
    var selectors = conditions.sorted().compactMap(space.requirements)
    let other = pair[role.other].place.namespace
    var others = 1
    if let other, other != namespace, !pair.comparedKeys.isEmpty {
      let isOtherOpen = supposition.isOpen(other)
      if isOtherOpen, role == .destination { others = 2 }
      for key in pair.comparedKeys.sorted() {
        selectors.append(Requirements(exists: key))
        selectors += comparable(pair, key, with: other, others).map { Requirements(key, in: [$0]) }
      }
    }
    let choices = try space.labellings(
      of: namespace, selectors, others: others, bound: bound, budget)
    if choices.isCut { isCut = true }
    return choices.all.map { supposition.profile($0, of: namespace) }
  }

  /// The values of a key that have to be told apart where it is compared with another namespace's.
  private func comparable(
    _ pair: PlacePair, _ key: Symbol, with other: NamespaceID, _ others: Int
  ) -> [Symbol] {
    guard space.supposition.isOpen(other) else {
      return space.supposition.base.labels(of: other)[key].map { [$0] } ?? []
    }
    // Whatever one side may be labelled with for the sake of some selector, the other may be labelled alike.
    var values: Set<Symbol> = []
    for condition in Role.allCases.flatMap({ pair.conditions[$0] ?? [] }) {
      for line in space.requirements(condition.namespaces)?.conditions ?? []
      where line.key == key {
        values.formUnion(line.values)
      }
    }
    return values.sorted() + (0..<others).map(Symbol.fresh)
  }

  private func search(
    _ pair: PlacePair, _ profiles: [LabelProfile?], cost: Int
  ) throws(Interruption) {
    guard isAffordable(cost) else { return }
    for role in Role.allCases {
      if let profile = profiles[role.rawValue], let namespace = pair[role].place.namespace {
        space.supposition.set(profile, of: namespace)
      }
    }
    let sources = try ends(pair, .source, profiles[0])
    if sources.isEmpty { return }
    let destinations = try ends(pair, .destination, profiles[1])
    try search(pair, sources, destinations, cost: cost)
  }
}
