import ClusterModel
import Readers
import Testing

/// The kinds and versions, with what each needs beside its rules.
enum Dialect: CaseIterable {
  case admin, baseline, v1alpha2, v1beta1

  static let first: [Dialect] = [.admin, .baseline]
  static let second: [Dialect] = [.v1alpha2, .v1beta1]

  var kind: String {
    switch self {
    case .admin: "AdminNetworkPolicy"
    case .baseline: "BaselineAdminNetworkPolicy"
    case .v1alpha2, .v1beta1: "ClusterNetworkPolicy"
    }
  }

  var version: String {
    switch self {
    case .admin, .baseline: "v1alpha1"
    case .v1alpha2: "v1alpha2"
    case .v1beta1: "v1beta1"
    }
  }

  var isFirst: Bool { self == .admin || self == .baseline }
  var accept: String { isFirst ? "Allow" : "Accept" }
  var ports: String { isFirst ? "ports" : "protocols" }

  /// What a spec has before its subject.
  var head: String {
    switch self {
    case .admin: "priority: 10"
    case .baseline: ""
    case .v1alpha2, .v1beta1: "tier: Admin\n  priority: 10"
    }
  }

  /// The object with this spec, as written from its third column on.
  func object(name: String? = nil, spec: String) -> String {
    """
    apiVersion: policy.networking.k8s.io/\(version)
    kind: \(kind)
    metadata: {name: \(name ?? (self == .baseline ? "default" : "p"))}
    spec:
      \(spec)
    ---

    """
  }

  /// The object with these rules or other fields, for every namespace.
  func policy(_ fields: String, subject: String = "{namespaces: {}}") -> String {
    object(spec: "\(head.isEmpty ? "" : head + "\n  ")subject: \(subject)\n  \(fields)")
  }

  /// The object with one ingress rule that has this peer.
  func policy(from peer: String) -> String {
    policy("ingress: [{action: Deny, from: [\(peer)]}]")
  }

  /// The object with one egress rule that has this peer.
  func policy(to peer: String, action: String = "Deny") -> String {
    policy("egress: [{action: \(action), to: [\(peer)]}]")
  }

  /// The object with one egress rule that has these ports.
  func policy(ports: String) -> String {
    policy("egress: [{action: Deny, to: [{namespaces: {}}], \(self.ports): [\(ports)]}]")
  }

  func errors(_ fields: String) -> [String] { errors(in: policy(fields)) }

  func errors(in text: String) -> [String] { manifests(text).messages(.error) }
}

extension ManifestReading {
  func term(_ term: ClusterNetworkPolicyPeer.Term) -> String {
    switch term {
    case .namespaces(let namespaces): "namespaces \(selector(namespaces))"
    case .pods(let namespaces, let pods): "pods \(selector(namespaces)) \(selector(pods))"
    case .nodes(let nodes): "nodes \(selector(nodes))"
    case .networks(let ranges): "networks \(ranges.map(\.description).joined(separator: " "))"
    case .domainNames(let names): "names \(names.map { name($0) }.joined(separator: " "))"
    }
  }

  func port(_ port: ClusterNetworkPolicyPort) -> String {
    switch port {
    case .number(let known, let number): "\(known?.name ?? "nil") \(number)"
    case .range(let known, let range):
      "\(known?.name ?? "nil") \(range.lowerBound)-\(range.upperBound)"
    case .named(let name): "named \(self.name(name))"
    }
  }

  func rule(_ rule: ClusterNetworkPolicyRule) -> String {
    "\(rule.action) \(rule.peers.map { term($0.term) }.joined(separator: ", "))"
      + " on \(rule.ports.map { "[\($0.map { port($0) }.joined(separator: ", "))]" } ?? "nil")"
  }
}
