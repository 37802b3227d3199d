import ClusterModel
import Evaluation
import Intents

/// What a case split shows of a sentence; `only … reaches` has one of each.
public enum Goal: String, Hashable, Sendable, CaseIterable {
  /// That no flow of some may be allowed.
  case prohibition
  /// That every flow of some must be allowed.
  case obligation
}

/// What closes a case.
enum Reason: Hashable, Sendable {
  /// The sentence says nothing of these flows.
  case outsideScope
  case permitted
  /// Each flow is denied by one of the rules, or isolated by one of the policies and taken in by no rule of any.
  case blocked(Direction, by: [String], denied: [String])
  case allowed(egress: Basis, ingress: Basis)
  case ownNode
  case notEnforced
}

/// A claim about all flows of a world, of which reasons are true or not.
struct Argument {
  let space: Space
  let goal: Goal
  let regions: ClaimRegions<Group>
  /// The flows that the sentence speaks of.
  let scope: [Box<Group>]
  /// Those that it, or another sentence, lets off.
  let permitted: [Box<Group>]
  /// Those that close a case; `permitted` has others besides, for which there is no need.
  private let excuses: [Box<Group>]

  init(_ space: Space, _ goal: Goal, _ regions: ClaimRegions<Group>) {
    self.space = space
    self.goal = goal
    self.regions = regions
    switch goal {
    case .prohibition:
      scope = regions.prohibited
      excuses = regions.exceptions + regions.covered
      permitted = excuses + regions.permitted
    case .obligation:
      scope = regions.required
      (excuses, permitted) = ([], [])
    }
  }

  // MARK: Truth

  /// Whether a reason is true of every flow of a region, and closes the case.
  func holds(_ reason: Reason, on region: Region) -> Bool {
    let reading = Reading(space, region)
    switch reason {
    case .outsideScope:
      return reading.isIn(scope, perhaps: true) == .no
    case .permitted:
      guard goal == .prohibition, reading.isIn(permitted, perhaps: false) == .yes else {
        return false
      }
      return reading.isIn(scope, perhaps: true) == .no
        || reading.isIn(excuses, perhaps: false) == .yes
    case .blocked(let direction, let names, let denying):
      guard goal == .prohibition, isBlocking(reading, direction) else { return false }
      let course = reading.course(direction)
      guard course.denying.sorted() == denying, course.isIsolated != names.isEmpty else {
        return false
      }
      let isUseful = names.allSatisfy { reading.isIsolated(direction, by: [$0]) != .no }
      return isUseful && Set(names).sorted() == names
        && (names.isEmpty || reading.isIsolatedAsMuch(direction, by: Set(names)))
    case .allowed(let egress, let ingress):
      guard goal == .obligation, space.cluster.assumptions.cni != .none else { return false }
      return isTrue(egress, .egress, reading) && isTrue(ingress, .ingress, reading)
    case .ownNode:
      return goal == .obligation && space.cluster.assumptions.cni != .none
        && reading.isOwnNode == .yes
    case .notEnforced:
      return goal == .obligation && space.cluster.assumptions.cni == .none
    }
  }

  private func isBlocking(_ reading: Reading, _ direction: Direction) -> Bool {
    space.cluster.assumptions.cni != .none && reading.isOwnNode == .no
      && (direction == .egress || reading.isExposed == .no)
      && reading.course(direction).allowed == .no
  }

  private func isTrue(_ basis: Basis, _ direction: Direction, _ reading: Reading) -> Bool {
    guard reading.allowed(direction) == .yes else { return false }
    let kinds = Set(reading.region[Role(subjectOf: direction)].ends.map(space.kind))
    switch basis {
    case .outside: return kinds == ["outside"]
    case .hostNetwork: return kinds == ["hostNetwork"]
    case .decided(let rules, let isLeftOver):
      let course = reading.course(direction)
      let own = rules.filter { !course.accepting.contains($0) }
      guard kinds == ["pod"], course.isLeftOver == isLeftOver, Set(rules).sorted() == rules,
        course.accepting.isSubset(of: rules)
      else { return false }
      return course.isAdmitted
        ? own.count == 1 && reading.admits(own[0], direction) : own.isEmpty
    }
  }

  // MARK: Finding

  /// A reason that closes the case; nil where the region has to be split.
  func reason(on region: Region) -> Reason? {
    let reading = Reading(space, region)
    let inScope = reading.isIn(scope, perhaps: true)
    if goal == .prohibition, reading.isIn(permitted, perhaps: false) == .yes,
      inScope == .no || reading.isIn(excuses, perhaps: false) == .yes
    {
      return .permitted
    }
    if inScope == .no { return .outsideScope }
    if asksForScope(reading) { return nil }
    return goal == .prohibition ? blocked(reading) : allowed(reading)
  }

  /// Whether a reader should learn first whether the case is in question at all.
  private func asksForScope(_ reading: Reading) -> Bool {
    reading.isIn(scope.map(\.withoutExclusions), perhaps: true) == .unknown
  }

