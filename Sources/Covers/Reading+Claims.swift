import ClusterModel
import Evaluation
import Intents

extension Reading {
  /// Whether the flows are in one of some boxes of a sentence.
  ///
  /// - Parameter perhaps: whether a port name with several numbers counts for each of them.
  func isIn(_ boxes: [Box<Group>], perhaps: Bool) -> Ternary {
    var result = Ternary.no
    for box in boxes {
      result = result || isIn(box, perhaps: perhaps)
      if result == .yes { break }
    }
    return result
  }

  func isIn(_ box: Box<Group>, perhaps: Bool) -> Ternary {
    let ends = isOn(box.source, .source) && isOn(box.destination, .destination)
    if ends == .no { return .no }
    let rest = isOn(box.ports, perhaps: perhaps) && isIn(box.namespaces)
    return ends && rest
  }

  private func isOn(_ side: Box<Group>.Side, _ role: Role) -> Ternary {
    switch side {
    case .anyone: .yes
    case .oneOf(let groups): all(role) { isMember($0, role, of: groups) }
    case .noneOf(let groups): all(role) { !isMember($0, role, of: groups) }
    }
  }

  func isMember(_ end: Int, _ role: Role, of groups: [Group]) -> Ternary {
    var result = Ternary.no
    for group in groups {
      result = result || isMember(end, role, of: group)
      if result == .yes { break }
    }
    return result
  }

  private func isMember(_ end: Int, _ role: Role, of group: Group) -> Ternary {
    let isOutside = space.kind(end) == "outside"
    switch group.term {
    case .anyone: return .yes
    case .anyOf(let members): return isMember(end, role, of: members)
    case .pods(let namespaces, let selector, let account):
      return passes(PodTest(namespaces, selector, account), role, end)
    case .external: return Ternary(isOutside)
    case .internet, .addresses:
      var result = Ternary.no
      for (family, range) in group.term.ranges {
        result = result || isInside(range, family, role, end, isOfPolicy: false)
      }
      return result
    }
  }

  /// The namespaces of two pods.
  private func isIn(_ namespaces: NamespacePair?) -> Ternary {
    guard let namespaces else { return .yes }
    let pods = Role.allCases.reduce(Ternary.yes) { result, role in
      result && all(role) { Ternary(space.home($0) != nil) }
    }
    if pods == .no { return .no }
    let differ = !areInOneNamespace
    switch namespaces {
    case .crossing(let key):
      let carried = Role.allCases.reduce(Ternary.no) { result, role in
        result
          || all(role) {
            space.namespaceLabels(key, role, $0, region).within(ValueSet(allBut: [nil]))
          }
      }
      return pods && differ && carried
    case .divided(let key):
      let values = !haveSameLabel(key)
      // One namespace has one value.
      return pods && (values == .yes ? .yes : differ && values)
    }
  }

  /// Whether both ends are in one namespace.
  private var areInOneNamespace: Ternary {
    let homes = Role.allCases.map { role in Set(region[role].ends.map(space.home)) }
    let common = homes[0].intersection(homes[1])
    if common.isEmpty { return .no }
    guard common.count == 1, homes[0].count == 1, homes[1].count == 1 else { return .unknown }
    return common.first == .some(.new) ? isSameNewNamespace : .yes
  }

  /// Whether the namespaces of both ends have a label with one value, or both lack it.
  private func haveSameLabel(_ key: Symbol) -> Ternary {
    // A name is one namespace's.
    if key == space.nameKey { return areInOneNamespace }
    let values = Role.allCases.map { role in
      region[role].ends.reduce(ValueSet<Symbol?>([])) {
        $0.union(space.namespaceLabels(key, role, $1, region))
      }
    }
    if values[0].isDisjoint(with: values[1]) { return .no }
    if let single = values[0].single, values[1].single == single { return .yes }
    if areInOneNamespace == .yes { return .yes }
    let said = region.sameLabels[key] ?? .everything
    if !said.contains("different") { return .yes }
    return said.contains("equal") ? .unknown : .no
  }

  private func isOn(_ ports: Ports, perhaps: Bool) -> Ternary {
    guard case .list(let terms) = ports else { return .yes }
    return terms.reduce(Ternary.no) { $0 || isOn($1, perhaps: perhaps) }
  }

  private func isOn(_ term: PortTerm, perhaps: Bool) -> Ternary {
    switch term.selection {
    case .numbers(let range): return isPort(range, term.protocol ?? .tcp)
    case .every: return term.protocol.map(isTransport) ?? .yes
    case .name(let name):
      return (term.protocol.map(isTransport) ?? .yes)
        && isPort(named: name, isOfPolicy: false, perhaps: Ternary(perhaps))
    }
  }

  // MARK: Questions

  func ask(_ boxes: [Box<Group>], perhaps: Bool) {
    for box in boxes where isIn(box, perhaps: perhaps) == .unknown { ask(box, perhaps: perhaps) }
  }

