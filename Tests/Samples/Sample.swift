public import ClusterModel
public import Intents

/// Builds snapshots in tests, in the words of manifests.
public struct Sample {
  public var snapshot = Snapshot()
  private let file: FileID

  public init() {
    file = snapshot.files.add("sample.yaml")
    // What readers intern anyway, so that the readings can speak of them.
    for text in ["kubernetes.io/metadata.name", "default"] { _ = snapshot.symbols.intern(text) }
  }

  public mutating func symbol(_ text: String) -> Symbol {
    snapshot.symbols.intern(text)
  }

  public mutating func labels(_ labels: [String: String]) -> Labels {
    Labels(
      labels.sorted { $0.key < $1.key }.map {
        Labels.Pair(key: symbol($0.key), value: symbol($0.value))
      })
  }

  /// The namespace with this name, used but not declared if it is new.
  public mutating func namespace(_ name: String) -> NamespaceID {
    let name = symbol(name)
    if let index = snapshot.namespaces.firstIndex(where: { $0.name == name }) {
      return NamespaceID(rawValue: Int32(index))
    }
    snapshot.namespaces.append(Namespace(name: name))
    return NamespaceID(rawValue: Int32(snapshot.namespaces.count - 1))
  }

  @discardableResult
  public mutating func declare(_ name: String, _ labels: [String: String] = [:]) -> NamespaceID {
    let id = namespace(name)
    snapshot.namespaces[Int(id.rawValue)].labels = self.labels(labels)
    snapshot.namespaces[Int(id.rawValue)].place = nextPlace()
    return id
  }

  /// A pod written `namespace/name`, shown as a workload of its own.
  @discardableResult
  public mutating func pod(
    _ path: String, _ labels: [String: String] = [:], ports: [ContainerPort] = [],
    addresses: [String] = [], isHostNetwork: Bool = false, node: String? = nil,
    account: String? = nil, phase: Pod.Phase = .unknown, population: Pod.Population = .single
  ) -> PodID {
    let parts = path.split(separator: "/").map(String.init)
    let namespace = self.namespace(parts[0])
    let name = symbol(parts[1])
    snapshot.workloads.append(
      Workload(
        kind: symbol(population == .single ? "Pod" : "Deployment"), name: name,
        namespace: namespace, place: nextPlace()))
    snapshot.pods.append(
      Pod(
        name: name, namespace: namespace, labels: self.labels(labels),
        serviceAccount: account.map { symbol($0) }, containerPorts: ports,
        addresses: addresses.compactMap { IPAddress($0) }, isHostNetwork: isHostNetwork,
        nodeName: node.map { symbol($0) }, phase: phase, population: population,
        workload: WorkloadID(rawValue: Int32(snapshot.workloads.count - 1)), place: nextPlace()))
    return PodID(rawValue: Int32(snapshot.pods.count - 1))
  }

  public mutating func port(
    _ name: String? = nil, _ number: UInt16, _ protocol: TransportProtocol? = nil
  ) -> ContainerPort {
    ContainerPort(name: name.map { symbol($0) }, number: number, protocol: `protocol`)
  }

  /// `matchLabels`.
  public mutating func selector(_ labels: [String: String]) -> LabelSelector {
    LabelSelector(matchLabels: self.labels(labels).pairs)
  }

  /// One line of `matchExpressions`.
  public mutating func selector(
    _ key: String, _ operator: LabelSelectorRequirement.Operator, _ values: [String] = []
  ) -> LabelSelector {
    LabelSelector(matchExpressions: [
      LabelSelectorRequirement(
        key: symbol(key), operator: `operator`, values: values.map { symbol($0) })
    ])
  }

  public mutating func rule(
    _ peers: [NetworkPolicyPeer]? = nil, ports: [NetworkPolicyPort]? = nil
  ) -> NetworkPolicyRule {
    NetworkPolicyRule(peers: peers, ports: ports, place: nextPlace())
  }

  public mutating func peer(
    pods: LabelSelector? = nil, namespaces: LabelSelector? = nil
  ) -> NetworkPolicyPeer {
    NetworkPolicyPeer(podSelector: pods, namespaceSelector: namespaces, place: nextPlace())
  }

  public mutating func peer(_ cidr: String, except: [String] = []) -> NetworkPolicyPeer {
    guard let range = CIDR(cidr) else { preconditionFailure("`\(cidr)` is no CIDR") }
    return NetworkPolicyPeer(
      ipBlock: IPBlock(cidr: range, except: except.compactMap { CIDR($0) }), place: nextPlace())
  }

  @discardableResult
  public mutating func policy(
    _ path: String, pods: LabelSelector? = nil, types: [Direction]? = nil,
    ingress: [NetworkPolicyRule]? = nil, egress: [NetworkPolicyRule]? = nil
  ) -> NetworkPolicyID {
    let parts = path.split(separator: "/").map(String.init)
    snapshot.networkPolicies.append(
      NetworkPolicy(
        name: symbol(parts[1]), namespace: namespace(parts[0]), podSelector: pods,
        policyTypes: types, ingress: ingress, egress: egress, place: nextPlace()))
    return NetworkPolicyID(rawValue: Int32(snapshot.networkPolicies.count - 1))
  }

  /// A group of pods, as `{namespace: ..., pods: ...}`.
  public mutating func group(
    _ name: String, namespace: String? = nil, _ labels: [String: String]? = nil
  ) -> Group {
    let names: NamespaceTerm = if let namespace { .names([symbol(namespace)]) } else { .any }
    let selector: LabelSelector? = if let labels { self.selector(labels) } else { nil }
    return Group(
      name: name, term: .pods(namespaces: names, selector: selector, serviceAccount: nil))
  }

  private var line: Int32 = 0

  mutating func nextPlace() -> Place {
    line += 1
    return Place(file: file, document: 1, line: line, column: 1)
  }
}