  private func blocked(_ reading: Reading) -> Reason? {
    for direction in [Direction.ingress, .egress] where isBlocking(reading, direction) {
      let course = reading.course(direction)
      let names = course.isIsolated ? isolating(reading, direction) : []
      return .blocked(direction, by: names, denied: course.denying.sorted())
    }
    return nil
  }

  /// The names of policies that isolate whomever any isolates; a few are as good as all.
  private func isolating(_ reading: Reading, _ direction: Direction) -> [String] {
    let role = Role(subjectOf: direction)
    let byEnd = reading.region[role].ends.map { reading.isolations(direction, role, $0) }
    var ends: [String: [Int]] = [:]
    for (end, values) in byEnd.enumerated() {
      for name in values.keys { ends[name, default: []].append(end) }
    }
    let names = ends.keys.sorted()
    let all = names.filter { name in byEnd.allSatisfy { $0[name] == .yes } }
    if !all.isEmpty { return Array(all.prefix(3)) }
    var needed = Set(names)
    for name in names.reversed() {
      let isNeeded = ends[name, default: []].contains { end in
        let values = byEnd[end]
        let others = values.filter { $0.key != name && needed.contains($0.key) }.values
        return others.reduce(.no) { $0 || $1 } != values.values.reduce(.no) { $0 || $1 }
      }
      if !isNeeded { needed.remove(name) }
    }
    return needed.sorted()
  }

  private func allowed(_ reading: Reading) -> Reason? {
    if space.cluster.assumptions.cni == .none { return .notEnforced }
    if reading.isOwnNode == .yes { return .ownNode }
    guard let egress = basis(.egress, reading), let ingress = basis(.ingress, reading) else {
      return nil
    }
    return .allowed(egress: egress, ingress: ingress)
  }

  private func basis(_ direction: Direction, _ reading: Reading) -> Basis? {
    let course = reading.course(direction)
    var rules = course.accepting
    if course.isAdmitted, let rule = reading.admittingRule(direction) { rules.insert(rule) }
    let decided = Basis.decided(rules.sorted(), isLeftOver: course.isLeftOver)
    return [Basis.outside, .hostNetwork, decided].first { isTrue($0, direction, reading) }
  }

  // MARK: Questions

  /// What could be asked next, the most urgent first; empty where nothing would help.
  ///
  /// - Parameter preferred: the direction in which a prohibition is looked for first.
  func questions(on region: Region, preferring preferred: Direction) -> [Question] {
    let questions = Questions()
    let reading = Reading(space, region, questions)
    if reading.isIn(scope, perhaps: true) == .unknown {
      if asksForScope(reading) { reading.ask(scope.map(\.withoutExclusions), perhaps: true) }
      // The scope comes in the order in which it is written.
      if !questions.asked.isEmpty {
        return questions.asked + lastQuestions(Reading(space, region))
      }
      reading.ask(scope, perhaps: true)
    }
    reading.ask(permitted, perhaps: false)
    reading.askOwnNode()
    let order = [preferred, preferred == .ingress ? .egress : .ingress]
    switch goal {
    case .prohibition:
      if let direction = order.first(where: { reading.allowed($0) != .yes }) {
        reading.ask(direction)
      }
    case .obligation:
      for direction in order { reading.ask(direction) }
      askKinds(reading)
    }
    let asked = questions.asked.enumerated().sorted {
      ($0.element.dimension.rank, $0.offset) < ($1.element.dimension.rank, $1.offset)
    }.map(\.element)
    return asked + lastQuestions(Reading(space, region))
  }

  /// An obligation names how each end is let through.
  private func askKinds(_ reading: Reading) {
    for direction in [Direction.egress, .ingress] where basis(direction, reading) == nil {
      let role = Role(subjectOf: direction)
      reading.questions.ask(.kind(role), .words(ValueSet(["pod"])))
      reading.questions.ask(.kind(role), .words(ValueSet(["outside"])))
    }
  }

  /// Where nothing else helps: which pods they are, so that a pod and itself are told apart, and then anything that is open.
  private func lastQuestions(_ reading: Reading) -> [Question] {
    let region = reading.region
    let shared = Set(region.source.ends).intersection(region.destination.ends)
    for role in Role.allCases {
      reading.askPods(Array(region[role].ends.filter(shared.contains).prefix(1)), role)
      reading.askPods(Array(region[role].ends.prefix(1)), role)
    }
    if region.families.count > 1 {
      reading.questions.ask(.family, .words(ValueSet([region.families[0].word])))
    }
    if region.transports.count > 1 { reading.ask(region.transports[0]) }
    return reading.questions.asked
  }
}

extension Box {
  /// The same without what is said of those who are left out: `only S may reach T` is about T.
  fileprivate var withoutExclusions: Box {
    var copy = self
    if case .noneOf = source { copy.source = .anyone }
    if case .noneOf = destination { copy.destination = .anyone }
    return copy
  }
}
