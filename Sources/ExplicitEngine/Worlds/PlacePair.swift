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
    let rules = sides.map { space.terms(of: $0) }
    let exposing = space.exposing(source, destination)
    for side in sides {
      let (own, other) = (rules[side.role.rawValue], rules[side.role.other.rawValue])
      var terms: Set<Condition> = []
      for box in main { terms.formUnion(box[side.role].conditions) }
      for box in exceptions { terms.formUnion(box[side.role].conditions) }
      if side.role == .destination { terms.formUnion(exposing.conditions) }
      if let namespace = side.place.namespace {
        for given in [own.subjects, other.peers] {
          terms.formUnion(given.having { space.mayHold($0, at: namespace) })
        }
      }
      conditions[side.role] = space.possible(terms, at: side.place)
      if main.allSatisfy({ $0[side.role].isMembership && !$0[side.role].hasEveryPod }) {
        let members = Set(main.flatMap { $0[side.role].conditions })
        wanted[side.role] = space.possible(members, at: side.place)
      }
    }
    var names = Set((main + exceptions).flatMap(\.portNames)).union(exposing.portNames)
    for terms in rules { names.formUnion(terms.portNames) }
    portNames = destination.isNew ? names.sorted() : []
    comparedKeys = Set((main + exceptions).compactMap(\.comparedKey))
    var outside = rules[0].blocks.merging(rules[1].blocks) { $0 + $1 }
    for box in main + exceptions {
      for role in Role.allCases { outside.merge(box[role].blocks) { $0 + $1 } }
    }
    outsideBlocks = outside
    blocks = [
      .source: rules[1].podBlocks, .destination: rules[0].podBlocks,
    ]
  }
}

extension WorldSpace {
  /// The rules that may speak for some end of a side.
  fileprivate func terms(of side: PlaceSide) -> TermsOfRules {
    guard let namespace = side.place.namespace else { return .none }
    if side.isNew { return terms(ofRules: nil, side.role, in: namespace) }
    guard var rules = side.deployed.first?.rules else { return .none }
    for end in side.deployed.dropFirst() { rules.formUnion(end.rules) }
    return terms(ofRules: rules, side.role, in: namespace)
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
