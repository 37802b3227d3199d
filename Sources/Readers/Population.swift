import ClusterModel

/// Settles which pods there are: bare ones, those of a controller one by one where some of them are in the input, and else its
/// template (C-153 to C-156; intents.md, "The universe").
struct Population {
  private(set) var pods: [Pod] = []
  private(set) var workloads: [Workload] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var workloadIDs: [WorkloadKey: WorkloadID] = [:]
  private var symbols: SymbolTable
  private let controllers: [ControllerRecord]
  private let ownership: Ownership
  private let namespaces: [Namespace]
  /// Owners of a ReplicaSet that has not been scaled down.
  private let activeOwners: Set<MissingOwner>
  /// Controllers of which a pod is in the input.
  private var hasPods: Set<Int> = []

  private struct WorkloadKey: Hashable {
    var namespace: NamespaceID
    var kind: Symbol
    var name: Symbol
  }

  private struct MissingOwner: Hashable {
    var namespace: NamespaceID
    var kind: String
    var name: String
  }

  /// - Parameter runners: in the order of the input, which is that of the result.
  static func settle(
    _ runners: [Runner], namespaces: [Namespace], symbols: inout SymbolTable
  ) -> Population {
    var population = Population(runners, namespaces: namespaces, symbols: symbols)
    population.add(runners)
    symbols = population.symbols
    return population
  }

  private init(_ runners: [Runner], namespaces: [Namespace], symbols: SymbolTable) {
    controllers = runners.compactMap {
      if case .controller(let record) = $0 { record } else { nil }
    }
    ownership = Ownership(controllers, symbols: symbols)
    activeOwners = Set(
      controllers.filter { $0.kind == "ReplicaSet" && $0.replicas != 0 }.compactMap { replicaSet in
        replicaSet.owner.map {
          MissingOwner(namespace: replicaSet.namespace, kind: $0.kind, name: $0.name)
        }
      })
    self.namespaces = namespaces
    self.symbols = symbols
  }

  private mutating func add(_ runners: [Runner]) {
    let hashKey = symbols.intern("pod-template-hash")
    let chains = runners.map { runner -> (controllers: [Int], missing: Owner?) in
      guard case .pod(let pod) = runner else { return ([], nil) }
      return ownership.chain(
        from: pod.owner, in: pod.namespace,
        podTemplateHash: pod.shape.labels[hashKey].map { symbols[$0] }, podLabels: pod.shape.labels)
    }
    for (runner, chain) in zip(runners, chains) {
      guard case .pod(let pod) = runner else { continue }
      hasPods.formUnion(chain.controllers.filter { stands(pod, for: controllers[$0]) })
    }
    var differing: [Int: (first: PodRecord, key: String?, count: Int)] = [:]
    var controllerIndex = 0
    for (runner, chain) in zip(runners, chains) {
      switch runner {
      case .pod(let pod):
        let workload = workload(of: pod, chain)
        pods.append(
          Pod(pod.shape, name: pod.name, namespace: pod.namespace, workload: workload, pod.place)
            .with(addresses: pod.addresses, phase: pod.phase))
        if let top = chain.controllers.last, stands(pod, for: controllers[top]),
          let difference = difference(pod, from: top)
        {
          differing[top, default: (pod, difference, 0)].count += 1
        }
      case .controller(let controller):
        defer { controllerIndex += 1 }
        if !hasPods.contains(controllerIndex), !isMade(controllerIndex) { addTemplate(controller) }
      }
    }
    for (index, difference) in differing.sorted(by: { $0.key < $1.key }) {
      noteDifference(controllers[index], difference)
    }
  }

  /// Whether the pod is there in place of the controller's template. A finished one is so only where no other will follow: a CronJob
  /// between two runs has finished pods alone, and so has a Deployment whose pod was evicted.
  private func stands(_ pod: PodRecord, for controller: ControllerRecord) -> Bool {
    (pod.phase != .succeeded && pod.phase != .failed) || controller.isFinished
  }

