import ClusterModel
import Evaluation
import Intents

/// A claim's boxes, with what they can tell pods apart by.
struct ClaimWords {
  let regions: ClaimRegions<Group>
  let goal: Goal
  /// A flow has to be in one of these.
  private(set) var main: [BoxWords]
  /// These take flows out again.
  private(set) var exceptions: [BoxWords]

  init(_ regions: ClaimRegions<Group>, _ goal: Goal, _ table: ConditionTable) {
    self.regions = regions
    self.goal = goal
    let exceptions =
      switch goal {
      case .prohibited: regions.exceptions + regions.covered
      case .required: [Box<Group>]()
      case .spoken: regions.exceptions
      }
    main = Self.main(regions, goal).map { BoxWords($0, table) }
    self.exceptions = exceptions.map { BoxWords($0, table) }
  }

  /// The boxes of a claim in which a flow that reaches the goal is.
  static func main<Members>(_ regions: ClaimRegions<Members>, _ goal: Goal) -> [Box<Members>] {
    switch goal {
    case .prohibited: regions.prohibited
    case .required: regions.required
    case .spoken: regions.spoken
    }
  }
}

struct BoxWords {
  private let source: SideWords
  private let destination: SideWords
  let portNames: [Symbol]
  /// The key whose values in two namespaces are compared.
  let comparedKey: Symbol?

  init(_ box: Box<Group>, _ table: ConditionTable) {
    source = SideWords(box.source, table)
    destination = SideWords(box.destination, table)
    var names: [Symbol] = []
    if case .list(let terms) = box.ports {
      for case .name(let name) in terms.map(\.selection) { names.append(name) }
    }
    portNames = names
    comparedKey =
      switch box.namespaces {
      case .crossing(let key), .divided(let key): key
      case nil: nil
      }
  }

  subscript(role: Role) -> SideWords { role == .source ? source : destination }
}

struct SideWords {
  /// Whether an end has to be one of the groups; otherwise it must not be, or may be anyone.
  let isMembership: Bool
  /// Whether no end at all can be here.
  let isEmpty: Bool
  private(set) var conditions: [Condition] = []
  private(set) var hasEveryPod = false
  private(set) var hasAddresses = false
  private(set) var blocks: [IPFamily: [IntervalSet<UInt128>]] = [:]

  init(_ side: Box<Group>.Side, _ table: ConditionTable) {
    switch side {
    case .anyone:
      (isMembership, isEmpty) = (false, false)
    case .oneOf(let groups):
      (isMembership, isEmpty) = (true, groups.isEmpty)
      for group in groups { add(group, table) }
    case .noneOf(let groups):
      isMembership = false
      isEmpty = groups.contains(where: \.isEveryone)
      for group in groups { add(group, table) }
    }
  }

  private mutating func add(_ group: Group, _ table: ConditionTable) {
    switch group.term {
    case .pods(let namespaces, let selector, let account):
      let condition = PodCondition(
        PodCondition.Namespaces(namespaces), selector, serviceAccount: account)
      conditions.append(table.number(condition))
    case .addresses(let cidr, let except):
      hasAddresses = true
      let holes = IntervalSet(unionOf: except.lazy.filter { $0.family == cidr.family }.map(\.range))
      blocks[cidr.family, default: []].append(IntervalSet(cidr.range).subtracting(holes))
    // The ranges that are not publicly routed are told apart in any case.
    case .internet, .external: hasAddresses = true
    case .anyone: (hasAddresses, hasEveryPod) = (true, true)
    case .anyOf(let members): for member in members { add(member, table) }
    }
  }
}

extension PodCondition.Namespaces {
  init(_ term: NamespaceTerm) {
    switch term {
    case .any: self = .any
    case .names(let names): self = .names(names)
    case .matching(let selector): self = .matching(selector)
    }
  }
}

extension Group {
  fileprivate var isEveryone: Bool {
    switch term {
    case .anyone: true
    case .anyOf(let members): members.contains(where: \.isEveryone)
    case .pods, .addresses, .internet, .external: false
    }
  }
}
