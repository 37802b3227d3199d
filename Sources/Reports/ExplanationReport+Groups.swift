import ClusterModel
import Evaluation
import Intents

extension ExplanationReport {
  /// More workloads than these are listed by namespace.
  private static let listedWorkloads = 12

  /// - Parameters:
  ///   - width: of the column of names.
  ///   - cluster: nil without manifests.
  func add(_ group: Group, _ width: Int, _ cluster: Cluster?, to page: inout Page) {
    let name = group.name.escapingControls
    let definition = group.definition(symbols: wording.snapshot.symbols).escapingControls
    let padding = String(repeating: " ", count: max(width - name.count, 0) + 2)
    page.add(name, .strong, name == definition ? "" : padding + definition, hanging: 6)
    guard let cluster else { return }
    let members = pods(group, cluster) + addresses(group, cluster)
    for member in members { page.add("    ", .plain, member, hanging: 6) }
    if members.isEmpty { page.add("    ", .doubtful, "nobody", hanging: 6) }
  }

  /// A line a workload.
  private func pods(_ group: Group, _ cluster: Cluster) -> [String] {
    let members = cluster.pods.filter { cluster.contains(.pod($0), in: group) }
    let workloads = Dictionary(grouping: members) { wording.snapshot[$0].workload }
    if workloads.count > Self.listedWorkloads { return namespaces(of: Array(workloads.keys)) }
    return workloads.sorted { wording.name($0.key) < wording.name($1.key) }.map { _, pods in
      let first = wording.description(.pod(pods[0]))
      return pods.count == 1
        ? first : "\(first) and \(TextReport.count(pods.count - 1, "more pod", "more pods")) of it"
    }
  }

  /// A line a namespace, for groups of many.
  private func namespaces(of workloads: [WorkloadID]) -> [String] {
    let namespaces = Dictionary(grouping: workloads) { wording.snapshot[$0].namespace }
    return namespaces.sorted { $0.key < $1.key }.map { namespace, workloads in
      let names = workloads.map { wording.text(wording.snapshot[$0].name) }.sorted()
      return "\(TextReport.count(names.count, "workload")) of "
        + "\(wording.text(wording.snapshot[namespace].name)): " + names.joined(separator: ", ")
    }
  }

  private func addresses(_ group: Group, _ cluster: Cluster) -> [String] {
    guard group.hasAddresses else { return [] }
    return cluster.families.compactMap { family in
      let region = cluster.addresses(of: family, in: group)
      guard !region.isEmpty else { return nil }
      let texts = region.ranges.map { range in
        let first = IPAddress(family: family, bits: range.lowerBound)
        let last = IPAddress(family: family, bits: range.upperBound)
        return first == last ? "\(first)" : "\(first) to \(last)"
      }
      return "addresses \(wording.list(texts)) outside the cluster"
    }
  }
}