  /// Asks for the sides that name somebody, then for the ports, then for those who are left out.
  private func ask(_ box: Box<Group>, perhaps: Bool) {
    for (side, role) in [(box.destination, Role.destination), (box.source, .source)] {
      if case .oneOf(let groups) = side, isOn(side, role) == .unknown { ask(groups, role) }
    }
    if let namespaces = box.namespaces, isIn(namespaces) == .unknown { ask(namespaces) }
    if case .list(let terms) = box.ports, isOn(box.ports, perhaps: perhaps) == .unknown {
      for term in terms where isOn(term, perhaps: perhaps) == .unknown { ask(term) }
    }
    for (side, role) in [(box.destination, Role.destination), (box.source, .source)] {
      if case .noneOf(let groups) = side, isOn(side, role) == .unknown { ask(groups, role) }
    }
  }

  private func ask(_ groups: [Group], _ role: Role) {
    for group in groups where all(role, { isMember($0, role, of: group) }) == .unknown {
      switch group.term {
      case .anyone: break
      case .anyOf(let members): ask(members, role)
      case .pods(let namespaces, let selector, let account):
        ask(PodTest(namespaces, selector, account), role)
      case .external: questions.ask(.kind(role), .words(ValueSet(["outside"])))
      case .internet, .addresses:
        for (family, range) in group.term.ranges {
          ask(range, family, role, isOfPolicy: false)
        }
      }
    }
  }

  private func ask(_ term: PortTerm) {
    switch term.selection {
    case .numbers(let range): ask(range, term.protocol ?? .tcp)
    case .every: if let transport = term.protocol { ask(transport) }
    case .name(let name):
      if let transport = term.protocol, isTransport(transport) == .unknown { return ask(transport) }
      ask(portNamed: name, region.transports, isOfPolicy: false)
    }
  }

  private func ask(_ namespaces: NamespacePair) {
    for role in Role.allCases where all(role, { Ternary(space.home($0) != nil) }) == .unknown {
      return questions.ask(.kind(role), .words(ValueSet(["outside"])))
    }
    switch namespaces {
    case .crossing(let key):
      for role in Role.allCases { askLabel(key, role, ValueSet([nil])) }
      askNamespaces()
    case .divided(let key):
      guard haveSameLabel(key) == .unknown else { return askNamespaces() }
      let values = Role.allCases.map { role in
        region[role].ends.reduce(ValueSet<Symbol?>([])) {
          $0.union(space.namespaceLabels(key, role, $1, region))
        }
      }
      let common = values[0].intersection(values[1])
      let known = common.isComplement ? values[0].isComplement ? values[1] : values[0] : common
      if let value = known.elements.filter({ known.contains($0) }).min(by: { text($0) < text($1) })
      {
        for role in Role.allCases { askLabel(key, role, ValueSet([value])) }
      } else if key != space.nameKey {
        questions.ask(.sameLabel(key), .words(ValueSet(["equal"])))
      }
      askNamespaces()
    }
  }

  private func text(_ value: Symbol?) -> String { value.map { space.symbols[$0] } ?? "" }

  private func askLabel(_ key: Symbol, _ role: Role, _ values: ValueSet<Symbol?>) {
    guard all(role, { space.namespaceLabels(key, role, $0, region).within(values) }) == .unknown
    else { return }
    questions.ask(
      key == space.nameKey ? .namespace(role) : .namespaceLabel(role, key), .names(values))
  }

  /// Asks in which namespaces the ends are, one namespace at a time.
  private func askNamespaces() {
    guard areInOneNamespace == .unknown else { return }
    let homes = Role.allCases.map { role in Set(region[role].ends.compactMap(space.home)) }
    let common = homes[0].intersection(homes[1]).compactMap { home -> Symbol? in
      if case .namespace(let id) = home { space.snapshot[id].name } else { nil }
    }
    if let first = common.min(by: { text($0) < text($1) }) {
      for role in Role.allCases where homes[role == .source ? 0 : 1].count > 1 {
        return questions.ask(.namespace(role), .names(ValueSet([first])))
      }
    }
    if space.isBetweenNewNamespaces(region) {
      questions.ask(.sameNamespace, .words(ValueSet(["same"])))
    } else {
      for role in Role.allCases { askWhetherNew(role) }
    }
  }
}

extension PodTest {
  /// The members of a group; pods on their node's network are some of them.
  init(_ namespaces: NamespaceTerm, _ selector: LabelSelector?, _ account: Symbol?) {
    let homes: Namespaces =
      switch namespaces {
      case .any: .any
      case .names(let names): .names(names)
      case .matching(let selector): .matching(Requirement.all(of: selector))
      }
    self.init(homes, selector, account: account, isOfPolicy: false)
  }
}

extension Group.Term {
  /// The addresses of `Internet` or of a range, by family.
  var ranges: [(IPFamily, IntervalSet<UInt128>)] {
    switch self {
    case .internet:
      IPFamily.allCases.map { family in
        let special = Cluster.specialPurpose.filter { $0.family == family }.map(\.range)
        return (family, IntervalSet(0...family.last).subtracting(IntervalSet(unionOf: special)))
      }
    case .addresses(let cidr, let except):
      [
        (
          cidr.family,
          IntervalSet(cidr.range).subtracting(
            IntervalSet(unionOf: except.filter { $0.family == cidr.family }.map(\.range)))
        )
      ]
    case .pods, .external, .anyone, .anyOf: []
    }
  }
}

extension Ternary {
  static prefix func ! (value: Ternary) -> Ternary {
    switch value {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }
}
