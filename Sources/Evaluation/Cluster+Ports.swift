public import ClusterModel
public import Intents

extension Cluster {
  /// The ports of a rule at one destination.
  func ports(of rule: TierRule, at end: Endpoint, possible: Bool) -> PortSet {
    rule.fixedPorts ?? ports(rule.ports, at: end, possible: possible)
  }

  /// The ports of a rule's conditions at one destination.
  ///
  /// - Parameter possible: whether an ambiguous name counts for each of its numbers (C-63b).
  func ports(_ conditions: [PortCondition]?, at end: Endpoint, possible: Bool) -> PortSet {
    guard let conditions else { return .all }
    var result = PortSet()
    func add(_ numbers: PortCondition.Numbers, _ proto: TransportProtocol) {
      switch numbers {
      case .range(let range):
        result[proto] = result[proto].union(IntervalSet(range))
      case .named(let name):
        // A name is the destination pod's own (C-63, C-64); addresses and hostNetwork pods have none.
        guard let pod = policyCapablePod(at: end) else { return }
        let numbers = self.numbers(of: name, proto, at: pod, possible: possible)
        result[proto] = result[proto].union(numbers)
      }
    }
    for condition in conditions {
      if let proto = condition.protocol {
        add(condition.numbers, proto)
      } else {
        for proto in TransportProtocol.allCases { add(condition.numbers, proto) }
      }
    }
    return result
  }

  /// The ports that a sentence speaks of at one destination.
  ///
  /// - Parameter possible: whether an ambiguous name counts for each of its numbers: yes for what a sentence
  ///   claims, no for what excuses.
  public func ports(_ ports: Ports, at end: Endpoint, possible: Bool) -> PortSet {
    guard case .list(let terms) = ports else { return .all }
    var result = PortSet()
    for term in terms {
      switch term.selection {
      case .numbers(let range):
        let proto = term.protocol ?? .tcp
        result[proto] = result[proto].union(IntervalSet(range))
      case .every:
        for proto in term.protocols { result[proto] = PortSet.everyPort }
      case .name(let name):
        guard case .pod(let pod) = end else { continue }
        for proto in term.protocols {
          let numbers = numbers(of: name, proto, at: pod, possible: possible)
          result[proto] = result[proto].union(numbers)
        }
      }
    }
    return result
  }

  /// The numbers that a pod gives a port name.
  ///
  /// - Parameter possible: whether an ambiguous name counts for each of its numbers, or for none.
  func numbers(
    of name: Symbol, _ proto: TransportProtocol, at pod: PodID, possible: Bool
  ) -> IntervalSet<UInt16> {
    if !namedPorts.isEmpty, let reading = namedPorts[pod] {
      return reading.numbers(of: name, possible: possible)
    }
    let numbers = snapshot[pod].numbers(of: name, proto)
    guard numbers.count == 1 || possible else { return IntervalSet() }
    return IntervalSet(unionOf: numbers.map { $0...$0 })
  }

  /// Whether a pod has the named port that `term` speaks of, in one of the term's protocols.
  public func has(_ term: PortTerm, at pod: PodID) -> Bool {
    guard case .name(let name) = term.selection else { return true }
    return term.protocols.contains { !snapshot[pod].numbers(of: name, $0).isEmpty }
  }
}

extension PortTerm {
  /// The protocols of a name or of `*`; none written means all.
  fileprivate var protocols: [TransportProtocol] {
    `protocol`.map { [$0] } ?? TransportProtocol.allCases
  }
}

extension Pod {
  /// The distinct numbers that the pod's containers give a port name; a container port without protocol is TCP.
  func numbers(of name: Symbol, _ protocol: TransportProtocol) -> Set<UInt16> {
    var numbers: Set<UInt16> = []
    for port in containerPorts where port.name == name {
      if (port.protocol ?? .tcp) == `protocol` { numbers.insert(port.number) }
    }
    return numbers
  }
}

extension PortSet {
  /// The ports of conditions that ask for numbers alone; nil where there is a name among them, or no condition.
  init?(_ conditions: [PortCondition]?) {
    guard let conditions else { return nil }
    self.init()
    for condition in conditions {
      guard case .range(let range) = condition.numbers else { return nil }
      for proto in condition.protocol.map({ [$0] }) ?? TransportProtocol.allCases {
        self[proto] = self[proto].union(IntervalSet(range))
      }
    }
  }
}
