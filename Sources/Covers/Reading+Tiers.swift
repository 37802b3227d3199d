import ClusterModel
import Evaluation
import Intents

/// What may become of the flows of a region in one direction, and by what.
///
/// A test that is not decided is a fork, and so is a level of policies any of which may come first: what may happen on any way is
/// in here. So a region is allowed, or blocked, for certain where nothing else may happen.
struct Course: Hashable {
  /// `KIND/NAME rule n` of cluster-scoped policies.
  var accepting: Set<String> = []
  var denying: Set<String> = []
  /// Some rule of a NetworkPolicy may take flows in.
  var isAdmitted = false
  /// A NetworkPolicy may isolate the end, and no rule take the flow in.
  var isIsolated = false
  /// No policy may decide at all.
  var isLeftOver = false

  var allowed: Ternary {
    let mayBe = !accepting.isEmpty || isAdmitted || isLeftOver
    let mayNot = !denying.isEmpty || isIsolated
    return mayNot ? (mayBe ? .unknown : .no) : .yes
  }
}

extension Reading {
  /// Goes through the tiers: Admin, NetworkPolicy, Baseline.
  func course(_ direction: Direction, isTranslated: Bool = false) -> Course {
    var course = Course()
    let admin = pass(direction, isBaseline: false, .yes, &course)
    if admin != .no { networkPolicies(direction, admin, isTranslated, &course) }
    return course
  }

  private func networkPolicies(
    _ direction: Direction, _ reached: Ternary, _ isTranslated: Bool, _ course: inout Course
  ) {
    let isolated = isIsolated(direction)
    let admitted = isolated == .no ? .no : isAdmitted(direction, isTranslated: isTranslated)
    if admitted != .no { course.isAdmitted = true }
    if isolated != .no, admitted != .yes { course.isIsolated = true }
    // A rule that takes all flows in is one of a policy that isolates.
    guard isolated != .yes, admitted != .yes else { return }
    let screened = isScreened(direction)
    if screened != .no { course.isLeftOver = true }
    if screened == .yes { return }
    let rest = pass(direction, isBaseline: true, reached && !screened && !isolated, &course)
    if rest != .no { course.isLeftOver = true }
  }

  /// Whether a NetworkPolicy that says nothing of the direction hides the Baseline tier (C-99).
  private func isScreened(_ direction: Direction) -> Ternary {
    guard space.cluster.assumptions.baselineScope == .pod, !space.clusterPolicies.isEmpty else {
      return .no
    }
    // Where the direction is isolated this is asked in vain.
    return isIsolated(direction == .ingress ? .egress : .ingress, of: Role(subjectOf: direction))
  }

  /// Goes through one tier of cluster-scoped policies.
  ///
  /// - Returns: whether flows come to the tier below.
  private func pass(
    _ direction: Direction, isBaseline: Bool, _ entry: Ternary, _ course: inout Course
  ) -> Ternary {
    let (levels, anywhere) = space.clusterPolicies.levels(direction, isBaseline: isBaseline)
    var (open, passed) = (entry, Ternary.no)
    func meetAll(_ policies: [ClusterPolicyBook.Policy], _ reached: Ternary) -> Ternary {
      var rest = reached
      for policy in policies {
        // Any of them may come first, and what it leaves the others meet.
        let left = meet(policy, direction, reached, &course, &passed)
        rest = rest && left
      }
      return rest
    }
    for level in levels where open != .no { open = meetAll(level, open) }
    open = open && meetAll(anywhere, entry)
    return open || passed
  }

  private func meet(
    _ policy: ClusterPolicyBook.Policy, _ direction: Direction, _ reached: Ternary,
    _ course: inout Course, _ passed: inout Ternary
  ) -> Ternary {
    var open = reached
    let role = Role(subjectOf: direction)
    let subject = all(role, policy.subject)
    if subject == .no { return open }
    for rule in policy.rules where open != .no {
      let match = subject && matches(rule, role.other)
      if match == .no { continue }
      switch rule.action {
      case .allow: course.accepting.insert("\(policy.name) rule \(rule.number)")
      case .deny: course.denying.insert("\(policy.name) rule \(rule.number)")
      case .pass: passed = passed || (open && match)
      }
      open = open && !match
    }
    return open
  }

