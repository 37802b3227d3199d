import ClusterModel
import YAML

/// The parts of `metadata` that say which object it is, and who owns it.
struct Metadata {
  /// `generateName` and `*` where the server makes the name up (C-157).
  var name: Symbol
  var isNameGenerated: Bool
  /// Nil for a cluster-scoped object.
  var namespace: NamespaceID?
  var labels: Labels
  var uid: String?
  var owner: Owner?
}

extension ObjectReader {
  /// Reads `metadata`; nil where the object has no usable name.
  /// - Parameters:
  ///   - nameSyntax: V-11; nil for kinds of which nothing is known.
  ///   - isPolicy: whether every key is checked elsewhere.
  mutating func metadata(
    _ root: Fields, nameSyntax: NameSyntax?, isClusterScoped: Bool = false, isPolicy: Bool = false
  ) -> Metadata? {
    guard root["metadata"] != nil else {
      report(.error, at: root.mark, field: "metadata", "missing")
      return nil
    }
    return read("metadata", of: root) { reader, node in
      guard let fields = reader.fields(node) else { return nil }
      reader.checkCase(fields, Self.metadataKeys)
      if !isPolicy { reader.checkMetadataSpelling(fields) }
      let labels = Labels(reader.read("labels", of: fields) { $0.labelPairs($1) } ?? [])
      let owner = reader.owner(fields)
      let isGenerated = fields["name"] == nil && fields["generateName"] != nil
      let name =
        isGenerated
        ? reader.read("generateName", of: fields) { $0.generatedName($1) }
        : reader.required("name", of: fields) { reader, node in
          nameSyntax.map { reader.name(node, $0) } ?? reader.symbol(node)
        }
      let namespace = isClusterScoped ? nil : reader.namespace(fields)
      guard let name, isClusterScoped || namespace != nil else { return nil }
      return Metadata(
        name: name, isNameGenerated: isGenerated, namespace: namespace, labels: labels,
        uid: fields["uid"]?.string, owner: owner)
    }
  }

  /// C-151: the default namespace stands in where none is written. Nil is an error that was reported.
  mutating func namespace(_ metadata: Fields) -> NamespaceID? {
    guard let node = metadata["namespace"], node.string != "" else {
      return namespaces.id(of: symbols.intern(defaultNamespace))
    }
    return read(node, at: .key("namespace")) { reader, node in
      reader.name(node, .dnsLabel).map { reader.namespaces.id(of: $0) }
    }
  }

  private mutating func generatedName(_ node: Node) -> Symbol? {
    guard let text = string(node) else { return nil }
    // The server appends five letters or digits.
    guard NameSyntax.dnsSubdomain.admits(text + "x") else {
      fail(node, "found `\(text)`, expected the beginning of \(NameSyntax.dnsSubdomain.rule)")
      return nil
    }
    return symbols.intern(text + "*")
  }

  /// The owner that controls the object, else the first one.
  private mutating func owner(_ metadata: Fields) -> Owner? {
    let references = readList("ownerReferences", of: metadata) {
      reader, node -> (owner: Owner, isController: Bool)? in
      guard let fields = reader.fields(node), let kind = fields["kind"]?.string,
        let name = fields["name"]?.string
      else { return nil }
      let isController = reader.read("controller", of: fields) { $0.bool($1) } ?? false
      return (Owner(kind: kind, name: name, uid: fields["uid"]?.string), isController)
    }
    return (references?.first { $0.isController } ?? references?.first)?.owner
  }
}
