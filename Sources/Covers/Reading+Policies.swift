import ClusterModel
import Evaluation
import Intents

/// Why one direction allows a flow.
enum Basis: Hashable, Sendable {
  case outside
  case hostNetwork
  /// Each flow is taken in by one of these rules, `NAME rule n`, or left over by all policies.
  case decided([String], isLeftOver: Bool)

  static let notIsolated = Basis.decided([], isLeftOver: true)
}

extension Reading {
  /// Whether policies allow the flows: `yes` where they must be allowed, `no` where they cannot be.
  var allowed: Ternary {
    if space.cluster.assumptions.cni == .none { return .yes }
    return isOwnNode || (allowed(.egress) && allowed(.ingress))
  }

  /// Whether a direction allows the flows.
  func allowed(_ direction: Direction) -> Ternary {
    let exposed = direction == .ingress ? isExposed : .no
    let seen = course(direction).allowed
    if exposed == .no { return seen }
    // The pod may see a node's address, and the node's own exemption may apply (C-68).
    let translated = course(direction, isTranslated: true).allowed
    return translated == .yes && (exposed == .yes || seen == .yes) ? .yes : .unknown
  }

  // MARK: NetworkPolicies

  /// Whether policies isolate the subject's end, each perhaps by another one.
  func isIsolated(_ direction: Direction, by names: Set<String>? = nil) -> Ternary {
    isIsolated(direction, of: Role(subjectOf: direction), by: names)
  }

  /// Whether policies that speak for a direction select an end, whichever side it is on.
  func isIsolated(_ direction: Direction, of role: Role, by names: Set<String>? = nil) -> Ternary {
    all(role) { isIsolated(direction, role, $0, by: names) }
  }

  private func isIsolated(
    _ direction: Direction, _ role: Role, _ end: Int, by names: Set<String>?
  ) -> Ternary {
    var result = Ternary.no
    for policy in policies(direction, of: end) where names?.contains(policy.name) ?? true {
      result = result || passes(policy.subject, role, end)
      if result == .yes { break }
    }
    return result
  }

  /// What each policy that may isolate an end says of it, by name.
  func isolations(_ direction: Direction, _ role: Role, _ end: Int) -> [String: Ternary] {
    var values: [String: Ternary] = [:]
    for policy in policies(direction, of: end) {
      let value = passes(policy.subject, role, end)
      if value != .no { values[policy.name] = (values[policy.name] ?? .no) || value }
    }
    return values
  }

  /// Whether some of the policies isolate whomever any isolates.
  func isIsolatedAsMuch(_ direction: Direction, by names: Set<String>) -> Bool {
    let role = Role(subjectOf: direction)
    return region[role].ends.allSatisfy { end in
      let all = isIsolated(direction, role, end, by: nil)
      return all == .no || isIsolated(direction, role, end, by: names) == all
    }
  }

  /// Whether some rule of a policy that selects the subject's end takes in the flows.
  func isAdmitted(_ direction: Direction, isTranslated: Bool = false) -> Ternary {
    var result = Ternary.no
    forEachRule(direction) { policy, subject, rule in
      let value = subject == .no ? .no : subject && matches(rule, direction, isTranslated)
      result = result || value
      return result != .yes
    }
    return result
  }

  /// The first rule, by name and number, that takes in every flow of the region.
  func admittingRule(_ direction: Direction) -> String? {
    var found: String?
    forEachRule(direction) { policy, subject, rule in
      guard subject == .yes, matches(rule, direction, false) == .yes else { return true }
      found = "\(policy.name) rule \(rule.number)"
      return false
    }
    return found
  }

  /// Whether this rule takes in every flow.
  func admits(_ reference: String, _ direction: Direction) -> Bool {
    var isFound = false
    forEachRule(direction) { policy, subject, rule in
      guard "\(policy.name) rule \(rule.number)" == reference else { return true }
      isFound = subject == .yes && matches(rule, direction, false) == .yes
      return false
    }
    return isFound
  }

  private func policies(_ direction: Direction, of end: Int) -> [PolicyBook.Policy] {
    space.home(end).map { space.policies.policies(direction, in: $0) } ?? []
  }

