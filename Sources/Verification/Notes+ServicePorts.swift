import ClusterModel
import Evaluation
import Intents

/// The likeliest mistake about ports: the number of a Service where its pods have another (C-61). A prohibition on such a port holds
/// without protecting anything.
extension Notes {
  func servicePortNotes(_ claim: Claim) -> [Note] {
    var notes: [Note] = []
    for target in claim.spokenTargets {
      guard case .list(let terms) = target.ports else { continue }
      for term in terms {
        guard case .numbers(let numbers) = term.selection, numbers.count == 1 else { continue }
        let note = servicePort(numbers.lowerBound, term.protocol ?? .tcp, target.group)
        if let note, !notes.contains(note) { notes.append(note) }
      }
    }
    return notes
  }

  private func servicePort(
    _ port: UInt16, _ protocol: TransportProtocol, _ group: Group
  ) -> Note? {
    let snapshot = cluster.snapshot
    let forwards = snapshot.services.flatMap { service in
      service.ports
        .filter { $0.port == port && ($0.protocol ?? .tcp) == `protocol` }
        .map { (service: service, targetPort: $0.targetPort) }
    }
    if forwards.isEmpty { return nil }
    let pods = self.pods.all.filter { cluster.contains(.pod($0), in: group) }
    let isListenedOn = pods.contains { pod in
      snapshot[pod].containerPorts.contains {
        $0.number == port && ($0.protocol ?? .tcp) == `protocol`
      }
    }
    if isListenedOn { return nil }
    for pod in pods {
      for (service, targetPort) in forwards
      where service.namespace == snapshot[pod].namespace && service.selects(snapshot[pod]) {
        let numbers = snapshot[pod].numbers(of: targetPort, `protocol`)
        // Without another number the Service is not what was mistaken.
        if numbers.isEmpty || numbers.contains(port) { continue }
        return .servicePort(
          port, service: service.name, namespace: service.namespace, pods: numbers)
      }
    }
    return nil
  }
}

extension Claim {
  /// The targets, those in exceptions among them.
  fileprivate var spokenTargets: [Target] {
    let destinations: [Group] = if case .noIngress(let to, _) = self { to } else { [] }
    return targets
      + exceptions.flatMap { exception -> [Target] in
        switch exception {
        case .to(let target): [target]
        case .from(let exception):
          destinations.map { Target(group: $0, ports: exception.ports) }
        }
      }
  }
}

extension Service {
  fileprivate func selects(_ pod: Pod) -> Bool {
    guard let selector, !selector.isEmpty else { return false }
    return selector.pairs.allSatisfy { pod.labels[$0.key] == $0.value }
  }
}

extension Pod {
  /// The numbers that a `targetPort` stands for here, in ascending order; none where it is left out, for then it is the Service's own.
  fileprivate func numbers(
    of targetPort: NetworkPolicyPort.Port?, _ protocol: TransportProtocol
  ) -> [UInt16] {
    switch targetPort {
    case nil: []
    case .number(let number): [number]
    case .name(let name):
      Set(
        containerPorts.filter { $0.name == name && ($0.protocol ?? .tcp) == `protocol` }
          .map(\.number)
      ).sorted()
    }
  }
}
