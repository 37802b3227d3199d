import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// A small cluster written down in a test, and the questions that tests ask of it.
struct Cluster {
  var snapshot = Snapshot()
  var assumptions = Assumptions()
  private var line: Int32 = 0

  mutating func symbol(_ text: String) -> Symbol { snapshot.symbols.intern(text) }

  mutating func nextPlace() -> Place {
    line += 1
    return Place(file: FileID(rawValue: 0), document: 1, line: line, column: 1)
  }

  /// A namespace that manifests use and do not declare.
  mutating func undeclaredNamespace(_ name: String) -> NamespaceID {
    snapshot.namespaces.append(Namespace(name: symbol(name)))
    return NamespaceID(rawValue: Int32(snapshot.namespaces.count - 1))
  }

  @discardableResult
  mutating func namespace(_ name: String, _ labels: [String: String] = [:]) -> NamespaceID {
    let namespace = Namespace(name: symbol(name), labels: self.labels(labels), place: nextPlace())
    snapshot.namespaces.append(namespace)
    return NamespaceID(rawValue: Int32(snapshot.namespaces.count - 1))
  }

  @discardableResult
  mutating func pod(
    _ name: String, in namespace: NamespaceID, _ labels: [String: String] = [:],
    unknown: [String] = [], serviceAccount: String? = nil, ports: [ContainerPort] = [],
    addresses: [String] = [],
    isHostNetwork: Bool = false, node: String? = nil, phase: Pod.Phase = .running,
    population: Pod.Population = .single
  ) -> PodID {
    let place = nextPlace()
    let name = symbol(name)
    snapshot.workloads.append(
      Workload(kind: symbol("Pod"), name: name, namespace: namespace, place: place))
    snapshot.pods.append(
      Pod(
        name: name, namespace: namespace, labels: self.labels(labels),
        unknownLabels: unknown.map { symbol($0) },
        serviceAccount: serviceAccount.map { symbol($0) }, containerPorts: ports,
        addresses: addresses.map(address), isHostNetwork: isHostNetwork,
        nodeName: node.map { symbol($0) }, phase: phase, population: population,
        workload: WorkloadID(rawValue: Int32(snapshot.workloads.count - 1)), place: place))
    return PodID(rawValue: Int32(snapshot.pods.count - 1))
  }

  mutating func port(
    _ name: String?, _ number: UInt16, _ protocol: TransportProtocol? = nil,
    hostPort: UInt16? = nil
  ) -> ContainerPort {
    ContainerPort(
      name: name.map { symbol($0) }, number: number, protocol: `protocol`, hostPort: hostPort)
  }

  mutating func labels(_ labels: [String: String]) -> Labels {
    Labels(labels.sorted { $0.key < $1.key }.map { pair($0.key, $0.value) })
  }

  mutating func pair(_ key: String, _ value: String) -> Labels.Pair {
    Labels.Pair(key: symbol(key), value: symbol(value))
  }

  /// `app=web,tier in (a b),env notin (x),track,!legacy`; the empty text is the empty selector.
  mutating func selector(_ text: String) -> LabelSelector {
    var selector = LabelSelector()
    for part in text.split(separator: ",") {
      let words = part.split { " ()".contains($0) }.map(String.init)
      if words.count > 1 {
        selector.matchExpressions.append(
          LabelSelectorRequirement(
            key: symbol(words[0]), operator: words[1] == "in" ? .in : .notIn,
            values: words.dropFirst(2).map { symbol($0) }))
      } else if part.hasPrefix("!") {
        selector.matchExpressions.append(
          LabelSelectorRequirement(
            key: symbol(String(part.dropFirst())), operator: .doesNotExist))
      } else if let equals = part.firstIndex(of: "=") {
        selector.matchLabels.append(
          pair(String(part[..<equals]), String(part[part.index(after: equals)...])))
      } else {
        selector.matchExpressions.append(
          LabelSelectorRequirement(key: symbol(String(part)), operator: .exists))
      }
    }
    return selector
  }

  mutating func policy(
    in namespace: NamespaceID, _ podSelector: String? = "", types: [Direction]? = nil,
    ingress: [NetworkPolicyRule]? = nil, egress: [NetworkPolicyRule]? = nil
  ) {
    let place = nextPlace()
    snapshot.networkPolicies.append(
      NetworkPolicy(
        name: symbol("policy-\(place.line)"), namespace: namespace,
        podSelector: podSelector.map { selector($0) }, policyTypes: types, ingress: ingress,
        egress: egress, place: place))
  }

  mutating func rule(
    _ peers: [NetworkPolicyPeer]? = nil, ports: [NetworkPolicyPort]? = nil
  ) -> NetworkPolicyRule {
    NetworkPolicyRule(peers: peers, ports: ports, place: nextPlace())
  }

