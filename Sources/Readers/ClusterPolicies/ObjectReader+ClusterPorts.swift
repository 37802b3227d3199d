import ClusterModel
import YAML

/// `protocols` of a ClusterNetworkPolicy, `ports` of the kinds before it (V-24).
extension ObjectReader {
  mutating func clusterPolicyPorts(
    _ rule: Fields, _ dialect: ClusterPolicyDialect
  ) -> [ClusterNetworkPolicyPort]? {
    let key = dialect.portsKey
    if rule[key] == nil, let entry = rule.entries.first(where: { $0.key == key }) {
      report(
        .warning, at: entry.keyMark, width: key.count, field: key,
        "without a value this counts as absent: the rule is for every port",
        suggestion: "leave it out to mean every port")
    }
    if let node = rule[key], case .sequence(let elements) = node.content, elements.isEmpty {
      read(node, at: .key(key)) { reader, node in
        reader.fail(
          node, "an empty list, expected at least one entry",
          suggestion: "leave it out to mean every port")
      }
      return nil
    }
    return readList(key, of: rule, atMost: dialect.mostItems, "entries") {
      $0.clusterPolicyPort($1, dialect)
    }
  }

  private mutating func clusterPolicyPort(
    _ node: Node, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicyPort? {
    guard let fields = fields(node),
      let key = onlyKey(
        of: fields, among: dialect.portKeys, "an entry", at: node, hints: dialect.portHints)
    else { return nil }
    return read(key, of: fields) { reader, node -> ClusterNetworkPolicyPort? in
      switch key {
      case "portNumber": return reader.portNumberEntry(node)
      case "portRange": return reader.portRangeEntry(node, dialect)
      case "namedPort", "destinationNamedPort": return reader.namedPort(node)
      case "udp": return reader.destinationPort(of: .udp, node, dialect)
      case "sctp": return reader.destinationPort(of: .sctp, node, dialect)
      default: return reader.destinationPort(of: .tcp, node, dialect)
      }
    }
  }

  // MARK: AdminNetworkPolicy, BaselineAdminNetworkPolicy

  private mutating func portNumberEntry(_ node: Node) -> ClusterNetworkPolicyPort? {
    guard let fields = fields(node) else { return nil }
    checkKeys(
      fields, ["protocol", "port"],
      hints: ["number": "write port", "endPort": "write portRange: {start: 80, end: 90}"])
    let known = read("protocol", of: fields) { $0.transportProtocol($1) }
    return required("port", of: fields) { reader, node in
      if node.string != nil {
        reader.fail(
          node, "expected a whole number, found \(node.found)",
          suggestion: "write namedPort for the name of a port")
        return nil
      }
      return reader.portNumber(node).map { .number(known, $0) }
    }
  }

  private mutating func portRangeEntry(
    _ node: Node, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicyPort? {
    guard let fields = fields(node) else { return nil }
    checkKeys(
      fields, ["protocol", "start", "end"], hints: ["port": "write start", "endPort": "write end"])
    let known = read("protocol", of: fields) { $0.transportProtocol($1) }
    return bounds(fields, dialect).map { .range(known, $0) }
  }

  // MARK: ClusterNetworkPolicy

  private mutating func destinationPort(
    of known: TransportProtocol, _ node: Node, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicyPort? {
    guard let fields = fields(node) else { return nil }
    checkKeys(
      fields, ["destinationPort"],
      hints: [
        "number": "write destinationPort: {number: 80}",
        "port": "write destinationPort: {number: 80}",
        "range": "write destinationPort: {range: {start: 80, end: 90}}",
      ])
    guard fields["destinationPort"] != nil else {
      // C-105; what is unknown has been reported, and is all that is wrong.
      if !fields.entries.contains(where: { $0.key != "destinationPort" }) {
        report(
          .error, at: fields.mark, field: "destinationPort", "missing",
          suggestion: "for every \(known.name) port write "
            + "destinationPort: {range: {start: 1, end: 65535}}")
      }
      return nil
    }
    return read("destinationPort", of: fields) { reader, node in
      if case .scalar(let scalar) = node.content, case .int = scalar.value {
        reader.fail(
          node, "expected a mapping, found \(node.found)",
          suggestion: "write {number: \(scalar.text)}")
        return nil
      }
      guard let fields = reader.fields(node),
        let key = reader.onlyKey(
          of: fields, among: ["number", "range"], "a port", at: node,
          hints: [
            "port": "write number", "start": "write range: {start: 80, end: 90}",
            "end": "write range: {start: 80, end: 90}",
          ])
      else { return nil }
      return reader.read(key, of: fields) { reader, node -> ClusterNetworkPolicyPort? in
        if key == "number" { return reader.portNumber(node).map { .number(known, $0) } }
        guard let fields = reader.fields(node) else { return nil }
        reader.checkKeys(fields, ["start", "end"])
        return reader.bounds(fields, dialect).map { .range(known, $0) }
      }
    }
  }

  // MARK: Both

  /// `start` and `end`, both of them in the range.
  private mutating func bounds(
    _ fields: Fields, _ dialect: ClusterPolicyDialect
  ) -> ClosedRange<UInt16>? {
    let start = required("start", of: fields) { $0.portNumber($1) }
    let end = required("end", of: fields) { $0.portNumber($1) }
    guard let start, let end, let node = fields["end"] else { return nil }
    let isOrdered = dialect.requiresAscendingRanges ? start < end : start <= end
    guard isOrdered else {
      let suggestion =
        start > end
        ? "did you mean start: \(end), end: \(start)?" : "write number: \(start)"
      read(node, at: .key("end")) { reader, node in
        reader.fail(node, "found \(end), must be above start, \(start)", suggestion: suggestion)
      }
      return nil
    }
    return start...end
  }

  private mutating func namedPort(_ node: Node) -> ClusterNetworkPolicyPort? {
    guard let text = string(node) else { return nil }
    // The schema asks for a string alone, but a container's port has a name of this syntax.
    if !NameSyntax.portName.admits(text) {
      warn(
        node,
        "no container port can be named `\(text)`: a name has \(NameSyntax.portName.rule)",
        suggestion: UInt16(text) == nil ? nil : "write the number as a number")
    }
    return .named(symbols.intern(text))
  }
}
