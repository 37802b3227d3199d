import ClusterModel
import Formula
import Intents

/// Where a client's address may not survive to the pod (C-68; `clientAddress: may-be-node`).
extension SymbolicReading {
  /// The flow comes from outside to a pod, on a path that may show the pod a node's address instead.
  func compileExposed() -> Formula {
    guard assumptions.clientAddress == .mayBeNode else { return .never }
    return named(
      formulas.all([
        isOutside(source), isCapable(destination),
        formulas.any(snapshot.services.map(leads) + [isHostPort]),
      ]), .exposed)
  }

  private func leads(_ service: Service) -> Formula {
    // No selector selects nothing here (C-73).
    guard let selector = service.selector, !selector.isEmpty, !service.keepsClientAddress,
      let type = service.type, ["LoadBalancer", "NodePort"].contains(snapshot.symbols[type])
    else { return .never }
    let ports = service.ports.map { port in
      let `protocol` = port.protocol ?? .tcp
      switch port.targetPort ?? .number(port.port) {
      case .number(let number):
        return formulas.all([isProtocol(`protocol`), isPort(in: number...number)])
      case .name(let name): return resolves(name, `protocol`).possible
      }
    }
    return formulas.all([
      formulas.equal(destination.namespace, Int(service.namespace.rawValue) + 1),
      selects(LabelSelector(matchLabels: selector.pairs), destination),
      formulas.any(ports),
    ])
  }

  private var isHostPort: Formula {
    formulas.any(
      schema.hostPortSets.enumerated().map { offset, ports in
        formulas.all([
          formulas.equal(destination.columns[schema.hostPorts], offset + 1),
          formulas.any(
            ports.sorted { ($0.protocol, $0.number) < ($1.protocol, $1.number) }.map {
              formulas.all([isProtocol($0.protocol), isPort(in: $0.number...$0.number)])
            }),
        ])
      })
  }
}
