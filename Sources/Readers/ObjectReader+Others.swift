import ClusterModel
import YAML

/// Objects of kinds that are not modelled, and objects that occur twice.
extension ObjectReader {
  mutating func readUnmodelled(
    _ root: Fields, _ node: Node, _ kind: ObjectKind, isClusterScoped: Bool
  ) {
    // Only of kinds that are known is it known that they have a namespace.
    let isClusterScoped =
      isClusterScoped || (!PolicyKinds.isKnown(kind) && root["metadata"]?["namespace"] == nil)
    guard let metadata = metadata(root, nameSyntax: nil, isClusterScoped: isClusterScoped),
      isNew(metadata, kind, node)
    else { return }
    addUnmodelled(kind, metadata, at: root.mark)
  }

  private mutating func addUnmodelled(_ kind: ObjectKind, _ metadata: Metadata, at mark: Mark) {
    // Istio's root namespace speaks for the whole mesh.
    let isMeshWide =
      kind.group.hasSuffix("istio.io")
      && metadata.namespace == namespaces.knownID(of: symbols.symbol(for: "istio-system"))
    collected.unmodelledObjects.append(
      UnmodelledObject(
        kind: symbols.intern(kind.kind), group: symbols.intern(kind.group), name: metadata.name,
        namespace: isMeshWide ? nil : metadata.namespace, place: place(mark)))
  }

  /// A kind nothing is known of: a policy if it looks like one, a workload if it has a pod template, else listed.
  mutating func readUnknown(_ root: Fields, _ node: Node, _ kind: ObjectKind) {
    let isPolicy = PolicyKinds.looksLikePolicy(node)
    let hasTemplate = node["spec"]?["template"]?["spec"]?["containers"] != nil
    guard isPolicy || hasTemplate else { return countIgnored(kind, isKnown: false) }
    // Of an unknown kind, an object without a namespace may be cluster-scoped, and then touches every namespace.
    let isClusterScoped = !hasTemplate && root["metadata"]?["namespace"] == nil
    guard let metadata = metadata(root, nameSyntax: nil, isClusterScoped: isClusterScoped),
      isNew(metadata, kind, node)
    else { return }
    if isPolicy { addUnmodelled(kind, metadata, at: root.mark) }
    if hasTemplate, let namespace = metadata.namespace {
      readController(root, metadata, in: namespace, kind: kind.kind, group: kind.group)
    }
  }

  mutating func countIgnored(_ kind: ObjectKind, isKnown: Bool) {
    collected.ignored[kind.qualified, default: (0, isKnown)].count += 1
  }

  /// Whether this is the first object of its identity; if not, says so (C-158).
  mutating func isNew(_ metadata: Metadata, _ kind: ObjectKind, _ node: Node) -> Bool {
    if metadata.isNameGenerated { return true }
    let identity = ObjectIdentity(
      group: symbols.intern(kind.group), kind: symbols.intern(kind.kind),
      namespace: metadata.namespace, name: metadata.name)
    let fingerprint = node.fingerprint(isPod: kind.kind == "Pod")
    guard let first = collected.identities[identity] else {
      collected.identities[identity] = (place(node.mark), fingerprint)
      return true
    }
    let namespace = metadata.namespace.map { symbols[namespaces.namespaces[Int($0.rawValue)].name] }
    let name = (namespace.map { $0 + "/" } ?? "") + symbols[metadata.name]
    let position = "\(files[first.place.file]):\(first.place.line)"
    if first.fingerprint == fingerprint {
      report(.note, at: node.mark, "\(kind.kind) `\(name)` is given in \(position) already, alike")
    } else {
      report(
        .error, at: node.mark,
        "\(kind.kind) `\(name)` is given in \(position) already, and differently",
        suggestion: "keep one of the two: on apply the last one would win")
    }
    return false
  }
}

extension Node {
  /// Equal for objects that say the same, whatever the order of their fields; what differs between two reads of one object in a
  /// cluster is left out.
  fileprivate func fingerprint(isPod: Bool) -> UInt64 {
    switch content {
    case .skipped: return 1
    case .scalar(let scalar):
      return Self.hash(scalar.text) ^ (scalar.value == .string ? 0 : 0x5bd1_e995)
    case .sequence(let elements):
      return elements.reduce(2) { ($0 &* 31) &+ $1.fingerprint(isPod: isPod) }
    case .mapping(let entries):
      return entries.reduce(3) { sum, entry in
        if entry.key == "uid" || (!isPod && entry.key == "status") { return sum }
        let value = entry.value.fingerprint(isPod: isPod)
        return sum &+ (Self.hash(entry.key) ^ (value &* 0x9e37_79b9_7f4a_7c15))
          &* 0xff51_afd7_ed55_8ccd
      }
    }
  }

  /// FNV-1a.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