  // MARK: Rules

  func matches(_ rule: ClusterPolicyBook.Rule, _ role: Role) -> Ternary {
    let ports = rule.ports?.reduce(Ternary.no) { $0 || matches($1) } ?? .yes
    if ports == .no { return .no }
    let admitted = all(role) { end in
      rule.peers.reduce(Ternary.no) { $0 || matches($1, role, end) }
    }
    return ports && admitted
  }

  private func matches(_ port: ClusterPolicyBook.Port) -> Ternary {
    switch port {
    case .range(let transport, let range): isPort(range, transport)
    case .named(let name): isPort(named: name, isOfPolicy: true, perhaps: .unknown)
    }
  }

  private func matches(_ peer: ClusterPolicyBook.Peer, _ role: Role, _ end: Int) -> Ternary {
    switch peer {
    case .pods(let test): return passes(test, role, end)
    case .networks(let ranges):
      return ranges.reduce(Ternary.no) { $0 || isInside($1.value, $1.key, role, end) }
    case .nodes(let selector): return isOnNode(selector, role, end)
    case .domainNames: return .unknown
    }
  }

  /// Whether some of a policy's ranges takes in an end; one that has every address that a pod may have has its own.
  private func isInside(
    _ ranges: [ClosedRange<UInt128>], _ family: IPFamily, _ role: Role, _ end: Int
  ) -> Ternary {
    let value = isInside(
      IntervalSet(unionOf: ranges), family, role, end, isOfPolicy: true, isOfEveryPlugin: true)
    guard value == .unknown, region.families.filter(space.families[end].contains) == [family],
      let possible = possibleAddresses(of: end, family), let first = possible.ranges.first,
      let last = possible.ranges.last
    else { return value }
    let hasAll = ranges.contains {
      $0.contains(first.lowerBound) && $0.contains(last.upperBound)
    }
    return hasAll ? .yes : .unknown
  }

  /// Nil for an end of which an address is known, or told by the region.
  private func possibleAddresses(of end: Int, _ family: IPFamily) -> IntervalSet<UInt128>? {
    switch space.ends[end] {
    case .outside, .newPod: return nil
    case .anyPod: return space.podAddresses(of: family)
    case .pod(let id):
      let pod = space.snapshot[id]
      if pod.addresses.contains(where: { $0.family == family }) { return nil }
      return pod.isHostNetwork ? IntervalSet(0...family.last) : space.podAddresses(of: family)
    }
  }

  // MARK: Questions

  /// Asks what would decide the rules of cluster-scoped policies.
  func askClusterPolicies(_ direction: Direction) {
    let role = Role(subjectOf: direction)
    for policy in space.clusterPolicies.all(direction) {
      let subject = all(role, policy.subject)
      if subject == .no { continue }
      for rule in policy.rules where (subject && matches(rule, role.other)) == .unknown {
        if subject == .unknown { ask(policy.subject, role) }
        for port in rule.ports ?? [] where matches(port) == .unknown {
          switch port {
          case .range(let transport, let range): ask(range, transport)
          case .named(let name): ask(portNamed: name, region.transports, isOfPolicy: true)
          }
        }
        for peer in rule.peers where all(role.other, { matches(peer, role.other, $0) }) == .unknown
        {
          ask(peer, role.other)
        }
      }
    }
    if isScreened(direction) == .unknown {
      askIsolation(direction == .ingress ? .egress : .ingress, of: role)
    }
  }

  private func ask(_ peer: ClusterPolicyBook.Peer, _ role: Role) {
    switch peer {
    case .pods(let test): ask(test, role)
    case .networks(let ranges):
      for (family, range) in ranges.sorted(by: { $0.key < $1.key }) {
        ask(IntervalSet(unionOf: range), family, role, isOfPolicy: true)
      }
    case .nodes(let selector): askNode(selector, role)
    case .domainNames: break
    }
  }
}
