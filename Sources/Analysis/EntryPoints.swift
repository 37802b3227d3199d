import ClusterModel
import Evaluation
import Intents

extension Connectivity {
  /// The ports of Services and the backends of Ingresses whose pods the listing shows, in the order of their names.
  public var entryPoints: [EntryPoint] {
    EntryPoints(self).all
  }
}

/// Follows Services and Ingresses to pods.
private struct EntryPoints {
  private let connectivity: Connectivity
  private let snapshot: Snapshot
  private let unitOfPod: [PodID: Int]
  private let podsOfNamespace: [NamespaceID: [PodID]]
  /// By target: who of the pods can reach it.
  private let sources: [[(behaviour: Int, parts: Int)]]
  private let targetOfUnit: [Int: Int]
  /// By behaviour: how many workloads (pods, in a listing by pod) are sources of rows.
  private let sourceCounts: [Int]
  private let unitsOfWorkload: [WorkloadID: [Int]]

  init(_ connectivity: Connectivity) {
    self.connectivity = connectivity
    let cluster = connectivity.cluster
    snapshot = cluster.snapshot
    podsOfNamespace = Dictionary(grouping: cluster.pods) { cluster.snapshot[$0].namespace }
    var unitOfPod: [PodID: Int] = [:]
    for (index, unit) in connectivity.units.enumerated() {
      for pod in unit.members.flatMap(\.pods) { unitOfPod[pod] = index }
    }
    self.unitOfPod = unitOfPod
    var sources = [[(behaviour: Int, parts: Int)]](
      repeating: [], count: connectivity.unitsOfTarget.count)
    for (behaviour, rows) in connectivity.podRows.enumerated() {
      for row in rows { sources[Int(row.target)].append((behaviour, Int(row.parts))) }
    }
    self.sources = sources
    var targetOfUnit: [Int: Int] = [:]
    for (target, units) in connectivity.unitsOfTarget.enumerated() {
      for unit in units { targetOfUnit[unit] = target }
    }
    self.targetOfUnit = targetOfUnit
    var counts = [Int](repeating: 0, count: connectivity.podRows.count)
    for unit in connectivity.units where unit.isSource {
      counts[unit.behaviour] += unit.members.count
    }
    sourceCounts = counts
    var unitsOfWorkload: [WorkloadID: [Int]] = [:]
    for (index, unit) in connectivity.units.enumerated() {
      for member in unit.members { unitsOfWorkload[member.workload, default: []].append(index) }
    }
    self.unitsOfWorkload = unitsOfWorkload
  }

  var all: [EntryPoint] {
    func sorted(_ count: Int, _ name: (Int) -> (NamespaceID, Symbol)) -> [Int] {
      (0..<count).map { index in
        let (namespace, own) = name(index)
        return (index, snapshot.symbols[snapshot[namespace].name], snapshot.symbols[own])
      }.sorted { ($0.1, $0.2, $0.0) < ($1.1, $1.2, $1.0) }.map(\.0)
    }
    let services = snapshot.services
    let ingresses = snapshot.ingresses
    return sorted(services.count) { (services[$0].namespace, services[$0].name) }
      .flatMap { service in
        let ways = services[service].ports.flatMap {
          entryPoints(.service(service), through: service, $0)
        }
        return ways.isEmpty ? portless(service) : ways
      }
      + sorted(ingresses.count) { (ingresses[$0].namespace, ingresses[$0].name) }.flatMap { index in
        let backends = ingresses[index].backends
        return backends.map(\.withoutRoute).uniqued.flatMap { backend in
          let own = backends.filter { $0.withoutRoute == backend }
          let routes = own.map { EntryPoint.Route(host: $0.host, path: $0.path) }.uniqued
          return entryPoints(.ingress(index), to: backend).map { entry in
            var entry = entry
            // What takes every request needs no list of some.
            let all = EntryPoint.Route(host: nil, path: nil)
            entry.routes = routes.contains(all) ? [] : routes
            return entry
          }
        }
      }
  }

