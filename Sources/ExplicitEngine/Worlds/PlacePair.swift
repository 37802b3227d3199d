import ClusterModel
import Evaluation
import Intents

/// The flows from one place to another, and all that can tell them apart.
struct PlacePair {
  let source: PlaceSide
  let destination: PlaceSide
  private(set) var conditions: [Role: [Condition]] = [:]
  /// Of these one has to hold; nil where the claim asks for no membership.
  private(set) var wanted: [Role: [Condition]] = [:]
  /// The port names that may decide about flows to a new pod.
  let portNames: [Symbol]
  /// By role of a new pod: the ranges that may decide about its address.
  let blocks: [Role: [IPFamily: [IntervalSet<UInt128>]]]
  /// The ranges that tell addresses outside apart.
  let outsideBlocks: [IPFamily: [IntervalSet<UInt128>]]
  /// The keys whose values in the two namespaces are compared.
  let comparedKeys: Set<Symbol>

  subscript(role: Role) -> PlaceSide { role == .source ? source : destination }

  init(
    _ space: WorldSpace, _ source: PlaceSide, _ destination: PlaceSide, main: [BoxWords],
    exceptions: [BoxWords]
  ) {
    self.source = source
    self.destination = destination
    let sides = [source, destination]
    let rules = sides.map { space.rules(of: $0) }
    let exposing = space.exposing(source, destination)
    for side in sides {
      let (own, other) = (rules[side.role.rawValue], rules[side.role.other.rawValue])
      var terms: Set<Condition> = []
      for box in main + exceptions { terms.formUnion(box[side.role].conditions) }
      for rule in own { terms.insert(rule.subject) }
      for rule in other { terms.formUnion(rule.peers) }
      if side.role == .destination { terms.formUnion(exposing.conditions) }
      conditions[side.role] = space.possible(terms, at: side.place)
      if main.allSatisfy({ $0[side.role].isMembership && !$0[side.role].hasEveryPod }) {
        let members = Set(main.flatMap { $0[side.role].conditions })
        wanted[side.role] = space.possible(members, at: side.place)
      }
    }
    var names = Set((main + exceptions).flatMap(\.portNames)).union(exposing.portNames)
    for rule in rules.joined() { names.formUnion(rule.portNames) }
    portNames = destination.isNew ? names.sorted() : []
    comparedKeys = Set((main + exceptions).compactMap(\.comparedKey))
    var outside = Self.blocks(of: rules.joined().map(\.blocks))
    for box in main + exceptions {
      for role in Role.allCases { outside.merge(box[role].blocks) { $0 + $1 } }
    }
    outsideBlocks = outside
    blocks = [
      .source: Self.blocks(of: rules[1].map(\.podBlocks)),
      .destination: Self.blocks(of: rules[0].map(\.podBlocks)),
    ]
  }

  private static func blocks(
    of rules: some Sequence<[IPFamily: [IntervalSet<UInt128>]]>
  ) -> [IPFamily: [IntervalSet<UInt128>]] {
    var blocks: [IPFamily: [IntervalSet<UInt128>]] = [:]
    for rule in rules { blocks.merge(rule) { $0 + $1 } }
    return blocks
  }
}

extension WorldSpace {
  /// The rules that may speak for some end of a side.
  fileprivate func rules(of side: PlaceSide) -> [RuleTerms] {
    guard let namespace = side.place.namespace else { return [] }
    let all = rules(side.role, in: namespace)
    if side.isNew { return all }
    return Set(side.deployed.flatMap(\.rules)).sorted().map { all[$0] }
  }

  /// The conditions that can hold at a place, in a stable order.
  fileprivate func possible(_ conditions: Set<Condition>, at place: Place) -> [Condition] {
    guard let namespace = place.namespace else { return [] }
    return conditions.filter { mayHold($0.namespaces, at: namespace) }
      .sorted { ($0.namespaces, $0.pods) < ($1.namespaces, $1.pods) }
  }

  /// The words of the Services that may replace client addresses on the way.
  fileprivate func exposing(
    _ source: PlaceSide, _ destination: PlaceSide
  ) -> (conditions: [Condition], portNames: Set<Symbol>) {
    guard source.place == .outside, let namespace = destination.place.namespace else {
      return ([], [])
    }
    let words = supposition.base.exposingWords(in: namespace)
    return (
      words.selectors.map { table.number(PodCondition(.one(namespace), $0)) }, words.portNames
    )
  }
}
