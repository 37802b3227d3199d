public import ClusterModel
import Intents

extension Snapshot {
  /// The ports of policy-capable pods to which a Service or a hostPort leads in a way that may replace the
  /// client's address by a node's; empty unless the assumptions say so (C-68, C-75).
  func portsExposed(under assumptions: Assumptions) -> [PodID: PortSet] {
    guard assumptions.clientAddress == .mayBeNode else { return [:] }
    var exposed: [PodID: PortSet] = [:]
    for id in podIDs where self[id].isPolicyCapable {
      let ports = exposedPorts(of: self[id])
      if !ports.isEmpty { exposed[id] = ports }
    }
    return exposed
  }

  private func exposedPorts(of pod: Pod) -> PortSet {
    var exposed = PortSet()
    func add(_ number: UInt16, _ proto: TransportProtocol) {
      exposed[proto] = exposed[proto].union(IntervalSet(number...number))
    }
    for port in pod.containerPorts where port.hostPort != nil {
      add(port.number, port.protocol ?? .tcp)
    }
    for service in services where service.namespace == pod.namespace && translates(service) {
      guard let selector = service.selector, !selector.isEmpty,
        selector.pairs.allSatisfy({ pod.labels[$0.key] == $0.value })
      else { continue }
      for port in service.ports {
        let proto = port.protocol ?? .tcp
        switch port.targetPort {
        case nil: add(port.port, proto)
        case .number(let number): add(number, proto)
        case .name(let name): for number in pod.numbers(of: name, proto) { add(number, proto) }
        }
      }
    }
    return exposed
  }

  /// Whether a Service leads to its pods in a way that may replace the client's address (C-68, C-75).
  public func translates(_ service: Service) -> Bool {
    guard !service.keepsClientAddress, let type = service.type else { return false }
    return ["LoadBalancer", "NodePort"].contains(symbols[type])
  }
}