  mutating func peer(pods: String? = nil, namespaces: String? = nil) -> NetworkPolicyPeer {
    NetworkPolicyPeer(
      podSelector: pods.map { selector($0) }, namespaceSelector: namespaces.map { selector($0) },
      place: nextPlace())
  }

  mutating func peer(block: String, except: [String] = []) -> NetworkPolicyPeer {
    NetworkPolicyPeer(
      ipBlock: IPBlock(cidr: cidr(block), except: except.map(cidr)), place: nextPlace())
  }

  mutating func service(
    in namespace: NamespaceID, _ selector: [String: String]?, type: String?,
    keepsClientAddress: Bool = false, ports: [ServicePort]
  ) {
    snapshot.services.append(
      Service(
        name: symbol("service"), namespace: namespace, selector: selector.map { labels($0) },
        type: type.map { symbol($0) }, keepsClientAddress: keepsClientAddress, ports: ports,
        place: nextPlace()))
  }

  mutating func pods(_ selector: String? = nil, in namespaces: [String]? = nil) -> Group {
    let term = namespaces.map { NamespaceTerm.names($0.map { symbol($0) }) } ?? .any
    return Group(
      name: "group",
      term: .pods(
        namespaces: term, selector: selector.map { self.selector($0) }, serviceAccount: nil))
  }
}

let anyone = Group(name: "anyone", term: .anyone)
let external = Group(name: "external", term: .external)
let internet = Group(name: "Internet", term: .internet)

func addresses(_ block: String, except: [String] = []) -> Group {
  Group(name: block, term: .addresses(cidr: cidr(block), except: except.map(cidr)))
}

func ports(_ numbers: UInt16..., protocol: TransportProtocol? = nil) -> Ports {
  .list(numbers.map { PortTerm(.numbers($0...$0), protocol: `protocol`) })
}

/// Dotted IPv4, or groups of IPv6 with at most one `::`.
func address(_ text: String) -> IPAddress {
  if text.contains(":") {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.split(separator: ":").compactMap { UInt128($0, radix: 16) } }
    let tail = halves.count > 1 ? halves[1] : []
    let gap = [UInt128](repeating: 0, count: 8 - halves[0].count - tail.count)
    return IPAddress(family: .ipv6, bits: (halves[0] + gap + tail).reduce(0) { $0 << 16 | $1 })
  }
  let bytes = text.split(separator: ".").compactMap { UInt128($0) }
  return IPAddress(family: .ipv4, bits: bytes.reduce(0) { $0 << 8 | $1 })
}

func cidr(_ text: String) -> CIDR {
  let parts = text.split(separator: "/")
  return CIDR(address(String(parts[0])), prefixLength: Int(parts[1]) ?? 0)
}

/// An end of a flow, as tests write it.
protocol FlowEnd {
  var endpoint: Endpoint { get }
}

extension PodID: FlowEnd {
  var endpoint: Endpoint { .pod(self) }
}

extension String: FlowEnd {
  var endpoint: Endpoint { .address(address(self)) }
}

func flow(
  _ source: some FlowEnd, _ destination: some FlowEnd, _ port: UInt16 = 80,
  _ protocol: TransportProtocol = .tcp, _ family: IPFamily = .ipv4
) -> Flow {
  Flow(
    source: source.endpoint, destination: destination.endpoint, family: family,
    protocol: `protocol`, port: port)
}

extension Cluster {
  func engine(_ claims: [Claim] = [], coverage: [Claim] = [], limits: Limits = Limits())
    -> SymbolicEngine
  {
    SymbolicEngine(
      snapshot: snapshot, assumptions: assumptions, claims: claims, coverage: coverage,
      limits: limits)
  }

  func answer(_ claim: Claim, coverage: [Claim] = []) -> Answer {
    engine([claim], coverage: coverage).answer(claim)
  }

  /// The answer in a wider world, every counterexample of which the engine has accepted once more.
  func answer(_ claim: Claim, in world: World, coverage: [Claim] = []) -> Answer {
    let engine = engine([claim], coverage: coverage)
    let answer = engine.answer(claim, in: world)
    for found in answer.counterexamples {
      let isAccepted = engine.accepts(
        found.flow, supposing: found.hypothesis, asViolationOf: claim)
      #expect(isAccepted)
    }
    return answer
  }

  /// What the policies say of a flow.
  func verdict(_ flow: Flow) -> Verdict {
    switch engine().admits(flow) {
    case (true, true): .must
    case (true, false): .may
    case (false, false): .no
    case (false, true): .contradiction
    }
  }

  func allows(_ flow: Flow) -> Bool { verdict(flow) == .must }
}

enum Verdict: Hashable {
  case must, may, no, contradiction
}

extension Answer {
  /// The first counterexample and those with other new ends.
  var counterexamples: [Counterexample] {
    counterexample.map { [Counterexample(flow: $0, hypothesis: hypothesis)] + further } ?? []
  }
}
