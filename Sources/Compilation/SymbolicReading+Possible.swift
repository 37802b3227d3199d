import ClusterModel
import Intents

/// Which hypotheses a wider world allows, whatever they are supposed for.
extension SymbolicReading {
  func isPossible(_ hypothesis: Hypothesis) -> Bool {
    let limit = WiderColumns.newNamespaceCount
    let names = hypothesis.namespaces.map(\.name)
    return hypothesis.pods.count <= 2 && names.count <= limit
      && Set(names).count == names.count && hypothesis.namespaces.allSatisfy(isPossible)
      && hypothesis.pods.allSatisfy { isPossible($0, hypothesis) }
      && hypothesis.namespaceLabels.allSatisfy { namespace, labels in
        // Labels of declared namespaces never change.
        snapshot.namespaces.indices.contains(Int(namespace.rawValue))
          && !snapshot[namespace].isDeclared && areNamespaceLabels(labels)
      }
      && hypothesis.podLabels.allSatisfy { pod, labels in
        snapshot.pods.indices.contains(Int(pod.rawValue)) && haveDistinctKeys(labels)
          && labels.allSatisfy { snapshot[pod].unknownLabels.contains($0.key) }
      }
  }

  private func isPossible(_ namespace: HypotheticalNamespace) -> Bool {
    if case .mentioned(let name) = namespace.name,
      snapshot.namespaces.contains(where: { $0.name == name })
    {
      return false
    }
    let used = snapshot.namespaces.flatMap(\.labels.pairs)
    return namespace.policiesOf == newNamespacePolicies && areNamespaceLabels(namespace.labels)
      && namespace.labels.allSatisfy { label in
        guard assumptions.fixedNamespaceLabels.contains(label.key),
          case .mentioned(let value) = label.value
        else { return true }
        return !used.contains(Labels.Pair(key: label.key, value: value))
      }
  }

  private func isPossible(_ pod: HypotheticalPod, _ hypothesis: Hypothesis) -> Bool {
    let namespaces = snapshot.namespaces.count + hypothesis.namespaces.count
    let ports = pod.ports.compactMap { port in
      port.name.map { Vocabulary.PortName(name: $0, protocol: port.protocol ?? .tcp) }
    }
    return (0..<namespaces).contains(Int(pod.namespace.rawValue)) && haveDistinctKeys(pod.labels)
      && Set(ports).count == pod.ports.count
      && pod.ports.allSatisfy { $0.number > 0 && $0.hostPort == nil }
      && pod.labels.allSatisfy { label in
        guard assumptions.fixedPodLabels.contains(label.key) else { return true }
        guard case .mentioned(let value) = label.value else { return false }
        return carriedValues(of: label.key)[pod.namespace, default: []].contains(value)
      }
  }

  private func areNamespaceLabels(_ labels: [HypotheticalLabel]) -> Bool {
    haveDistinctKeys(labels) && !labels.contains { $0.key == nameKey }
  }

  private func haveDistinctKeys(_ labels: [HypotheticalLabel]) -> Bool {
    Set(labels.map(\.key)).count == labels.count
  }
}
