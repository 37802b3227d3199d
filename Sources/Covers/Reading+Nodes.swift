import ClusterModel
import Evaluation
import Intents

/// What passes by the policies: a node and its own pods, and clients whose address is replaced on the way.
extension Reading {
  // MARK: A node and its own pods

  /// Whether the flow is between a node and a pod of its own (C-43, C-47).
  var isOwnNode: Ternary {
    let pairs = ownNodePairs
    if pairs.isEmpty { return .no }
    let isEvery =
      Role.allCases.allSatisfy { region[$0].ends.allSatisfy { node($0) != nil } }
      && pairs.count == 1 && nodes(.source).count == 1 && nodes(.destination).count == 1
      && Role.allCases.allSatisfy { role in Set(region[role].ends.map(isOnHost)).count == 1 }
    return isEvery ? .yes : .unknown
  }

  /// The nodes of which some end is a pod of its own, and the other may be the node.
  private var ownNodePairs: Set<Symbol> {
    let source = nodes(.source, onHost: true).intersection(nodes(.destination, onHost: false))
    if space.cluster.assumptions.cni == .cilium { return source }
    return source.union(
      nodes(.source, onHost: false).intersection(nodes(.destination, onHost: true)))
  }

  private func nodes(_ role: Role, onHost: Bool? = nil) -> Set<Symbol> {
    Set(region[role].ends.filter { onHost.map(isOnHost($0).isEqual) ?? true }.compactMap(node))
  }

  private func node(_ end: Int) -> Symbol? {
    if case .pod(let id) = space.ends[end] { space.snapshot[id].nodeName } else { nil }
  }

  private func isOnHost(_ end: Int) -> Bool { space.kind(end) == "hostNetwork" }

  func askOwnNode() {
    guard isOwnNode == .unknown, let node = ownNodePairs.min(by: { text($0) < text($1) }) else {
      return
    }
    for role in Role.allCases where Set(region[role].ends.map(space.kind)).count > 1 {
      return questions.ask(.kind(role), .words(ValueSet(["hostNetwork"])))
    }
    for role in Role.allCases {
      askPods(region[role].ends.filter { self.node($0) == node }, role)
    }
  }

  private func text(_ symbol: Symbol) -> String { space.symbols[symbol] }

  // MARK: Clients' addresses

  /// Whether a Service or a hostPort may replace the client's address on the way (C-68, C-75).
  var isExposed: Ternary {
    guard space.cluster.assumptions.clientAddress == .mayBeNode else { return .no }
    let outside = all(.source) { Ternary(space.kind($0) == "outside") }
    if outside == .no { return .no }
    return outside && all(.destination, isExposed)
  }

  private func isExposed(_ end: Int) -> Ternary {
    guard space.kind(end) == "pod", let home = space.home(end),
      case .namespace(let namespace) = home
    else { return .no }
    var result = Ternary.no
    if case .pod(let id) = space.ends[end] {
      for port in space.snapshot[id].containerPorts where port.hostPort != nil {
        result = result || isPort(port.number...port.number, port.protocol ?? .tcp)
      }
    }
    for service in exposingServices(in: namespace) where result != .yes {
      let selected = passes(selection(of: service), .destination, end)
      for port in service.ports where selected != .no {
        result = result || (selected && leads(port, to: end))
      }
    }
    return result
  }

  private func exposingServices(in namespace: NamespaceID) -> [Service] {
    space.snapshot.services.filter {
      $0.namespace == namespace && space.snapshot.translates($0)
    }
  }

  private func selection(of service: Service) -> PodTest {
    PodTest(
      .one(service.namespace), LabelSelector(matchLabels: service.selector?.pairs ?? []))
  }

  private func leads(_ port: ServicePort, to end: Int) -> Ternary {
    let transport = port.protocol ?? .tcp
    switch port.targetPort {
    case nil: return isPort(port.port...port.port, transport)
    case .number(let number): return isPort(number...number, transport)
    case .name(let name):
      // Any of its numbers may be the one.
      let namings = space.namings(name, end, region)
      if isTransport(transport) == .no || namings == ValueSet(["no"]) { return .no }
      return namings.contains("no") ? .unknown : isTransport(transport)
    }
  }

  func askExposure() {
    for role in [Role.source] where all(role, { Ternary(space.kind($0) == "outside") }) == .unknown
    {
      return questions.ask(.kind(role), .words(ValueSet(["outside"])))
    }
    if all(.destination, { Ternary(space.kind($0) == "pod") }) == .unknown {
      return questions.ask(.kind(.destination), .words(ValueSet(["pod"])))
    }
    for end in region.destination.ends {
      if case .pod(let id) = space.ends[end] {
        for port in space.snapshot[id].containerPorts where port.hostPort != nil {
          let range = port.number...port.number
          if isPort(range, port.protocol ?? .tcp) == .unknown { ask(range, port.protocol ?? .tcp) }
        }
      }
      guard let home = space.home(end), case .namespace(let namespace) = home else { continue }
      for service in exposingServices(in: namespace) {
        for port in service.ports where leads(port, to: end) == .unknown { ask(port) }
        let test = selection(of: service)
        if all(.destination, test) == .unknown {
          ask(test, .destination)
        }
      }
    }
    askPods(region.destination.ends.filter { isExposed($0) == .yes }, .destination)
  }

  private func ask(_ port: ServicePort) {
    let transport = port.protocol ?? .tcp
    switch port.targetPort {
    case nil: ask(port.port...port.port, transport)
    case .number(let number): ask(number...number, transport)
    case .name(let name):
      if isTransport(transport) == .unknown { return ask(transport) }
      ask(portNamed: name, [transport], isOfPolicy: true)
    }
  }
}

extension Bool {
  fileprivate func isEqual(_ other: Bool) -> Bool { self == other }
}
