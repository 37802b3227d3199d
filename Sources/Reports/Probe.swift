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
      # Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
      set -eu
      \(preparation)\(address)
      [ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
      \(attempt(flow))
      \(cleanup)
      """
  }

  private var needsManifest: Bool {
    found.map { SupposedManifest($0).text != nil } ?? false
  }

  private var preparation: String {
    guard let found else { return "" }
    let first = snapshot.pods.count - found.hypothesis.pods.count
    let labels = found.hypothesis.namespaceLabels.keys.sorted().map { id in
      let pairs = snapshot[id].labels.pairs.map { word(name($0.key) + "=" + name($0.value)) }
      return "kubectl label namespace \(word(snapshot[id].name)) \(pairs.joined(separator: " "))"
        + "  # it is there: this changes what it may do\n"
    }.joined()
    guard needsManifest else { return labels }
    // The account of a new namespace takes a moment to be made.
    let manifest = "\"$(dirname \"$0\")/manifest.yaml\""
    return labels
      + "kubectl apply -f \(manifest) || { sleep 5; kubectl apply -f \(manifest); }\n" + copies
      + snapshot.pods.suffix(from: first).map { pod in
        "kubectl wait -n \(word(snapshot[pod.namespace].name)) --for=condition=Ready "
          + "\(word("pod/" + name(pod.name))) --timeout=120s\n"
      }.joined()
  }

  private var cleanup: String {
    let labels = found.map { found in
      found.hypothesis.namespaceLabels.keys.sorted().map { id in
        let keys = snapshot[id].labels.pairs.map { word(name($0.key) + "-") }
        return "# When done: kubectl label namespace \(word(snapshot[id].name)) "
          + keys.joined(separator: " ") + "\n"
      }.joined()
    }
    return (labels ?? "") + (needsManifest ? "# When done: kubectl delete -f manifest.yaml\n" : "")
  }

  /// Gives new namespaces the policies that they begin with, where nothing in the cluster has done so.
  private var copies: String {
    guard let found else { return "" }
    let first = snapshot.namespaces.count - found.hypothesis.namespaces.count
    return found.hypothesis.namespaces.enumerated().compactMap { index, namespace in
      guard let origin = namespace.policiesOf else { return nil }
      let (from, to) = (name(snapshot[origin].name), name(snapshot.namespaces[first + index].name))
      return "kubectl get networkpolicy -n \(word(from)) -o yaml "
        + "| grep -vE '^ *(resourceVersion|uid|creationTimestamp):' "
        + "| sed 's/^\\( *namespace:\\) \(from)$/\\1 \(to)/' | kubectl apply -f -\n"
    }.joined()
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
    // Of replicas the second one: the first is where the flow comes from.
    let isOwn = evidence.flow.source == evidence.flow.destination
    return "{\(isNamed(id) ? "" : isOwn ? ".items[1]" : ".items[0]").status.podIPs[*].ip}"
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
    // What a controller makes up is not to be looked for.
    let known = pod.labels.pairs.filter { !pod.unknownLabels.contains($0.key) }
    let labels = known.map { name($0.key) + "=" + name($0.value) }.sorted()
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
