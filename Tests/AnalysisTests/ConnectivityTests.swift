import Analysis
import ClusterModel
import Evaluation
import Intents
import Readers
import Samples
import Testing

/// Listings taken apart again into single flows, against the reference semantics.
@Suite struct ConnectivityTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func everyFlowIsInTheListingAsTheReferenceDecidesIt(seed: UInt64) {
    var random = SplitMix64(seed: 52_000 + seed)
    var sample = Sample.random(using: &random)
    if random.chance(40) { sample.addTiers(using: &random) }
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    var options = ConnectivityOptions()
    options.unit = random.pick([.workload, .pod])
    options.isGrouped = random.chance(40)
    options.showsReplicas = true
    expectAgreement(sample, cluster, options)
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func filtersLeaveWhatTheyName(seed: UInt64) {
    var random = SplitMix64(seed: 53_000 + seed)
    var sample = Sample.random(using: &random)
    let first = sample.randomEnd(using: &random)
    let second = sample.randomEnd(using: &random)
    let ports = sample.randomPorts(using: &random)
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    var options = ConnectivityOptions()
    options.isGrouped = random.chance(30)
    options.showsReplicas = true
    if random.chance(60) { options.sources = [first.selection(in: cluster)] }
    if random.chance(60) {
      options.destinations = [second.selection(in: cluster, ports: random.pick([.all, ports]))]
    }
    if random.chance(50) { options.ports = ports }
    if random.chance(30), let id = sample.snapshot.namespaceIDs.first { options.namespaces = [id] }
    expectAgreement(sample, cluster, options)
  }

  private func expectAgreement(
    _ sample: Sample, _ cluster: Cluster, _ options: ConnectivityOptions
  ) {
    let listing = ListedFlows(Connectivity(cluster, options))
    for flow in sample.candidateFlows where cluster.exists(flow) {
      let decision = cluster.decision(for: flow)
      let expected: Certainty? =
        !options.speaks(of: flow, in: cluster)
        ? nil : decision.isCertain ? .must : decision.isPossible ? .may : nil
      let listed = listing.certainty(of: flow)
      let agrees = listed == expected
      #expect(agrees, "\(flow): listed \(listed as Any), reference \(expected as Any)")
    }
  }
}

extension ConnectivityOptions {
  func speaks(of flow: Flow, in cluster: Cluster) -> Bool {
    func isOpen(_ ports: Ports) -> Bool {
      cluster.ports(ports, at: flow.destination, possible: true)
        .contains(flow.port, of: flow.protocol)
    }
    func isInside(_ end: Endpoint) -> Bool {
      guard case .pod(let id) = end else { return false }
      return namespaces.contains(cluster.snapshot[id].namespace)
    }
    return (sources?.contains { $0.contains(flow.source) } ?? true)
      && (destinations?.contains { $0.contains(flow.destination) && isOpen($0.ports) } ?? true)
      && (namespaces.isEmpty || isInside(flow.source) || isInside(flow.destination))
      && isOpen(ports)
  }
}

/// The rows of a listing by the ends of flows.
struct ListedFlows {
  private var rows: [Pair: [(row: ListedRow, ports: PortSet)]] = [:]
  private var endsOfPod: [PodID: [Int]] = [:]
  private var addressEnds: [(end: Int, set: AddressSet)] = []

  private struct Pair: Hashable {
    var source: Int
    var destination: Int
  }

  init(_ connectivity: Connectivity) {
    for (index, end) in connectivity.ends.enumerated() {
      switch end {
      case .pods(let members):
        for pod in members.flatMap(\.pods) { endsOfPod[pod, default: []].append(index) }
      case .addresses(let set): addressEnds.append((index, set))
      }
    }
    connectivity.forEachRow { row in
      rows[Pair(source: row.source, destination: row.destination), default: []]
        .append((row, connectivity.portSets[row.ports]))
    }
  }

  /// Nil: in no row. Traps where a flow is in two.
  func certainty(of flow: Flow) -> Certainty? {
    var found: [Certainty] = []
    for source in ends(flow.source) {
      for destination in ends(flow.destination) {
        for (row, ports) in rows[Pair(source: source, destination: destination)] ?? []
        where row.family.map({ $0 == flow.family }) ?? true {
          if ports.contains(flow.port, of: flow.protocol) { found.append(row.certainty) }
        }
      }
    }
    precondition(found.count <= 1, "\(flow) is in \(found.count) rows")
    return found.first
  }

