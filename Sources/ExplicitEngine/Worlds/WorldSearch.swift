import ClusterModel
import Evaluation
import Intents

/// Looks for the smallest flow of a wider world that reaches a goal of a claim.
///
/// Place by place: the policies of two namespaces, and what the claim asks of their pods, are all that
/// can tell flows between them apart.
final class WorldSearch {
  let space: WorldSpace
  let words: ClaimWords
  let budget: Budget
  /// The classes of the manifests that some main box has on a side.
  private let members: [Role: Bits]
  private var ends: [Role: [NamespaceID: [DeployedEnd]]] = [:]

  private(set) var newcomers = Newcomers.none
  /// How much a flow may suppose, as far as the search has gone yet.
  private(set) var bound = 0
  /// Whether something was left out because it supposes too much.
  var isCut = false
  private(set) var best: Finding?

  init(_ space: WorldSpace, _ words: ClaimWords, members: [Role: Bits], _ budget: Budget) {
    self.space = space
    self.words = words
    self.members = members
    self.budget = budget
  }

  /// Most counterexamples suppose little: all that suppose no more are looked at first, and the rest only if there is none.
  private static let bounds = [2, Int.max]

  /// The smallest flow of a kind that the world `world` has and `settled` has not.
  func smallest(
    _ newcomers: Newcomers, in world: World, beyond settled: World
  ) throws(Interruption) -> Finding? {
    self.newcomers = newcomers
    best = nil
    for bound in Self.bounds {
      self.bound = bound
      isCut = false
      try visit(world, settled)
      if best != nil || !isCut { break }
    }
    return best
  }

  /// How much a flow may suppose to be of interest.
  var limit: Int { min(bound, best?.rank.cost ?? .max) }

  /// Takes a flow if it is smaller than those before.
  func offer(_ finding: Finding) {
    if let best, best.rank <= finding.rank { return }
    best = finding
  }

  private func visit(_ world: World, _ settled: World) throws(Interruption) {
    let existing = space.namespaces.map(Place.namespace)
    let new = space.supposition.newNamespaces.map(Place.namespace)
    func visitAll(_ sources: [Place], _ destinations: [Place], _ least: World)
      throws(Interruption)
    {
      guard least <= world, least > settled else { return }
      for source in sources {
        try budget.spend(1)
        for destination in destinations { try visit(source, destination) }
      }
    }
    switch newcomers {
    case .none:
      try visitAll(existing, existing + [.outside], .open)
      try visitAll([.outside], existing, .open)
    case .source:
      try visitAll(existing, existing + [.outside], .open)
      try visitAll([new[0]], existing + [.outside], .openCluster)
    case .destination:
      try visitAll(existing + [.outside], existing, .open)
      try visitAll(existing + [.outside], [new[0]], .openCluster)
    case .both:
      try visitAll(existing + [new[0]], existing + [new[0]], .openBoth)
      try visitAll([new[0]], [new[1]], .openBoth)
    }
  }

  private func visit(_ source: Place, _ destination: Place) throws(Interruption) {
    let main = words.main.filter { space.mayHave($0, source, destination) }
    if main.isEmpty { return }
    var sides = [side(.source, source), side(.destination, destination)]
    if words.goal == .prohibited { restrict(&sides) }
    for side in sides where side.isWithoutEnds { return }
    // Flows between ends of the manifests that leave nothing open are settled.
    if newcomers == .none, !sides.contains(where: { isOpen($0) }) { return }
    try budget.spend(10)
    let exceptions = words.exceptions.filter { space.mayHave($0, source, destination) }
    try search(PlacePair(space, sides[0], sides[1], main: main, exceptions: exceptions))
  }

  private func side(_ role: Role, _ place: Place) -> PlaceSide {
    var side = PlaceSide(role: role, place: place, isNew: newcomers.includes(role))
    if !side.isNew, let namespace = place.namespace { side.deployed = deployed(role, namespace) }
    return side
  }

  private func isOpen(_ side: PlaceSide) -> Bool {
    guard let namespace = side.place.namespace else { return false }
    return space.supposition.isOpen(namespace)
      || side.deployed.contains { !space.partition.classes[$0.index].unknownLabels.isEmpty }
  }

  /// Drops ends of the manifests that have no flows with pods of the other place, by what their rules admit.
  private func restrict(_ sides: inout [PlaceSide]) {
    for (index, other) in [(0, 1), (1, 0)] {
      guard let namespace = sides[other].place.namespace else { continue }
      let isNew = sides[other].isNew
      sides[index].deployed.removeAll {
        !space.mayMeet($0, namespace, newcomer: isNew)
      }
    }
  }

  /// The ends of the manifests in a namespace that a main box has, or may have, on a side.
  private func deployed(_ role: Role, _ namespace: NamespaceID) -> [DeployedEnd] {
    if let known = ends[role]?[namespace] { return known }
    var result: [DeployedEnd] = []
    let isOpen = space.supposition.isOpen(namespace)
    let range = space.partition.rangeOfNamespace[Int(namespace.rawValue)]
    for index in range {
      guard
        isOpen || !space.partition.classes[index].unknownLabels.isEmpty
          || members[role]?.contains(index) ?? false
      else { continue }
      result.append(space.end(index, role, in: namespace))
    }
    let ranks = space.order.ranksOfClass
    result.sort { ranks[$0.index][0] < ranks[$1.index][0] }
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
