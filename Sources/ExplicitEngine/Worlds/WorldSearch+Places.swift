import ClusterModel
import Evaluation
import Intents

extension WorldSearch {
  /// Looks at the flows between all places that the world `world` has and `settled` has not.
  func visit(_ world: World, beyond settled: World) throws(Interruption) {
    let existing = space.namespaces.map(Place.namespace)
    let new = space.supposition.newNamespaces.map(Place.namespace)
    func visit(_ sources: [Place], _ destinations: [Place], _ least: World) throws(Interruption) {
      guard least <= world, least > settled else { return }
      try self.visit(sources, destinations)
    }
    switch newcomers {
    case .none:
      try visit(existing, existing + [.outside], .open)
      try visit([.outside], existing, .open)
    case .source:
      try visit(existing, existing + [.outside], .open)
      try visit([new[0]], existing + [.outside], .openCluster)
    case .destination:
      try visit(existing + [.outside], existing, .open)
      try visit(existing + [.outside], [new[0]], .openCluster)
    case .both:
      try visit(existing + [new[0]], existing + [new[0]], .openBoth)
      try visit([new[0]], [new[1]], .openBoth)
    }
  }

  /// Box by box, so that a claim on a few namespaces looks at no others.
  private func visit(_ sources: [Place], _ destinations: [Place]) throws(Interruption) {
    var visited: Set<PlaceNames> = []
    for (number, box) in words.main.enumerated() {
      let (sources, destinations) = ends(of: box, sources, destinations)
      for source in sources {
        if best?.rank.isLeast ?? false { return }
        try budget.spend(1 + destinations.count / 16)
        for destination in destinations where mayMeet(source, destination) {
          // What a later box has in common with this one is looked at once.
          if words.main.count > 1 {
            let names = PlaceNames(source: source.place, destination: destination.place)
            let isFirst = visited.insert(names).inserted
            if number > 0, !isFirst { continue }
          }
          try visit(source, destination)
        }
      }
    }
  }

  private struct PlaceNames: Hashable {
    var source: Place
    var destination: Place
  }

  /// The ends of a box by place; the manifests' are read only where new pods of the other side may meet them.
  private func ends(
    of box: BoxWords, _ sources: [Place], _ destinations: [Place]
  ) -> (sources: [PlaceEnds], destinations: [PlaceEnds]) {
    func admitted(_ places: [Place], _ others: [PlaceEnds]) -> [Place] {
      guard words.goal == .prohibited else { return places }
      return places.filter { place in
        guard let namespace = place.namespace else { return true }
        return others.contains { $0.mayMeet(namespace, newcomer: false) }
      }
    }
    switch newcomers {
    case .none, .both:
      return (
        sources.compactMap { ends(of: box, .source, at: $0) },
        destinations.compactMap { ends(of: box, .destination, at: $0) }
      )
    case .source:
      let new = sources.compactMap { ends(of: box, .source, at: $0) }
      let met = admitted(destinations, new)
      return (new, met.compactMap { ends(of: box, .destination, at: $0) })
    case .destination:
      let new = destinations.compactMap { ends(of: box, .destination, at: $0) }
      let met = admitted(sources, new)
      return (met.compactMap { ends(of: box, .source, at: $0) }, new)
    }
  }

  /// Nil where a side of a box has no ends at a place.
  private func ends(of box: BoxWords, _ role: Role, at place: Place) -> PlaceEnds? {
    guard space.mayHave(box[role], place) else { return nil }
    guard let namespace = place.namespace else {
      return PlaceEnds(place, isOpen: false, bound: nil)
    }
    if newcomers.includes(role) {
      return PlaceEnds(place, isOpen: true, bound: space.boundOfNewPods(role, in: namespace))
    }
    let ends = deployed(role, namespace)
    return ends.deployed.isEmpty ? nil : ends
  }

  /// Whether flows between the ends of two places are not excluded at once.
  private func mayMeet(_ source: PlaceEnds, _ destination: PlaceEnds) -> Bool {
    // Flows between ends of the manifests that leave nothing open are settled.
    if newcomers == .none, !source.isOpen, !destination.isOpen { return false }
    guard words.goal == .prohibited, let first = source.place.namespace,
      let second = destination.place.namespace
    else { return true }
    return source.mayMeet(second, newcomer: newcomers.includes(.destination))
      && destination.mayMeet(first, newcomer: newcomers.includes(.source))
  }

  private func visit(_ source: PlaceEnds, _ destination: PlaceEnds) throws(Interruption) {
    let main = words.main.filter { space.mayHave($0, source.place, destination.place) }
    if main.isEmpty { return }
    let sides = [side(.source, source, destination), side(.destination, destination, source)]
    for side in sides where side.isWithoutEnds { return }
    try budget.spend(10)
    let exceptions = words.exceptions.filter {
      space.mayHave($0, source.place, destination.place)
    }
    try search(PlacePair(space, sides[0], sides[1], main: main, exceptions: exceptions))
  }

  /// Without the ends of the manifests that have no flows with pods of the other place, by what their rules admit.
  private func side(_ role: Role, _ ends: PlaceEnds, _ others: PlaceEnds) -> PlaceSide {
    var side = PlaceSide(role: role, place: ends.place, isNew: newcomers.includes(role))
    side.deployed = ends.deployed
    if words.goal == .prohibited, let other = others.place.namespace {
      let isNew = newcomers.includes(role.other)
      side.deployed.removeAll { !$0.bound.admits(other, newcomer: isNew) }
    }
    return side
  }

  /// The ends of the manifests in a namespace that a main box has, or may have, on a side.
  private func deployed(_ role: Role, _ namespace: NamespaceID) -> PlaceEnds {
    if let known = ends[role]?[namespace] { return known }
    let isOpen = space.supposition.isOpen(namespace)
    let ranks = space.order.ranksOfClass
    let all = space.partition.rangeOfNamespace[Int(namespace.rawValue)]
      .filter { isOpen || space.isOpen($0) || members[role]?.contains($0) ?? false }
      .sorted { ranks[$0][0] < ranks[$1][0] }
      .map { space.end($0, role, in: namespace) }
    var bound = all.first?.bound
    for end in all.dropFirst() { bound?.formUnion(end.bound) }
    let result = PlaceEnds(
      .namespace(namespace), all, isOpen: isOpen || all.contains { space.isOpen($0.index) },
      bound: bound)
    ends[role, default: [:]][namespace] = result
    return result
  }
}

/// One side of the flows between two places.
struct PlaceSide {
  var role: Role
  var place: Place
  /// Whether the end is a new pod.
  var isNew: Bool
  /// Otherwise: the ends that the manifests have there.
  var deployed: [DeployedEnd] = []

  var isWithoutEnds: Bool { !isNew && place != .outside && deployed.isEmpty }
}
