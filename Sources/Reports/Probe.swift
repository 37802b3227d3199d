import ClusterModel
import Evaluation
import Verification

/// A shell script that attempts the flow of a counterexample with `kubectl`.
struct Probe {
  private let evidence: Evidence
  private let snapshot: Snapshot
  private let found: Break?
  private let title: String

  /// - Parameter supposed: the break that the flow belongs to; nil for a flow of the manifests as they are.
  init(_ evidence: Evidence, _ snapshot: Snapshot, supposed found: Break?, title: String) {
    self.evidence = evidence
    self.snapshot = snapshot
    self.found = found
    self.title = title
  }

  var text: String {
    let flow = evidence.flow
    let expectation =
      switch evidence.decision.allowed {
      case .yes: "policies let this flow through"
      case .unknown: "policies may let this flow through, depending on addresses that are not known"
      case .no: "policies stop this flow"
      }
    return """
      #!/bin/sh
      \(title)
      # What netproof says: \(expectation).
      # REFUSED means that it got through and nobody listened, TIMEOUT that it did not get through.
      set -eu
      \(preparation)\(address)
      \(attempt(flow))
      \(cleanup)
      """
  }

  private var needsManifest: Bool {
    found.map { SupposedManifest($0).text != nil } ?? false
  }

  private var preparation: String {
    guard needsManifest, let found else { return "" }
    let first = snapshot.pods.count - found.hypothesis.pods.count
    return "kubectl apply -f \"$(dirname \"$0\")/manifest.yaml\"\n"
      + snapshot.pods.suffix(from: first).map { pod in
        "kubectl wait -n \(word(snapshot[pod.namespace].name)) --for=condition=Ready "
          + "\(word("pod/" + name(pod.name))) --timeout=120s\n"
      }.joined()
  }

  private var cleanup: String {
    needsManifest ? "# When done: kubectl delete -f manifest.yaml\n" : ""
  }

  /// Sets `address` to where the flow goes.
  private var address: String {
    switch evidence.flow.destination {
    case .address(let address): "address=\(address)"
    case .pod(let id):
      "address=$(kubectl get -n \(word(snapshot[snapshot[id].namespace].name)) \(pod(id)) "
        + "-o jsonpath='\(path(id))' | tr ' ' '\\n' | \(family) | head -n 1)"
    }
  }

  private func path(_ id: PodID) -> String {
    "{\(isNamed(id) ? "" : ".items[0]").status.podIPs[*].ip}"
  }

  /// A dual-stack pod has an address of each family.
  private var family: String { evidence.flow.family == .ipv6 ? "grep :" : "grep -v :" }

  private func attempt(_ flow: Flow) -> String {
    let host = flow.family == .ipv6 ? "[$address]" : "$address"
    let call =
      "/agnhost connect --timeout=5s --protocol=\(flow.protocol.name.lowercased()) "
      + "\"\(host):\(flow.port)\""
    switch flow.source {
    case .address(let address):
      return "echo \"from \(address), outside the cluster, run: "
        + "agnhost connect --timeout=5s --protocol=\(flow.protocol.name.lowercased()) "
        + "\(host):\(flow.port)\""
    case .pod(let id) where isNew(id):
      return "kubectl exec -n \(word(snapshot[snapshot[id].namespace].name)) "
        + "\(word(snapshot[id].name)) -- \(call)"
    case .pod(let id):
      // A debug container shares the network of the pod, whatever tools the pod's own image has.
      let namespace = word(snapshot[snapshot[id].namespace].name)
      return "source=$(kubectl get -n \(namespace) \(pod(id)) -o name | head -n 1)\n"
        + "kubectl debug -n \(namespace) \"$source\" --attach --quiet "
        + "--image=\(SupposedManifest.image) -- \(call)"
    }
  }

  // MARK: Pods

  private func isNew(_ id: PodID) -> Bool {
    Int(id.rawValue) >= snapshot.pods.count - (found?.hypothesis.pods.count ?? 0)
  }

  /// Whether the pod is there under its own name, not as the template of a workload.
  private func isNamed(_ id: PodID) -> Bool { snapshot[id].population == .single }

  private func pod(_ id: PodID) -> String {
    let pod = snapshot[id]
    if isNamed(id) { return word("pod/" + name(pod.name)) }
    let labels = pod.labels.pairs.map { name($0.key) + "=" + name($0.value) }.sorted()
    return "pods --field-selector=status.phase=Running -l \(word(labels.joined(separator: ",")))"
  }

  private func name(_ symbol: Symbol) -> String { snapshot.symbols[symbol] }

  private func word(_ symbol: Symbol) -> String { word(name(symbol)) }

  /// One word of a shell, whatever is in it.
  private func word(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./=,:".utf8.contains(byte)
    }
    if plain, !text.isEmpty { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