  /// A Service that stands for a name has no ports of its own.
  private func portless(_ index: Int) -> [EntryPoint] {
    let service = snapshot.services[index]
    guard let name = externalName(service), isShown(service.namespace) else { return [] }
    return [
      EntryPoint(
        object: .service(index), service: index, protocol: .tcp, way: .externalName(name))
    ]
  }

  private func externalName(_ service: Service) -> Symbol? {
    let isExternal = service.type.map { snapshot.symbols[$0] == "ExternalName" } ?? false
    return isExternal ? service.externalName : nil
  }

  private func entryPoints(
    _ object: EntryPoint.Object, to backend: Ingress.Backend
  ) -> [EntryPoint] {
    guard case .ingress(let index) = object else { return [] }
    let namespace = snapshot.ingresses[index].namespace
    guard isShown(namespace) else { return [] }
    let found = snapshot.services.firstIndex {
      $0.namespace == namespace && $0.name == backend.service
    }
    guard let service = found else {
      return [EntryPoint(object: object, protocol: .tcp, way: .noService(backend.service))]
    }
    let ports = snapshot.services[service].ports.filter { port in
      switch backend.port {
      case nil: leads(port, to: backend.targetPort)
      case .number(let number): port.port == number
      case .name(let name): port.name == name
      }
    }
    if ports.isEmpty, let port = backend.port ?? backend.targetPort {
      return [
        EntryPoint(object: object, service: service, protocol: .tcp, way: .noServicePort(port))
      ]
    }
    return ports.flatMap { entryPoints(object, through: service, $0) }
  }

  /// Whether a Route's target is what a Service's port leads to; the number of a named one is each pod's own.
  private func leads(_ port: ServicePort, to target: NetworkPolicyPort.Port?) -> Bool {
    switch target {
    case nil: return true
    case .name(let name): return port.name == name || port.targetPort == .name(name)
    case .number(let number):
      if case .name = port.targetPort { return true }
      return port.targetPort == .number(number) || (port.targetPort == nil && port.port == number)
    }
  }

  /// Whether something of the namespace may be what the listing asks for.
  private func isShown(_ namespace: NamespaceID) -> Bool {
    let options = connectivity.options
    guard options.namespaces.isEmpty || options.namespaces.contains(namespace) else { return false }
    return options.destinations == nil && options.ports == .all
  }

  private func entryPoints(
    _ object: EntryPoint.Object, through index: Int, _ port: ServicePort
  ) -> [EntryPoint] {
    let service = snapshot.services[index]
    let proto = port.protocol ?? .tcp
    func entry(_ way: EntryPoint.Way) -> EntryPoint {
      EntryPoint(object: object, service: index, port: port.port, protocol: proto, way: way)
    }
    if let name = externalName(service) {
      return isShown(service.namespace) ? [entry(.externalName(name))] : []
    }
    if service.selector?.isEmpty ?? true {
      return isShown(service.namespace) ? [entry(.noSelector)] : []
    }
    let backends = backends(of: service)
    if backends.isEmpty { return isShown(service.namespace) ? [entry(.nobody)] : [] }

    var podsOfPlace: [Place: [PodID]] = [:]
    for pod in backends {
      guard let unit = unitOfPod[pod] else { continue }
      for number in numbers(of: port, at: pod) {
        podsOfPlace[
          Place(unit: unit, workload: snapshot[pod].workload, port: number), default: []
        ].append(pod)
      }
    }
    if podsOfPlace.isEmpty, case .name(let name) = port.targetPort {
      return isShown(service.namespace) ? [entry(.noPort(name))] : []
    }
    let places = podsOfPlace.keys.sorted()
    return places.compactMap { place in
      guard let pods = podsOfPlace[place],
        let member = connectivity.units[place.unit].members.first(where: {
          $0.workload == place.workload && $0.pods.contains(pods[0])
        }),
        isAsked(place, proto, pods[0])
      else { return nil }
      let isWhole = member.isWhole && pods.count == member.pods.count
      let workload = ListedWorkload(workload: place.workload, pods: pods, isWhole: isWhole)
      var clients = clients(of: place, proto)
      if case .service = object, !isOpenToOutside(service) {
        // The address of such a Service exists in the cluster alone.
        clients.must.addresses = AddressSet()
        clients.may.addresses = AddressSet()
      }
      return entry(.pods(workload, port: place.port, clients))
    }
  }

