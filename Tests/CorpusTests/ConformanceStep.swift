import Foundation
import Testing

/// One step of a conformance case of network-policy-api: objects, and which flows they allow.
struct ConformanceStep: CustomTestStringConvertible, Sendable {
  var name: String
  /// Written as ClusterNetworkPolicies of v1alpha2.
  private var policies: Data
  /// Everything else.
  private var others: Data
  var checks: [KubernetesCase.Check]
  /// The full names of the namespaces that `checks` write short.
  var namespaces: [String: String]

  var testDescription: String { name }

  /// Pods have it from their StatefulSets.
  static let nameLabel = "statefulset.kubernetes.io/pod-name"

  static func steps(of json: [String: Any], _ fixture: [String: Any]) -> [ConformanceStep] {
    let pods = fixture["pods"] as? [String: [String: Any]] ?? [:]
    let machines = fixture["nodes"] as? [[String: Any]] ?? []
    var namespaces: [String: String] = [:]
    for (path, pod) in pods {
      namespaces[String(path.prefix { $0 != "/" })] = pod["ns"] as? String
    }
    let steps = json["steps"] as? [[String: Any]] ?? []
    return steps.enumerated().compactMap { index, step in
      var items = step["networkPolicies"] as? [[String: Any]] ?? []
      let labels = step["namespaceLabels"] as? [String: [String: String]] ?? [:]
      items += labels.sorted { $0.key < $1.key }.map { namespace, labels in
        [
          "apiVersion": "v1", "kind": "Namespace",
          "metadata": ["name": namespace, "labels": labels],
        ]
      }
      items += pods.sorted { $0.key < $1.key }.map { pod($0, $1) }
      items += machines.enumerated().map { node($0, $1) }
      guard
        let policies = try? JSONSerialization.data(
          withJSONObject: step["clusterNetworkPolicies"] ?? [], options: .sortedKeys),
        let others = try? JSONSerialization.data(withJSONObject: items, options: .sortedKeys)
      else { return nil }
      return ConformanceStep(
        name: "\(json["name"] ?? ""), step \(index + 1)", policies: policies, others: others,
        checks: checks(of: step), namespaces: namespaces)
    }
  }

  /// The step's objects with its policies in the words of a dialect; nil where it cannot say the same.
  func manifests(in dialect: ConformanceDialect) throws -> [UInt8]? {
    let policies = try JSONSerialization.jsonObject(with: policies) as? [[String: Any]] ?? []
    let others = try JSONSerialization.jsonObject(with: others) as? [[String: Any]] ?? []
    guard let translated = dialect.translated(policies) else { return nil }
    let list: [String: Any] = ["apiVersion": "v1", "kind": "List", "items": translated + others]
    return Array(try JSONSerialization.data(withJSONObject: list, options: .sortedKeys))
  }

  private static func pod(_ path: String, _ pod: [String: Any]) -> [String: Any] {
    let ports = (pod["ports"] as? [[String: Any]] ?? []).map { $0.filter { !($0.value is NSNull) } }
    return [
      "apiVersion": "v1", "kind": "Pod",
      "metadata": [
        "name": path.drop { $0 != "/" }.dropFirst(), "namespace": pod["ns"] ?? "",
        "labels": pod["labels"] ?? [:],
      ],
      "spec": [
        "containers": [["name": "c", "image": "agnhost", "ports": ports]],
        "hostNetwork": pod["hostNet"] ?? false,
      ],
      "status": ["podIPs": [["ip": pod["ip"] ?? ""]]],
    ]
  }

  private static func node(_ index: Int, _ node: [String: Any]) -> [String: Any] {
    let addresses = (node["addrs"] as? [String] ?? []).map {
      ["type": "InternalIP", "address": $0]
    }
    return [
      "apiVersion": "v1", "kind": "Node",
      "metadata": ["name": "node-\(index)", "labels": node["labels"] ?? [:]],
      "status": ["addresses": addresses],
    ]
  }

  private static func checks(of step: [String: Any]) -> [KubernetesCase.Check] {
    (step["asserts"] as? [[String: Any]] ?? []).map { check in
      KubernetesCase.Check(
        source: check["src"] as? String ?? "", destination: check["dst"] as? String ?? "",
        protocol: check["protocol"] as? String ?? "",
        port: UInt16(check["port"] as? Int ?? 0), isAllowed: check["allowed"] as? Bool ?? false)
    }
  }
}
