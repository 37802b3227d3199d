import Foundation
import Testing

/// Cases with known answers that lie outside the project: in `NETPROOF_CORPUS`, else in `../shared/corpus`.
enum Corpus {
  static let folder: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["NETPROOF_CORPUS"].map { URL(filePath: $0) }
    let folder = named ?? package.deletingLastPathComponent().appending(path: "shared/corpus")
    let isThere = FileManager.default.fileExists(
      atPath: folder.appending(path: "kubernetes-cases.json").path)
    if !isThere { print("corpus tests skipped: no cases at \(folder.path)") }
    return isThere ? folder : nil
  }()

  static var isPresent: Bool { folder != nil }

  /// The cases that the owners of the APIs test.
  private static var root: [String: Any]? {
    guard let folder,
      let data = try? Data(contentsOf: folder.appending(path: "kubernetes-cases.json"))
    else { return nil }
    return try? JSONSerialization.jsonObject(with: data) as? [String: Any]
  }

  /// The 24 ClusterNetworkPolicy cases of kubernetes-sigs/network-policy-api conformance/.
  static let conformanceSteps: [ConformanceStep] = {
    guard let root, let cases = root["cnp"] as? [[String: Any]],
      let fixture = root["cnpFixture"] as? [String: Any]
    else { return [] }
    return cases.flatMap { ConformanceStep.steps(of: $0, fixture) }
  }()

  /// The 48 NetworkPolicy cases of kubernetes/kubernetes test/e2e/network/netpol.
  static let kubernetesCases: [KubernetesCase] = {
    guard let root, let cases = root["k8s"] as? [[String: Any]],
      let fixture = root["fixture"] as? [String: Any],
      let addresses = fixture["podIPs"] as? [String: String]
    else { return [] }
    return cases.flatMap { KubernetesCase.steps(of: $0, addresses: addresses) }
  }()
}

/// One step of a case: manifests, and which flows they allow.
struct KubernetesCase: CustomTestStringConvertible, Sendable {
  struct Check: Sendable {
    var source: String
    var destination: String
    var `protocol`: String
    var port: UInt16
    var isAllowed: Bool
  }

  var name: String
  var manifests: [UInt8]
  var checks: [Check]

  var testDescription: String { name }

  static func steps(of json: [String: Any], addresses: [String: String]) -> [KubernetesCase] {
    let name = "\(json["id"] ?? "") \(json["title"] ?? "")"
    let pods = json["pods"] as? [String] ?? []
    let steps = json["steps"] as? [[String: Any]] ?? []
    return steps.enumerated().compactMap { index, step in
      let labels = step["podLabels"] as? [String: [String: String]] ?? [:]
      var items = (step["policies"] as? [[String: Any]] ?? []).map(withLegalName)
      for (namespace, labels) in step["namespaceLabels"] as? [String: [String: String]] ?? [:] {
        items.append([
          "apiVersion": "v1", "kind": "Namespace",
          "metadata": ["name": namespace, "labels": labels],
        ])
      }
      items += pods.map { pod($0, labels: labels[$0] ?? [:], address: addresses[$0] ?? "") }
      let list: [String: Any] = ["apiVersion": "v1", "kind": "List", "items": items]
      guard let data = try? JSONSerialization.data(withJSONObject: list, options: .sortedKeys)
      else { return nil }
      return KubernetesCase(
        name: "\(name), step \(index + 1)", manifests: Array(data), checks: checks(of: step))
    }
  }

  /// Some policies of the corpus carry capitals in their names, which no API server accepts (V-11).
  private static func withLegalName(_ policy: [String: Any]) -> [String: Any] {
    var policy = policy
    guard var metadata = policy["metadata"] as? [String: Any] else { return policy }
    metadata["name"] = (metadata["name"] as? String)?.lowercased()
    policy["metadata"] = metadata
    return policy
  }

  private static func pod(
    _ path: String, labels: [String: String], address: String
  ) -> [String: Any] {
    let parts = path.split(separator: "/").map(String.init)
    let ports = ["TCP", "UDP", "SCTP"].flatMap { proto in
      [80, 81].map { number -> [String: Any] in
        [
          "name": "serve-\(number)-\(proto.lowercased())", "containerPort": number,
          "protocol": proto,
        ]
      }
    }
    return [
      "apiVersion": "v1", "kind": "Pod",
      "metadata": ["name": parts[1], "namespace": parts[0], "labels": labels],
      "spec": ["containers": [["name": "c", "image": "agnhost", "ports": ports]]],
      "status": ["podIPs": [["ip": address]]],
    ]
  }

  private static func checks(of step: [String: Any]) -> [Check] {
    (step["checks"] as? [[String: Any]] ?? []).flatMap { check in
      [("allowed", true), ("blocked", false)].flatMap { key, isAllowed in
        (check[key] as? [String] ?? []).map { pair in
          let ends = pair.split(separator: ">").map(String.init)
          return Check(
            source: ends[0], destination: ends[1], protocol: check["protocol"] as? String ?? "",
            port: UInt16(check["port"] as? Int ?? 0), isAllowed: isAllowed)
        }
      }
    }
  }
}