  /// The policies that may select the subject's end, by name.
  private func policies(_ direction: Direction) -> [PolicyBook.Policy] {
    let homes = Set(region[Role(subjectOf: direction)].ends.compactMap(space.home))
    let all = homes.flatMap { space.policies.policies(direction, in: $0) }
    return homes.count > 1 ? all.sorted { $0.name < $1.name } : all
  }

  /// - Parameter body: is given how the policy's subject is decided for the region; false ends it.
  private func forEachRule(
    _ direction: Direction, _ body: (PolicyBook.Policy, Ternary, PolicyBook.Rule) -> Bool
  ) {
    let role = Role(subjectOf: direction)
    for policy in policies(direction) where !policy.rules.isEmpty {
      let subject = all(role, policy.subject)
      if subject == .no { continue }
      for rule in policy.rules where !body(policy, subject, rule) { return }
    }
  }

  private func matches(
    _ rule: PolicyBook.Rule, _ direction: Direction, _ isTranslated: Bool
  ) -> Ternary {
    let ports = rule.ports?.reduce(Ternary.no) { $0 || matches($1) } ?? .yes
    guard ports != .no, let peers = rule.peers else { return ports }
    let role = Role(subjectOf: direction).other
    func isAdmitted(_ end: Int) -> Ternary {
      var result = Ternary.no
      for peer in peers where result != .yes {
        result = result || matches(peer, role, end, isTranslated)
      }
      return result
    }
    if let namespaces = PolicyBook.Peer.namespaces(of: peers) {
      return ports && all(role, in: namespaces, isAdmitted)
    }
    return ports && all(role, isAdmitted)
  }

  private func matches(
    _ peer: PolicyBook.Peer, _ role: Role, _ end: Int, _ isTranslated: Bool
  ) -> Ternary {
    switch peer {
    case .pods(let test): passes(test, role, end)
    case .addresses(let family, let range):
      isInside(range, family, role, end, isOfPolicy: true, isTranslated: isTranslated)
    }
  }

  private func matches(_ port: PolicyBook.Port) -> Ternary {
    let transport = isTransport(port.transport)
    if transport == .no { return .no }
    switch port.number {
    case .any: return transport
    case .range(let range): return isPort(range, port.transport)
    case .named(let name):
      // One of several numbers: each may be meant, none must (C-63b).
      return transport && isPort(named: name, isOfPolicy: true, perhaps: .unknown)
    }
  }

  // MARK: Questions

  /// Asks what would decide a direction.
  func ask(_ direction: Direction) {
    let role = Role(subjectOf: direction)
    if direction == .ingress, isExposed == .unknown { askExposure() }
    if isIsolated(direction) == .unknown { askIsolation(direction, of: role) }
    askClusterPolicies(direction)
    forEachRule(direction) { policy, subject, rule in
      guard (subject && matches(rule, direction, false)) == .unknown else { return true }
      if subject == .unknown { ask(policy.subject, role) }
      ask(rule, role.other)
      return true
    }
  }

  func askIsolation(_ direction: Direction, of role: Role) {
    let homes = Set(region[role].ends.compactMap(space.home))
    let all = homes.flatMap { space.policies.policies(direction, in: $0) }
    let undecided = all.sorted { $0.name < $1.name }.first { policy in
      self.all(role, policy.subject) == .unknown
    }
    if let undecided { ask(undecided.subject, role) }
  }

  private func ask(_ rule: PolicyBook.Rule, _ role: Role) {
    for port in rule.ports ?? [] where matches(port) == .unknown {
      switch port.number {
      case .any: ask(port.transport)
      case .range(let range): ask(range, port.transport)
      case .named(let name):
        if isTransport(port.transport) == .unknown {
          ask(port.transport)
        } else {
          ask(portNamed: name, [port.transport], isOfPolicy: true)
        }
      }
    }
    for peer in rule.peers ?? [] where all(role, { matches(peer, role, $0, false) }) == .unknown {
      switch peer {
      case .pods(let test): ask(test, role)
      case .addresses(let family, let range): ask(range, family, role, isOfPolicy: true)
      }
    }
  }
}