  // MARK: Workloads

  private mutating func workload(
    of pod: PodRecord, _ chain: (controllers: [Int], missing: Owner?)
  ) -> WorkloadID {
    if let top = chain.controllers.last { return workload(of: controllers[top]) }
    if let owner = chain.missing {
      return workload(
        kind: owner.kind, name: symbols.intern(owner.name), in: pod.namespace, at: pod.place)
    }
    return workload(kind: "Pod", name: pod.name, in: pod.namespace, at: pod.place)
  }

  /// The workload a controller is shown as: its missing owner where it is one that somebody else makes, else itself.
  private mutating func workload(of controller: ControllerRecord) -> WorkloadID {
    if let owner = controller.owner, controller.isUsuallyMade {
      return workload(
        kind: owner.kind, name: symbols.intern(owner.name), in: controller.namespace,
        at: controller.place)
    }
    return workload(
      kind: controller.kind, name: controller.name, in: controller.namespace, at: controller.place)
  }

  private mutating func workload(
    kind: String, name: Symbol, in namespace: NamespaceID, at place: Place
  ) -> WorkloadID {
    let kind = symbols.intern(kind)
    let key = WorkloadKey(namespace: namespace, kind: kind, name: name)
    if let known = workloadIDs[key] { return known }
    let id = WorkloadID(rawValue: Int32(workloads.count))
    workloads.append(Workload(kind: kind, name: name, namespace: namespace, place: place))
    workloadIDs[key] = id
    return id
  }

  // MARK: Templates

  /// Whether the controller stands under another one of the input, or is a revision that its missing owner has scaled down.
  private func isMade(_ index: Int) -> Bool {
    let controller = controllers[index]
    guard let owner = controller.owner else { return false }
    if ownership.controller(owner, in: controller.namespace) != nil { return true }
    guard controller.kind == "ReplicaSet", controller.replicas == 0 else { return false }
    return activeOwners.contains(
      MissingOwner(namespace: controller.namespace, kind: owner.kind, name: owner.name))
  }

  private mutating func addTemplate(_ controller: ControllerRecord) {
    let id = workload(of: controller)
    workloads[Int(id.rawValue)].isPotential =
      controller.replicas == 0 || controller.isSuspended || controller.isFinished
    if controller.kind(is: "StatefulSet", of: "apps") {
      return addOrdinals(controller, id)
    }
    let unknownLabels = controller.unknownLabels.map { symbols.intern($0) }
    var shape = controller.shape
    if controller.kind(is: "Job", of: "batch") {
      // C-154: of the labels that the Job controller adds, these are known.
      for key in ["batch.kubernetes.io/job-name", "job-name"] {
        shape.labels[symbols.intern(key)] = controller.name
      }
    }
    pods.append(
      Pod(
        shape, name: controller.name, namespace: controller.namespace, workload: id,
        controller.place, population: .replicas
      ).with(unknownLabels: unknownLabels))
  }

  /// Pods of a StatefulSet differ in two labels whose values are known (C-154): each is one of its own.
  private mutating func addOrdinals(_ controller: ControllerRecord, _ id: WorkloadID) {
    let nameKey = symbols.intern("statefulset.kubernetes.io/pod-name")
    let indexKey = symbols.intern("apps.kubernetes.io/pod-index")
    let wanted = max(2, controller.replicas ?? 1)
    let count = min(wanted, Self.largestStatefulSet)
    if count < wanted {
      diagnostics.append(
        Diagnostic(
          .warning, at: controller.place,
          "only the first \(count) of \(wanted) pods of StatefulSet `\(title(controller))` are looked at"
        ))
    }
    let unknownLabels = controller.unknownLabels.map { symbols.intern($0) }
    for ordinal in controller.firstOrdinal..<(controller.firstOrdinal + count) {
      var shape = controller.shape
      let name = symbols.intern("\(symbols[controller.name])-\(ordinal)")
      shape.labels[nameKey] = name
      shape.labels[indexKey] = symbols.intern(String(ordinal))
      pods.append(
        Pod(
          shape, name: name, namespace: controller.namespace, workload: id, controller.place
        ).with(unknownLabels: unknownLabels))
    }
  }

