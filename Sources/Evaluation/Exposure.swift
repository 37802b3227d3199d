public import ClusterModel
import Intents

/// The ports of policy-capable pods to which a Service or a hostPort leads in a way that may replace the client's
/// address by a node's; nothing unless the assumptions say so (C-68, C-75).
struct Exposure: Sendable {
  /// Whether there is any such way.
  let isPossible: Bool
  /// The Services that may replace addresses and select pods, by namespace.
  let services: [NamespaceID: [Service]]
  /// By pod; those without a port are left out.
  var ports: [PodID: PortSet] = [:]

  init(_ snapshot: Snapshot, _ assumptions: Assumptions) {
    isPossible = assumptions.clientAddress == .mayBeNode
    services =
      isPossible
      ? Dictionary(grouping: snapshot.services.filter(snapshot.translates), by: \.namespace) : [:]
  }
}

extension Cluster {
  /// Reads anew where Services and hostPorts lead to of `pods`.
  mutating func exposePods(_ pods: some Sequence<PodID>) {
    guard exposure.isPossible else { return }
    for id in pods {
      let ports = exposedPorts(of: id)
      exposure.ports[id] = ports.isEmpty ? nil : ports
    }
  }

  private func exposedPorts(of id: PodID) -> PortSet {
    let pod = snapshot[id]
    var exposed = PortSet()
    guard pod.isPolicyCapable else { return exposed }
    func add(_ numbers: IntervalSet<UInt16>, _ proto: TransportProtocol) {
      exposed[proto] = exposed[proto].union(numbers)
    }
    for port in pod.containerPorts where port.hostPort != nil {
      add(IntervalSet(port.number...port.number), port.protocol ?? .tcp)
    }
    for service in exposure.services[pod.namespace] ?? [] {
      let selector = service.selector?.pairs ?? []
      guard selector.allSatisfy({ pod.labels[$0.key] == $0.value }) else { continue }
      for port in service.ports {
        let proto = port.protocol ?? .tcp
        switch port.targetPort {
        case nil: add(IntervalSet(port.port...port.port), proto)
        case .number(let number): add(IntervalSet(number...number), proto)
        case .name(let name): add(numbers(of: name, proto, at: id, possible: true), proto)
        }
      }
    }
    return exposed
  }
}

extension Snapshot {
  /// Whether a Service selects pods and may replace the addresses of their clients (C-68, C-75).
  public func translates(_ service: Service) -> Bool {
    guard !service.keepsClientAddress, let type = service.type,
      let selector = service.selector, !selector.isEmpty
    else { return false }
    return ["LoadBalancer", "NodePort"].contains(symbols[type])
  }
}
