import ClusterModel
import FoundationEssentials
import Readers
import Testing

/// Each folder of `Fixtures` is what a user could have written, and `expected.txt` in it what is read from it.
///
/// `RECORD=1` writes the files anew, and still fails.
@Suite struct FixtureTests {
  private static let root =
    #filePath.split(separator: "/").dropLast(2)
    .map { "/" + $0 }.joined() + "/Fixtures"

  static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
      .filter {
        FileManager.default.fileExists(atPath: "\(root)/\($0)/expected.txt") || isRecording
      }
  }

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["RECORD"] == "1"
  }

  @Test func thereAreFixtures() {
    #expect(Self.names.count >= 8)
  }

  @Test(arguments: names)
  func foldersAreReadAsExpected(name: String) throws {
    let folder = "\(Self.root)/\(name)"
    let reading = ManifestReading(of: [.path(folder)])
    let text = reading.summary.replacing(folder + "/", with: "")
    let file = "\(folder)/expected.txt"
    if Self.isRecording {
      #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
      Issue.record("recorded \(name)")
      return
    }
    let data = try #require(FileManager.default.contents(atPath: file))
    let expected = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let found = text.split(separator: "\n")
    let difference = zip(1..., zip(found, expected)).first { $0.1.0 != $0.1.1 }.map {
      "line \($0.0): found `\($0.1.0)`, expected `\($0.1.1)`"
    }
    #expect(difference == nil)
    #expect(found.count == expected.count)
  }
}

extension ManifestReading {
  /// What was said, and what was read.
  fileprivate var summary: String {
    var lines = diagnostics.map { $0.text(files: snapshot.files) }
    lines.append("")
    for namespace in snapshot.namespaces {
      let state = namespace.isDeclared ? labels(namespace.labels) : "not declared"
      lines.append("namespace \(name(namespace.name)) \(state)")
    }
    lines += snapshot.pods.map { "pod " + title($0) }
    lines += snapshot.networkPolicies.map { policy in
      "policy \(name(policy.namespace))/\(name(policy.name)) selects \(selector(policy.podSelector))"
        + ", types \(policy.policyTypes.map { "[\($0.map { "\($0)" }.joined(separator: " "))]" } ?? "nil")"
        + ", ingress \(policy.ingress.map { "\($0.count)" } ?? "nil")"
        + ", egress \(policy.egress.map { "\($0.count)" } ?? "nil")"
    }
    lines += snapshot.clusterNetworkPolicies.map { policy in
      let rules = [("ingress", policy.ingress), ("egress", policy.egress)].map { direction, rules in
        ", \(direction) \(rules.map { "[\($0.map { rule($0) }.joined(separator: "; "))]" } ?? "nil")"
      }
      return "\(policy.kind) \(name(policy.name)), tier \(policy.tier.map { "\($0)" } ?? "nil")"
        + ", priority \(policy.priority.map(String.init) ?? "nil")" + rules.joined()
    }
    lines += snapshot.nodes.map { node in
      "node \(name(node.name)) {\(labels(node.labels))} \(node.addresses.map(\.description))"
    }
    lines += snapshot.services.map { service in
      "service \(name(service.namespace))/\(name(service.name)) selects "
        + (service.selector.map { "{\(labels($0))}" } ?? "nil")
    }
    lines += snapshot.unmodelledObjects.map { object in
      let namespace = object.namespace.map { name($0) + "/" } ?? ""
      return
        "unmodelled \(name(object.kind)).\(name(object.group)) \(namespace)\(name(object.name))"
    }
    lines += snapshot.ignoredKinds.map {
      "read past \($0.count) \($0.kind)" + ($0.isKnown ? "" : ", of which nothing is known")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ pod: Pod) -> String {
    let workload = snapshot[pod.workload]
    var text = "\(name(pod.namespace))/\(name(pod.name)) {\(labels(pod.labels))}"
    text += " of \(name(workload.kind)) \(name(workload.name))"
    if pod.population == .replicas { text += ", replicas" }
    if workload.isPotential { text += ", potential" }
    if pod.isHostNetwork { text += ", hostNetwork" }
    if pod.phase != .unknown { text += ", \(pod.phase)" }
    for address in pod.addresses { text += ", \(address)" }
    for port in pod.containerPorts {
      text +=
        ", \(port.name.map { name($0) + "=" } ?? "")\(port.number)/\(port.protocol?.name ?? "nil")"
    }
    return text
  }
}