  static let largestStatefulSet = 1_000

  // MARK: Templates beside pods

  /// What of a pod its controller's template says differently; nil where the two agree.
  private func difference(_ pod: PodRecord, from controller: Int) -> String? {
    let template = controllers[controller].shape
    for pair in template.labels.pairs where pod.shape.labels[pair.key] != pair.value {
      return "label `\(symbols[pair.key])`"
    }
    if template.isHostNetwork != pod.shape.isHostNetwork { return "hostNetwork" }
    // Injected sidecars add ports; none may be missing.
    let ports = Set(pod.shape.containerPorts.map(\.identity))
    return template.containerPorts.allSatisfy { ports.contains($0.identity) } ? nil : "ports"
  }

  private mutating func noteDifference(
    _ controller: ControllerRecord, _ difference: (first: PodRecord, key: String?, count: Int)
  ) {
    let pod =
      "\(symbols[namespaces[Int(controller.namespace.rawValue)].name])/\(symbols[difference.first.name])"
    let others = difference.count > 1 ? " and \(difference.count - 1) more" : ""
    diagnostics.append(
      Diagnostic(
        .note, at: controller.place,
        "pod `\(pod)`\(others) differs from the template of \(controller.kind) `\(title(controller))`"
          + " in \(difference.key ?? "something"): the pods count"))
  }

  private func title(_ controller: ControllerRecord) -> String {
    "\(symbols[namespaces[Int(controller.namespace.rawValue)].name])/\(symbols[controller.name])"
  }
}

extension ControllerRecord {
  /// C-154: keys of the labels that the controller's pods get with values that only the API server knows.
  fileprivate var unknownLabels: [String] {
    let jobs = [
      "batch.kubernetes.io/controller-uid", "controller-uid",
      "batch.kubernetes.io/job-completion-index",
    ]
    return switch kind {
    case "Deployment": ["pod-template-hash"]
    case "StatefulSet": ["controller-revision-hash"]
    case "DaemonSet": ["controller-revision-hash", "pod-template-generation"]
    case "Job": jobs
    case "CronJob": jobs + ["batch.kubernetes.io/job-name", "job-name"]
    default: []
    }
  }

  /// A kind that other controllers make.
  fileprivate var isUsuallyMade: Bool {
    ["ReplicaSet", "Job", "ReplicationController"].contains(kind)
  }
}

extension ContainerPort {
  /// The port as rules see it; hostPort differs from it only for hosts.
  fileprivate var identity: ContainerPort {
    ContainerPort(name: name, number: number, protocol: self.protocol ?? .tcp)
  }
}

extension Pod {
  fileprivate init(
    _ shape: PodShape, name: Symbol, namespace: NamespaceID, workload: WorkloadID, _ place: Place,
    population: Population = .single
  ) {
    self.init(
      name: name, namespace: namespace, labels: shape.labels, serviceAccount: shape.serviceAccount,
      containerPorts: shape.containerPorts, isHostNetwork: shape.isHostNetwork,
      nodeName: shape.nodeName, population: population, workload: workload, place: place)
  }

  fileprivate func with(addresses: [IPAddress], phase: Phase) -> Pod {
    var pod = self
    pod.addresses = addresses
    pod.phase = phase
    return pod
  }

  /// Those of `keys` that the template does not fix itself.
  fileprivate func with(unknownLabels keys: [Symbol]) -> Pod {
    var pod = self
    pod.unknownLabels = keys.filter { labels[$0] == nil }
    return pod
  }
}
