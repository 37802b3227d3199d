import ClusterModel
import Intents
import YAML

extension DocumentReader {
  /// The declared groups, in written order.
  func groups(_ node: Node) -> [Group] {
    guard case .mapping(let entries) = node.content else {
      report(
        .wrongType(
          found: node.found, expected: "a mapping from names to groups",
          advice: "write WEB: {namespace: shop, pods: app=web}"), at: node)
      return []
    }
    return entries.compactMap { entry in
      guard checkGroupName(entry), case .known(let term) = names.declaration(of: entry.key) else {
        return nil
      }
      return Group(name: entry.key, term: term)
    }
  }

  private func checkGroupName(_ entry: Node.Entry) -> Bool {
    let width = entry.key.unicodeScalars.count
    if Vocabulary.builtInGroups.contains(entry.key) {
      report(.builtInName(entry.key), at: entry.keyMark, width: width)
      return false
    }
    if entry.key.unicodeScalars.first?.isCapital != true
      || !entry.key.unicodeScalars.allSatisfy(\.continuesGroupName)
    {
      report(.groupName(entry.key), at: entry.keyMark, width: width)
    }
    return true
  }

  /// The meaning of a declared name; nil where the declaration is wrong, which is reported.
  func readGroup(named name: String) -> Group.Term? {
    guard let entry = declarations[name] else { return nil }
    if entry.value.isNull {
      report(.empty("the group `\(name)`"), at: entry.keyMark, width: name.unicodeScalars.count)
      return nil
    }
    return groupTerm(entry.value)
  }

  /// A mapping, or a term as in a sentence.
  private func groupTerm(_ node: Node) -> Group.Term? {
    switch node.content {
    case .mapping: return groupFields(node)
    case .scalar:
      guard let text = string(node, expected: "a group") else { return nil }
      let (groups, mistakes) = SentenceParser.groups(of: text, names: names)
      report(mistakes, in: text, of: node)
      guard mistakes.isEmpty, let first = groups.first else { return nil }
      return groups.count == 1 ? first.term : .anyOf(groups)
    case .sequence, .skipped:
      report(
        .wrongType(
          found: node.found, expected: "a group", advice: "write {anyOf: [...]} for a union"),
        at: node)
      return nil
    }
  }

  private func groupFields(_ node: Node) -> Group.Term? {
    guard !reportSelectorCutByComma(node) else { return nil }
    guard let fields = fields(of: node, .group), !hasConflicts(fields) else { return nil }
    if fields.entries.isEmpty { report(.emptyGroup, at: node) }
    if let union = fields["anyOf"] { return members(union).map(Group.Term.anyOf) }
    if let cidr = fields["cidr"] { return addresses(cidr, except: fields["except"]) }
    var namespaces: NamespaceTerm? = .any
    if let node = fields["namespace"] {
      namespaces = namespaceNames(node).map(NamespaceTerm.names)
    } else if let node = fields["namespaces"] {
      namespaces = selector(node).map(NamespaceTerm.matching)
    }
    let pods = fields["pods"].map { selector($0) }
    let account = fields["serviceAccount"].map {
      name($0, .dnsSubdomain, of: "service account name").map(names.intern)
    }
    // A field that is there and wrong must not widen the group.
    if case .some(.none) = pods { return nil }
    if case .some(.none) = account { return nil }
    return namespaces.map {
      .pods(namespaces: $0, selector: pods ?? nil, serviceAccount: account ?? nil)
    }
  }

  /// Reports fields that exclude each other, one pair at a time.
  private func hasConflicts(_ fields: Fields) -> Bool {
    let podFields = ["namespace", "namespaces", "pods", "serviceAccount"]
    let exclusive =
      [("namespace", "namespaces")]
      + ["cidr", "except"].flatMap { address in podFields.map { (address, $0) } }
      + (podFields + ["cidr", "except"]).map { ("anyOf", $0) }
    for (first, second) in exclusive where fields.writes(first) && fields.writes(second) {
      let later = fields.entries.last { $0.key == first || $0.key == second }
      report(
        .conflictingFields(first, second), at: later?.keyMark ?? fields.mark,
        width: later?.key.unicodeScalars.count ?? 1)
      return true
    }
    guard fields.writes("except"), !fields.writes("cidr") else { return false }
    report(.missing(field: "cidr", of: "a group with `except`"), at: fields.mark)
    return true
  }

  private func addresses(_ node: Node, except: Node?) -> Group.Term? {
    if case .sequence = node.content {
      report(
        .wrongType(
          found: node.found, expected: "one address range",
          advice: "write {anyOf: [{cidr: ...}, {cidr: ...}]} for several"), at: node)
      return nil
    }
    let whole = cidr(node)
    let excepted = except.map { list($0, of: "address ranges") } ?? []
    var exceptions: [CIDR] = []
    for node in excepted {
      guard let part = cidr(node) else { continue }
      exceptions.append(part)
      // V-08.
      if let whole, !whole.contains(part) || whole == part {
        report(.exceptNotInside(part.description, cidr: whole.description), at: node)
      }
    }
    return whole.map { .addresses(cidr: $0, except: exceptions) }
  }

  private func namespaceNames(_ node: Node) -> [Symbol]? {
    let nodes: [Node]
    if case .sequence = node.content {
      nodes = list(node, of: "namespace names")
    } else {
      nodes = [node]
    }
    let symbols = nodes.compactMap { name($0, .dnsLabel, of: "namespace name").map(names.intern) }
    return symbols.isEmpty ? nil : symbols
  }

  /// The members of a union, by name or in place.
  private func members(_ node: Node) -> [Group]? {
    let nodes = list(node, of: "groups")
    guard !reportMemberCutByComma(nodes) else { return nil }
    let groups = nodes.compactMap { node in
      groupTerm(node).map { term in
        Group(name: node.string ?? Group.definition(of: term, symbols: names.symbols), term: term)
      }
    }
    return groups.count == nodes.count && !groups.isEmpty ? groups : nil
  }
}