  private func isOpenToOutside(_ service: Service) -> Bool {
    service.type.map { ["LoadBalancer", "NodePort"].contains(snapshot.symbols[$0]) } ?? false
  }

  /// Pods of one unit that a Service leads to on one port.
  private struct Place: Hashable, Comparable {
    var unit: Int
    var workload: WorkloadID
    var port: UInt16

    static func < (left: Place, right: Place) -> Bool {
      (left.unit, left.workload, left.port) < (right.unit, right.workload, right.port)
    }
  }

  private func isAsked(_ place: Place, _ protocol: TransportProtocol, _ pod: PodID) -> Bool {
    let unit = connectivity.units[place.unit]
    return unit.isDestination && unit.isInside
      && connectivity.options.ports(at: .pod(pod), in: connectivity.cluster)
        .contains(place.port, of: `protocol`)
  }

  /// The pods that a Service selects; none without a selector (C-73).
  private func backends(of service: Service) -> [PodID] {
    guard let selector = service.selector, !selector.isEmpty else { return [] }
    return (podsOfNamespace[service.namespace] ?? []).filter { pod in
      selector.pairs.allSatisfy { snapshot[pod].labels[$0.key] == $0.value }
    }
  }

  /// The pod's own ports behind a Service's (C-61, C-62).
  private func numbers(of port: ServicePort, at pod: PodID) -> [UInt16] {
    switch port.targetPort {
    case nil: return [port.port]
    case .number(let number): return [number]
    case .name(let name):
      let named = snapshot[pod].containerPorts.filter {
        $0.name == name && ($0.protocol ?? .tcp) == (port.protocol ?? .tcp)
      }
      return Set(named.map(\.number)).sorted()
    }
  }

  /// How many sources of a behaviour have no rows to a unit, being of its own workload.
  private func hidden(_ place: Place, _ behaviour: Int) -> Int {
    (unitsOfWorkload[place.workload] ?? []).count { index in
      let unit = connectivity.units[index]
      return unit.isSource && unit.behaviour == behaviour
        && (unit.members.count > 1 ? index == place.unit : !connectivity.hasRow(index, place.unit))
    }
  }

  private func clients(of place: Place, _ proto: TransportProtocol) -> Clients {
    guard let target = targetOfUnit[place.unit] else { return Clients() }
    func open(_ part: RowPart) -> Bool {
      connectivity.portSets[part.ports].contains(place.port, of: proto)
    }
    var clients = Clients()
    for (behaviour, list) in sources[target] {
      let certainties = connectivity.parts[list].filter(open).map(\.certainty)
      let count = sourceCounts[behaviour] - hidden(place, behaviour)
      if certainties.contains(.must) {
        clients.must.workloads += count
      } else if certainties.contains(.may) {
        clients.may.workloads += count
      }
    }
    for row in connectivity.inbound.enumerated() {
      guard case .addresses(let set) = connectivity.ends[connectivity.units.count + row.offset]
      else { continue }
      for inbound in row.element where inbound.target == target && open(inbound.part) {
        for (family, addresses) in set.ranges {
          switch inbound.part.certainty {
          case .must: clients.must.addresses.formUnion(addresses, of: family)
          case .may: clients.may.addresses.formUnion(addresses, of: family)
          }
        }
      }
    }
    return clients
  }
}

extension Ingress.Backend {
  fileprivate var withoutRoute: Ingress.Backend {
    var result = self
    (result.host, result.path) = (nil, nil)
    return result
  }
}
