import ClusterModel
import Intents
import Verification

/// What a break supposes, in words.
extension Wording {
  func newPod(_ index: Int, _ found: Break) -> String {
    let pod = found.hypothesis.pods[index]
    let first = found.snapshot.pods.count - found.hypothesis.pods.count
    let made = found.snapshot.pods[first + index]
    var words = [role(index, found), home(pod, found)]
    // `a new client in any namespace, ...`, but `a new pod in DB itself, in namespace shop, ...`.
    if !(found.group.map(isDeclared) ?? false) || index > 0 {
      words = [words.joined(separator: " ")]
    }
    let labels = made.labels.pairs.map { label($0) }.sorted()
    words.append(labels.isEmpty ? "without labels" : "labelled " + labels.joined(separator: ", "))
    if let account = made.serviceAccount { words.append("running as \(text(account))") }
    for port in pod.ports {
      let name = port.name.map { text($0) } ?? ""
      words.append("with \((port.protocol ?? .tcp).name) port \(port.number) named \(name)")
    }
    if let address = pod.address { words.append("at \(address)") }
    return words.joined(separator: ", ")
  }

  private func role(_ index: Int, _ found: Break) -> String {
    if index > 0 { return "another new pod" }
    if let group = found.group {
      return isDeclared(group) ? "a new pod in \(group.name.escapingControls) itself" : "a new pod"
    }
    if case .pod = found.evidence.flow.destination, found.newEnd != .destination {
      return "a new client"
    }
    return "a new pod"
  }

  private func home(_ pod: HypotheticalPod, _ found: Break) -> String {
    let known = found.snapshot.namespaces.count - found.hypothesis.namespaces.count
    guard Int(pod.namespace.rawValue) < known else { return newNamespace(pod.namespace, found) }
    var own = "in namespace \(text(found.snapshot[pod.namespace].name))"
    if let key = found.tenantKey {
      let value = tenant(pod.namespace, key, found)
      own += " (\(value.map { "\(text(key))=\(text($0))" } ?? "no \(text(key))"))"
    }
    switch found.homes {
    case .every: return "in any namespace"
    case .allBut(let exceptions):
      return "in any namespace but " + list(exceptions.map { text(snapshot[$0].name) })
    case .own(others: 0): return own
    case .own(let others): return own + " or in \(others) other\(others == 1 ? "" : "s")"
    }
  }

  private func newNamespace(_ id: NamespaceID, _ found: Break) -> String {
    let known = found.snapshot.namespaces.count - found.hypothesis.namespaces.count
    let supposed = found.hypothesis.namespaces[Int(id.rawValue) - known]
    var words = "in a new namespace"
    if known + 1 < found.snapshot.namespaces.count || supposed.name.isMentioned {
      words += " " + text(found.snapshot[id].name)
    }
    var labels = found.snapshot[id].labels.pairs.map { label($0) }.sorted()
    if let key = found.tenantKey, tenant(id, key, found) == nil { labels.append("no \(text(key))") }
    return labels.isEmpty ? words : words + " (\(labels.joined(separator: ", ")))"
  }

  /// What else has to be so.
  func suppositions(_ found: Break) -> [String] {
    let namespaces = found.hypothesis.namespaceLabels.keys.sorted().map { id in
      let labels = found.snapshot[id].labels.pairs.map { label($0) }.sorted()
      return "namespace \(text(found.snapshot[id].name)), which no manifest declares, "
        + "is labelled \(labels.joined(separator: ", "))"
    }
    let pods = found.hypothesis.podLabels.sorted { $0.key < $1.key }.map { id, labels in
      let pairs = labels.compactMap { supposed in
        found.snapshot[id].labels[supposed.key].map {
          label(Labels.Pair(key: supposed.key, value: $0))
        }
      }
      return "\(name(id)) gets the label \(pairs.joined(separator: ", ")) from its controller"
    }
    return namespaces + pods
  }
}

extension HypotheticalText {
  fileprivate var isMentioned: Bool {
    if case .mentioned = self { true } else { false }
  }
}
