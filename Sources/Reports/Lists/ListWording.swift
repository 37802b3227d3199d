import Analysis
import ClusterModel
import Evaluation
import Intents

/// Names what a listing speaks of.
struct ListWording {
  let connectivity: Connectivity
  let base: Wording
  /// Names that several workloads of one namespace have, told apart by kind.
  private let ambiguous: Set<String>

  init(_ connectivity: Connectivity, folder: String? = nil) {
    self.connectivity = connectivity
    base = Wording(connectivity.cluster.snapshot, files: [], folder: folder)
    var seen: Set<String> = []
    var twice: Set<String> = []
    for index in connectivity.cluster.snapshot.workloads.indices {
      let name = base.name(WorkloadID(rawValue: Int32(index)))
      if !seen.insert(name).inserted { twice.insert(name) }
    }
    ambiguous = twice
  }

  private var snapshot: Snapshot { connectivity.cluster.snapshot }

  // MARK: Ends

  /// `shop/web`, `shop/web (web-0, web-1)`, `shop/api, shop/web and 3 more`, `Internet`, `10.0.0.0/8`.
  ///
  /// - Parameter limit: how many of a list are named.
  func name(_ end: ListedEnd, limit: Int = 3) -> String {
    switch end {
    case .pods(let members): list(members.map { name($0, limit: limit) }, limit: limit)
    case .addresses(let set): name(set, limit: limit)
    }
  }

  func name(_ workload: ListedWorkload, limit: Int = 3) -> String {
    var name = base.name(workload.workload)
    if ambiguous.contains(name) { name += " [\(kind(workload))]" }
    if workload.isWhole { return name }
    if connectivity.options.unit == .pod, let pod = workload.pods.first, workload.pods.count == 1 {
      return base.text(snapshot[snapshot[pod].namespace].name) + "/" + base.text(snapshot[pod].name)
    }
    return name + " (\(list(pods(workload), limit: limit)))"
  }

  func kind(_ workload: ListedWorkload) -> String {
    base.text(snapshot[workload.workload].kind)
  }

  /// The names of pods that are not all of their workload.
  func pods(_ workload: ListedWorkload) -> [String] {
    workload.pods.map { base.text(snapshot[$0].name) }
  }

  func name(_ set: AddressSet, limit: Int = 4) -> String {
    AddressWording(cluster: connectivity.cluster).name(set, limit: limit)
  }

  func list(_ names: [String], limit: Int) -> String {
    guard names.count > limit + 1 else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }

  // MARK: Ports

  /// `all ports`, `TCP 80,8000-8080, UDP all`.
  func ports(_ set: PortSet) -> String {
    if set == .all { return "all ports" }
    return TransportProtocol.allCases.filter { !set[$0].isEmpty }.map { proto in
      "\(proto.name) \(set[proto] == PortSet.everyPort ? "all" : Self.numbers(set[proto]))"
    }.joined(separator: ", ")
  }

  /// `80,8000-8080`.
  static func numbers(_ ports: IntervalSet<UInt16>) -> String {
    ports.ranges.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }.joined(separator: ",")
  }

  /// The ports of a row with what is to be known of them: `TCP 80 (may, IPv4)`.
  func connections(_ row: ListedRow) -> String {
    ports(connectivity.portSets[row.ports]) + marks(row)
  }

  /// ` (may, IPv4, not modelled)`, or nothing.
  func marks(_ row: ListedRow) -> String {
    marks(certainty: row.certainty, family: row.family, isTouched: row.isTouched)
  }

  func marks(certainty: Certainty, family: IPFamily?, isTouched: Bool) -> String {
    var marks: [String] = []
    if certainty == .may { marks.append("may") }
    if let family { marks.append(family.word) }
    if isTouched { marks.append("?") }
    return marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
  }

  // MARK: Entry points

  /// `Service shop/web (LoadBalancer)`, `Ingress shop/front`.
  func name(_ object: EntryPoint.Object) -> String {
    switch object {
    case .service(let index):
      let service = snapshot.services[index]
      let ranges = service.sourceRanges.map { base.text($0) }
      let only = ranges.isEmpty ? "" : ", for \(list(ranges, limit: 3)) alone"
      return "Service \(name(service.namespace, service.name)) (\(type(service))\(only))"
    case .ingress(let index):
      let ingress = snapshot.ingresses[index]
      return "\(ingress.kind.word) \(name(ingress.namespace, ingress.name))"
    }
  }

  func type(_ service: Service) -> String { service.type.map { base.text($0) } ?? "ClusterIP" }

  func name(_ namespace: NamespaceID, _ name: Symbol) -> String {
    base.text(snapshot[namespace].name) + "/" + base.text(name)
  }

  /// `Internet and 3 workloads`, with what only may reach it behind; `nobody`.
  func clients(_ clients: Clients) -> String {
    let may = clients.may.isEmpty ? [] : ["\(group(clients.may)) (may)"]
    let must = clients.must.isEmpty ? [] : [group(clients.must)]
    return must.isEmpty && may.isEmpty ? "nobody" : (must + may).joined(separator: "; ")
  }

  private func group(_ group: Clients.Group) -> String {
    let unit = connectivity.options.unit == .pod ? "pod" : "workload"
    let pods =
      group.workloads == 0
      ? [] : ["\(group.workloads) \(unit)\(group.workloads == 1 ? "" : "s")"]
    let addresses = group.addresses.isEmpty ? [] : [name(group.addresses)]
    return (addresses + pods).joined(separator: " and ")
  }
}

extension Ingress.Kind {
  /// As `kind` spells it.
  var word: String { self == .ingress ? "Ingress" : "Route" }
}
