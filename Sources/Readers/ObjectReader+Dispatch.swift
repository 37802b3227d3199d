import ClusterModel
import YAML

extension ObjectReader {
  /// Reads one object, or the objects of a list inside a list.
  /// - Parameter list: of the list that the object is an item of; items inherit what they do not say (C-150).
  mutating func readObject(_ node: Node, itemOf list: ObjectKind? = nil) {
    guard case .mapping(let entries) = node.content else {
      return reportNoObject(node)
    }
    let root = Fields(entries: entries, mark: node.mark)
    if let patch = entries.first(where: { $0.key.hasPrefix("$") }) {
      report(
        .error, at: patch.keyMark, width: patch.key.count, field: patch.key,
        "a patch is no object until it is merged", suggestion: Self.kustomizeSuggestion)
      return
    }
    guard let kind = kind(of: root, itemOf: list) else { return }
    if case .sequence(let items)? = root["items"]?.content {
      for item in items { readObject(item, itemOf: kind) }
      return
    }
    if kind.kind == "List" || (kind.kind.hasSuffix("List") && root.writes("items")) { return }
    collected.objectCount += 1
    read(root, node, as: kind.meaning, kind)
  }

  private mutating func kind(of root: Fields, itemOf list: ObjectKind?) -> ObjectKind? {
    let inheritedKind = list.flatMap { $0.kind == "List" ? nil : String($0.kind.dropLast(4)) }
    let kind = read("kind", of: root) { $0.string($1) } ?? inheritedKind
    let version =
      read("apiVersion", of: root) { $0.string($1) }
      ?? (inheritedKind == nil ? nil : list?.apiVersion)
    switch (kind, version) {
    case (let kind?, let version?): return ObjectKind(kind: kind, apiVersion: version)
    case (nil, nil) where root["kind"] == nil && root["apiVersion"] == nil:
      report(
        .error, at: root.mark, "no apiVersion and no kind: this is no Kubernetes object",
        suggestion: "move it to another folder, or name the files to read")
    case (nil, _) where root["kind"] == nil: report(.error, at: root.mark, field: "kind", "missing")
    case (_, nil) where root["apiVersion"] == nil:
      report(.error, at: root.mark, field: "apiVersion", "missing")
    default: break
    }
    return nil
  }

  private mutating func read(
    _ root: Fields, _ node: Node, as meaning: ObjectKind.Meaning, _ kind: ObjectKind
  ) {
    switch meaning {
    case .namespace:
      guard let metadata = metadata(root, nameSyntax: .dnsLabel, isClusterScoped: true),
        isNew(metadata, kind, node)
      else { return }
      readNamespace(root, metadata)
    case .pod: readNamespaced(root, node, kind) { $0.readPod(root, $1, in: $2) }
    case .service: readNamespaced(root, node, kind) { $0.readService(root, $1, in: $2) }
    case .ingress: readNamespaced(root, node, kind) { $0.readIngress(root, $1, in: $2) }
    case .route: readNamespaced(root, node, kind) { $0.readRoute(root, $1, in: $2) }
    case .networkPolicy: readNamespaced(root, node, kind) { $0.readNetworkPolicy(root, $1, in: $2) }
    case .node:
      guard let metadata = metadata(root, nameSyntax: .dnsSubdomain, isClusterScoped: true),
        isNew(metadata, kind, node)
      else { return }
      readNode(root, metadata)
    case .clusterNetworkPolicy(let dialect): readClusterPolicy(root, node, kind, dialect)
    case .controller:
      readNamespaced(root, node, kind) {
        $0.readController(root, $1, in: $2, kind: kind.kind, group: kind.group)
      }
    case .outdated(let meaning, let use):
      report(
        .warning, at: root.mark,
        "API servers no longer serve \(kind.kind) of `\(kind.apiVersion)`",
        suggestion: "write apiVersion: \(use)")
      let group = ObjectKind(kind: kind.kind, apiVersion: use).group
      read(root, node, as: meaning, ObjectKind(kind: kind.kind, group: group, version: "v1"))
    case .wrong(let message, let suggestion):
      let entry = root.entries.first { $0.key == "kind" } ?? root.entries.first
      report(
        .error, at: entry?.value.mark ?? root.mark, width: kind.kind.count, message,
        suggestion: suggestion)
    case .policy(let isClusterScoped):
      readUnmodelled(root, node, kind, isClusterScoped: isClusterScoped)
    case .irrelevant: countIgnored(kind, isKnown: true)
    case .kustomization:
      report(
        .error, at: root.mark, "a kustomization is no object until it is built",
        suggestion: Self.kustomizeSuggestion)
    case .intents:
      report(
        .note, at: root.mark, "an intent file among the manifests is not read here",
        suggestion: "give it with --intents")
    case .unknown: readUnknown(root, node, kind)
    }
  }

  private mutating func readClusterPolicy(
    _ root: Fields, _ node: Node, _ kind: ObjectKind, _ dialect: ClusterPolicyDialect
  ) {
    let metadata = metadata(
      root, nameSyntax: .dnsSubdomain, isClusterScoped: true, isPolicy: true)
    if let metadata, !isNew(metadata, kind, node) { return }
    // Without a name the run has failed; what else is wrong with the object is reported all the same.
    let nameless = Metadata(
      name: symbols.intern(""), isNameGenerated: false, labels: Labels())
    readClusterPolicy(root, metadata ?? nameless, dialect)
  }

  private mutating func readNamespaced(
    _ root: Fields, _ node: Node, _ kind: ObjectKind,
    _ body: (inout ObjectReader, Metadata, NamespaceID) -> Void
  ) {
    let syntax: NameSyntax = kind.kind == "Service" ? .dnsLabel : .dnsSubdomain
    let isPolicy = kind.kind == "NetworkPolicy"
    guard let metadata = metadata(root, nameSyntax: syntax, isPolicy: isPolicy),
      let namespace = metadata.namespace
    else {
      // The run has failed; what else is wrong with the object is reported all the same.
      return body(
        &self, Metadata(name: symbols.intern(""), isNameGenerated: false, labels: Labels()),
        namespaces.id(of: symbols.intern(defaultNamespace)))
    }
    guard isNew(metadata, kind, node) else { return }
    body(&self, metadata, namespace)
  }

  private mutating func reportNoObject(_ node: Node) {
    if case .sequence(let elements) = node.content, !elements.isEmpty,
      elements.allSatisfy({ $0["op"] != nil && $0["path"] != nil })
    {
      fail(
        node, "a JSON patch is no object until it is applied",
        suggestion: Self.kustomizeSuggestion)
    } else {
      fail(node, "expected a Kubernetes object, found \(node.found)")
    }
  }

  static let kustomizeSuggestion =
    "render it first: kubectl kustomize FOLDER | netproof verify - --intents FILE"
}