  private func ends(_ end: Endpoint) -> [Int] {
    switch end {
    case .pod(let id): endsOfPod[id] ?? []
    case .address(let address):
      addressEnds.filter { $0.set.ranges[address.family]?.contains(address.bits) ?? false }
        .map(\.end)
    }
  }
}

/// A group, not yet looked up.
struct RandomEnd {
  var group: Group

  func selection(in cluster: Cluster, ports: Ports = .all) -> EndpointSelection {
    var addresses: [IPFamily: IntervalSet<UInt128>] = [:]
    for family in cluster.families {
      addresses[family] = cluster.addresses(of: family, in: group)
    }
    return EndpointSelection(
      text: group.name, pods: cluster.pods.filter { cluster.contains(.pod($0), in: group) },
      addresses: addresses, ports: ports)
  }
}

extension Sample {
  mutating func randomEnd(using random: inout SplitMix64) -> RandomEnd {
    let groups = [
      Group(name: "anyone", term: .anyone), Group(name: "Internet", term: .internet),
      Group(name: "external", term: .external), group("X", namespace: "x"),
      group("A", ["app": "a"]), group("B", namespace: "y", ["role": "b"]),
      Group(
        name: "RANGE",
        term: .addresses(
          cidr: CIDR(IPAddress(family: .ipv4, bits: 0xcb00_7100), prefixLength: 23), except: [])),
    ]
    return RandomEnd(group: random.pick(groups))
  }

  mutating func randomPorts(using random: inout SplitMix64) -> Ports {
    random.pick([
      .list([PortTerm(.numbers(80...80))]), .list([PortTerm(.numbers(50...8080), protocol: .udp)]),
      .list([PortTerm(.name(symbol("http")))]), .list([PortTerm(.every, protocol: .sctp)]),
    ])
  }
}

/// Ways to pods that are no policies' business.
@Suite struct RouteTests {
  private static let manifests = """
    apiVersion: v1
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: admin, port: 81}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec: {containers: [{name: c, image: x}]}
    ---
    apiVersion: route.openshift.io/v1
    kind: Route
    metadata: {name: front, namespace: shop}
    spec:
      to: {kind: Service, name: web, weight: 100}
      alternateBackends: [{kind: Service, name: gone}]
      port: {targetPort: TARGET}
    """

  @Test(arguments: ["8080", "http"]) func aRouteLeadsToThePortThatItsTargetNames(target: String) {
    let text = Self.manifests.replacing("TARGET", with: target)
    let reading = ManifestReading(of: [.text(name: "route.yaml", Array(text.utf8))])
    #expect(!reading.diagnostics.hasErrors)
    let cluster = Cluster(reading.snapshot, assumptions: Assumptions())
    let entries = Connectivity(cluster).entryPoints.filter { $0.object == .ingress(0) }
    #expect(reading.snapshot.ingresses.map(\.kind) == [.route])
    #expect(entries.map(\.port) == [80, nil])
    let ports = entries.map { entry in
      if case .pods(_, let port, _) = entry.way { Int(port) } else { 0 }
    }
    #expect(ports == [8080, 0])
  }
}

/// What is said of ways to pods beside where they lead.
@Suite struct EntryPointTests {
  private static let manifests = """
    apiVersion: v1
    kind: Service
    metadata: {name: mail, namespace: shop}
    spec: {type: ExternalName, externalName: mail.example.com}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: legacy, namespace: shop}
    spec: {ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24], selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec: {containers: [{name: c, image: x}]}
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: front, namespace: shop}
    spec:
      rules:
        - host: shop.example.com
          http:
            paths:
              - {path: /a, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
              - {path: /b, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
    """

  @Test func noServiceVanishesAndRoutesAreSaid() {
    let reading = ManifestReading(of: [.text(name: "shop.yaml", Array(Self.manifests.utf8))])
    #expect(!reading.diagnostics.hasErrors)
    let entries = Connectivity(Cluster(reading.snapshot, assumptions: Assumptions())).entryPoints
    let ways = entries.map { entry in
      switch entry.way {
      case .pods(_, let port, _): "pods \(port)"
      case .noSelector: "no selector"
      case .externalName(let name): reading.snapshot.symbols[name]
      default: "other"
      }
    }
    #expect(ways == ["no selector", "mail.example.com", "pods 80", "pods 80"])
    let paths = entries.last?.routes.map { $0.path.map { reading.snapshot.symbols[$0] } }
    #expect(paths == ["/a", "/b"])
    let ranges = reading.snapshot.services.flatMap(\.sourceRanges)
    #expect(ranges.map { reading.snapshot.symbols[$0] } == ["192.0.2.0/24"])
  }
}
