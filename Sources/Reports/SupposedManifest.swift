import ClusterModel
import Verification

/// What a hypothesis supposes, as manifests that `kubectl apply` takes.
struct SupposedManifest {
  /// What listens and what calls; https://github.com/kubernetes/kubernetes/tree/master/test/images/agnhost
  static let image = "registry.k8s.io/e2e-test-images/agnhost:2.47"

  private let found: Break
  private let snapshot: Snapshot

  init(_ found: Break) {
    self.found = found
    snapshot = found.snapshot
  }

  /// Nil where there is nothing to apply.
  var text: String? {
    let documents = namespaces + accounts + pods
    return documents.isEmpty ? nil : documents.joined(separator: "---\n")
  }

  private var namespaces: [String] {
    let first = snapshot.namespaces.count - found.hypothesis.namespaces.count
    // A namespace that is there already is the probe's to label: whoever deletes this file's objects must not delete it.
    return snapshot.namespaceIDs.filter { Int($0.rawValue) >= first }.map { id in
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: \(name(snapshot[id].name).quoted)
      \(labels(snapshot[id].labels))
      """
    }
  }

  private var accounts: [String] {
    let first = snapshot.namespaces.count - found.hypothesis.namespaces.count
    return newPods.compactMap { pod in
      // In a namespace that is there, an account that is mentioned is somebody's.
      guard let account = pod.serviceAccount,
        name(account).hasPrefix("new-account") || Int(pod.namespace.rawValue) >= first
      else { return nil }
      return """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: \(name(account).quoted)
          namespace: \(name(snapshot[pod.namespace].name).quoted)

        """
    }
  }

  private var newPods: ArraySlice<Pod> { snapshot.pods.suffix(found.hypothesis.pods.count) }

  private var pods: [String] {
    zip(newPods, newPods.indices).map { pod, index in
      let isDestination =
        found.evidence.flow.destination == .pod(PodID(rawValue: Int32(index)))
      var text = ""
      if let address = pod.addresses.first {
        text += "# The flow needs this pod to have an address like \(address).\n"
      }
      text += """
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(name(pod.name).quoted)
          namespace: \(name(snapshot[pod.namespace].name).quoted)
        \(labels(pod.labels))spec:

        """
      if let account = pod.serviceAccount {
        text += "  serviceAccountName: \(name(account).quoted)\n"
      }
      text += """
          containers:
            - name: agnhost
              image: \(Self.image)
              args: [\(arguments(isDestination).map(\.quoted).joined(separator: ", "))]

        """
      if !pod.containerPorts.isEmpty { text += "      ports:\n" }
      for port in pod.containerPorts {
        text += "        - name: \((port.name.map(name) ?? "").quoted)\n"
        text += "          containerPort: \(port.number)\n"
        text += "          protocol: \((port.protocol ?? .tcp).name)\n"
      }
      return text
    }
  }

  private func arguments(_ isDestination: Bool) -> [String] {
    guard isDestination else { return ["pause"] }
    let flow = found.evidence.flow
    return switch flow.protocol {
    case .tcp: ["netexec", "--http-port=\(flow.port)", "--udp-port=-1"]
    case .udp: ["netexec", "--udp-port=\(flow.port)"]
    case .sctp: ["netexec", "--sctp-port=\(flow.port)"]
    }
  }

  private func labels(_ labels: Labels) -> String {
    if labels.isEmpty { return "" }
    let lines = labels.pairs.map { "    \(name($0.key).quoted): \(name($0.value).quoted)\n" }
    return "  labels:\n" + lines.sorted().joined()
  }

  private func name(_ symbol: Symbol) -> String { snapshot.symbols[symbol] }
}
