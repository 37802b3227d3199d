import ClusterModel
import YAML

/// NetworkPolicy of networking.k8s.io/v1, every field checked (V-01 to V-13), nothing defaulted.
extension ObjectReader {
  mutating func readNetworkPolicy(
    _ root: Fields, _ metadata: Metadata, in namespace: NamespaceID
  ) {
    checkKeys(
      root, ["apiVersion", "kind", "metadata", "spec", "status"],
      hints: Dictionary(
        ["podSelector", "policyTypes", "ingress", "egress"].map { ($0, "write it under spec") },
        uniquingKeysWith: { $1 }))
    if let node = root["metadata"], !node.entries.isEmpty {
      read(node, at: .key("metadata")) { reader, node in
        reader.checkKeys(Fields(entries: node.entries, mark: node.mark), Self.metadataKeys)
      }
    }
    let place = place(root.mark)
    var policy = NetworkPolicy(name: metadata.name, namespace: namespace, place: place)
    // Without a spec the policy denies all ingress of its namespace (C-02).
    _ = read("spec", of: root) { reader, node -> Void? in
      guard let spec = reader.fields(node) else { return nil }
      reader.readSpec(spec, into: &policy)
      return ()
    }
    collected.networkPolicies.append(policy)
  }

  private mutating func readSpec(_ spec: Fields, into policy: inout NetworkPolicy) {
    checkKeys(
      spec, ["podSelector", "policyTypes", "ingress", "egress"],
      hints: [
        "from": "rules belong under ingress", "to": "rules belong under egress",
        "ports": "ports belong to a rule under ingress or egress",
        "namespaceSelector":
          "a policy selects pods of its own namespace; peers go under from or to",
      ])
    policy.podSelector = read("podSelector", of: spec) {
      $0.labelSelector($1, selectsPods: true)
    }
    policy.policyTypes = policyTypes(spec)
    policy.ingress = readList("ingress", of: spec) { $0.rule($1, .ingress) }
    policy.egress = readList("egress", of: spec) { $0.rule($1, .egress) }
    warnOfIgnoredRules(spec, policy)
  }

  private mutating func policyTypes(_ spec: Fields) -> [Direction]? {
    let types = readList("policyTypes", of: spec) { reader, node -> Direction? in
      guard let text = reader.string(node) else { return nil }
      switch text {
      case "Ingress": return .ingress
      case "Egress": return .egress
      default:
        let nearest = Spelling.nearest(to: text, among: ["Ingress", "Egress"])
        reader.fail(
          node, "found `\(text)`, expected Ingress or Egress",
          suggestion: nearest.map { "did you mean \($0)?" })
        return nil
      }
    }
    if let types, types.count > 2, let node = spec["policyTypes"] {
      read(node, at: .key("policyTypes")) { reader, node in
        reader.fail(node, "found \(types.count) policy types, at most two are allowed")
      }
    }
    return types
  }

  private mutating func rule(_ node: Node, _ direction: Direction) -> NetworkPolicyRule? {
    guard let fields = fields(node) else { return nil }
    let key = direction == .ingress ? "from" : "to"
    let other = direction == .ingress ? "to" : "from"
    checkKeys(
      fields, [key, "ports"],
      hints: [
        other: "this rule is of \(direction.name), its peers go under \(key)",
        "port": "write it in an item under ports",
        "protocol": "write it in an item under ports",
        "endPort": "write it in an item under ports",
        "podSelector": "write it in an item under \(key)",
        "namespaceSelector": "write it in an item under \(key)",
        "ipBlock": "write it in an item under \(key)",
      ])
    if node.isNull {
      warn(node, "an empty rule admits every peer on every port", suggestion: "write {} to mean it")
    }
    let peers = readList(key, of: fields) { $0.peer($1) }
    noteAlternatives(fields[key], peers)
    return NetworkPolicyRule(
      peers: peers, ports: readList("ports", of: fields) { $0.networkPolicyPort($1) },
      place: place(node.mark))
  }

  private mutating func networkPolicyPort(_ node: Node) -> NetworkPolicyPort? {
    guard let fields = fields(node) else { return nil }
    checkKeys(fields, ["protocol", "port", "endPort"], hints: ["name": "write it under port"])
    let port = NetworkPolicyPort(
      protocol: read("protocol", of: fields) { $0.transportProtocol($1) },
      port: read("port", of: fields) { $0.portNumberOrName($1) },
      endPort: read("endPort", of: fields) { $0.portNumber($1) })
    checkEndPort(port, fields)
    return port
  }

  /// V-04.
  private mutating func checkEndPort(_ port: NetworkPolicyPort, _ fields: Fields) {
    guard let node = fields["endPort"], let end = port.endPort else { return }
    read(node, at: .key("endPort")) { reader, node in
      switch port.port {
      case .number(let first) where end < first:
        reader.fail(node, "found \(end), must be at least the port, \(first)")
      case .name(let name):
        reader.fail(node, "a range cannot begin with the named port `\(reader.symbols[name])`")
      case nil where fields["port"] == nil:
        reader.fail(node, "endPort needs a port to begin with")
      default: break
      }
    }
  }

  static let metadataKeys = [
    "name", "namespace", "labels", "annotations", "generateName", "uid", "resourceVersion",
    "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
    "ownerReferences", "finalizers", "managedFields", "selfLink",
  ]
}

extension Direction {
  /// As a person writes it.
  var name: String { self == .ingress ? "ingress" : "egress" }
}
