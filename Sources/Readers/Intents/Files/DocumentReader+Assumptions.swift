import ClusterModel
import Intents
import YAML

extension DocumentReader {
  func assumptions(_ node: Node) -> Assumptions {
    var result = Assumptions()
    guard let fields = fields(of: node, .assume) else { return result }
    if let cni = fields["cni"] { result.cni = value(of: cni) ?? result.cni }
    if let ranges = fields["clusterCIDRs"] {
      result.clusterCIDRs = list(ranges, of: "address ranges").compactMap { cidr($0) }
    }
    if let families = fields["ipFamilies"] {
      let read = list(families, of: "address families").compactMap { value(of: $0) as FamilyName? }
      result.ipFamilies = read.map(\.family)
    }
    if let clientAddress = fields["clientAddress"] {
      result.clientAddress = value(of: clientAddress) ?? result.clientAddress
    }
    if let scope = fields["baselineScope"] {
      result.baselineScope = value(of: scope) ?? result.baselineScope
    }
    if let labels = fields["labels"].flatMap({ self.fields(of: $0, .fixedLabels) }) {
      result.fixedNamespaceLabels = labels["namespaceLabels"].map { fixedKeys($0) } ?? []
      result.fixedPodLabels = labels["podLabels"].map { fixedKeys($0) } ?? []
    }
    if let future = fields["newNamespaces"].flatMap({ self.fields(of: $0, .newNamespaces) }) {
      let namespace = field(
        "policiesOf", of: future,
        mistake: .missing(field: "policiesOf", of: IntentFields.newNamespaces.owner))
      result.newNamespacePolicies = namespace.flatMap { name($0, .dnsLabel, of: "namespace name") }
        .map(names.intern)
    }
    return result
  }

  func cidr(_ node: Node) -> CIDR? {
    guard let text = string(node, expected: "an address range") else { return nil }
    do {
      return try RangeSyntax.cidr(text)
    } catch {
      report(error, at: node)
      return nil
    }
  }

  /// `{KEY: admin, ...}`: who may set the label; nobody but an administrator can be named so far.
  private func fixedKeys(_ node: Node) -> [Symbol] {
    guard case .mapping(let entries) = node.content else {
      report(
        .wrongType(
          found: node.found, expected: "a mapping from label keys to `admin`", advice: nil),
        at: node)
      return []
    }
    return entries.compactMap { entry in
      guard NameSyntax.labelKey.admits(entry.key) else {
        report(
          .name(entry.key, .labelKey, of: "label key"), at: entry.keyMark,
          width: entry.key.unicodeScalars.count)
        return nil
      }
      return (value(of: entry.value) as LabelOwner?).map { _ in names.intern(entry.key) }
    }
  }
}

private enum LabelOwner: String, CaseIterable {
  case admin
}

/// As Kubernetes writes families (`core/v1.IPFamily`).
private enum FamilyName: String, CaseIterable {
  case ipv4 = "IPv4"
  case ipv6 = "IPv6"

  var family: IPFamily { self == .ipv4 ? .ipv4 : .ipv6 }
}
