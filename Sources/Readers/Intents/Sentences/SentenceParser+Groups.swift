import ClusterModel
import Intents

extension SentenceParser {
  /// Groups separated by commas or `and`: their union. A separator before a word of `stops` belongs to the caller.
  mutating func groups(until stops: Set<String> = []) throws(Mistake) -> [Group] {
    var groups: [Group] = []
    repeat {
      groups.append(try group())
      refusePortsOnSource(inException: !stops.isEmpty)
    } while takeSeparator(unlessBefore: stops)
    return groups
  }

  /// Targets separated by commas or `and`; the preposition that introduced the first may stand before each.
  mutating func targets(
    repeating preposition: String? = nil, until stops: Set<String> = []
  ) throws(Mistake) -> [Target] {
    var targets: [Target] = []
    repeat {
      if let preposition { _ = scanner.take(preposition) }
      targets.append(try target())
    } while takeSeparator(unlessBefore: stops)
    return targets
  }

  mutating func target() throws(Mistake) -> Target {
    let group = try group()
    if let word = scanner.peek(), word.text.hasPrefix(":") {
      guard word.range.lowerBound == scanner.position else {
        throw Mistake(.portsAfterBlank("\(group.name)\(word.text)"), at: word.range)
      }
    }
    let start = scanner.position
    guard let ports = try ports() else { return Target(group: group) }
    checkNamedPorts(ports, of: group, at: start..<scanner.position)
    return Target(group: group, ports: ports)
  }

  /// Reads a comma or `and`, or both, unless what follows is one of `stops`.
  mutating func takeSeparator(unlessBefore stops: Set<String> = []) -> Bool {
    var ahead = scanner
    let hasComma = ahead.take(",")
    guard ahead.take("and") || hasComma else { return false }
    if let next = ahead.peek(), stops.contains(next.text) { return false }
    scanner = ahead
    return true
  }

  /// Ports belong to the destination; reading goes on behind them.
  private mutating func refusePortsOnSource(inException: Bool) {
    guard let word = scanner.peek(), word.text.hasPrefix(":") else { return }
    mistakes.append(Mistake(.portsOnSource(word.text, inException: inException), at: word.range))
    scanner.position = word.range.upperBound
  }

  /// A named port is a container's: an address has none.
  func namedPorts(in ports: Ports) -> [Symbol] {
    guard case .list(let terms) = ports else { return [] }
    return terms.compactMap { if case .name(let name) = $0.selection { name } else { nil } }
  }

  mutating func checkNamedPorts(_ ports: Ports, of group: Group, at range: Range<Int>) {
    guard group.hasAddresses, let name = namedPorts(in: ports).first else { return }
    mistakes.append(
      Mistake(.namedPortOutside(names.symbols[name], group: group.name), at: range))
  }

  /// The ports behind a colon that comes next; nil where none does.
  mutating func ports() throws(Mistake) -> Ports? {
    guard scanner.takeScalar(":") else { return nil }
    let word = scanner.next?.isBlank ?? true ? nil : scanner.peek()
    let end = scanner.position
    scanner.position = word?.range.upperBound ?? end
    return try PortsParser(names: names).ports(word ?? scanner.word(end..<end))
  }

  /// One group: a name, a built-in one, or a term written in place.
  mutating func group() throws(Mistake) -> Group {
    scanner.skipBlanks()
    let start = scanner.position
    let term = try term()
    if scanner.next == ",", !scanner.isListComma(at: scanner.position) {
      let rest = scanner.word(start..<scanner.nextRange.upperBound)
      throw Mistake(.commaWithoutBlank(rest.text), at: rest.range)
    }
    return Group(name: scanner.text(start..<scanner.position), term: term)
  }

  private mutating func term() throws(Mistake) -> Group.Term {
    guard let word = scanner.peek() else { throw unexpected(["a group"]) }
    if Self.looksLikeAddress(word.text) { return try address() }
    var ahead = scanner
    let head = ahead.takeRun { !$0.isBlank && $0 != ":" && $0 != "," }
    switch head.text {
    case "Internet", "external", "anyone":
      scanner = ahead
      return head.text == "Internet" ? .internet : head.text == "external" ? .external : .anyone
    case "any":
      scanner = ahead
      return .pods(
        namespaces: try podOfNamespace(), selector: nil, serviceAccount: nil)
    case "pods":
      scanner = ahead
      return try pods()
    default:
      let term = try named(head)
      scanner = ahead
      return term
    }
  }

  /// A declared group. An unknown name is noted, and reading goes on if the word can only be a name.
  private mutating func named(_ head: Scanner.Word) throws(Mistake) -> Group.Term {
    switch names.resolve(head.text) {
    case .known(let term): return term
    case .broken: return .anyOf([])
    case .cyclic(let path): throw Mistake(.cycle(path), at: head.range)
    case .tooDeep: throw Mistake(.nestedTooDeep(head.text), at: head.range)
    case .unknown: break
    }
    if head.text.contains("=") { throw Mistake(.conjoinedSelector(head.text), at: head.range) }
    guard let first = head.text.unicodeScalars.first else { throw unexpected(["a group"]) }
    let nearest = Vocabulary.nearestGroup(to: head.text, declared: names.declared)
    let mistake = Mistake(.unknownGroup(head.text, nearest: nearest), at: head.range)
    if first.isCapital, nearest.map(names.declared.contains) ?? true {
      mistakes.append(mistake)
      return .anyOf([])
    }
    if nearest == nil || Vocabulary.keywords.contains(head.text) { throw unexpected(["a group"]) }
    throw mistake
  }

  /// What follows `any`: `pod [in namespace NAME]`.
  private mutating func podOfNamespace() throws(Mistake) -> NamespaceTerm {
    scanner.skipBlanks()
    var ahead = scanner
    guard ahead.takeRun(while: { !$0.isBlank && $0 != ":" && $0 != "," }).text == "pod" else {
      throw unexpected(["pod"])
    }
    scanner = ahead
    return try namespaceClause() ?? .any
  }

  /// What follows `pods`: a selector, a namespace, or both.
  private mutating func pods() throws(Mistake) -> Group.Term {
    if let namespaces = try namespaceClause() {
      return .pods(namespaces: namespaces, selector: nil, serviceAccount: nil)
    }
    guard let next = scanner.peek(), !Vocabulary.keywords.contains(next.text), next.text != ",",
      scanner.next?.isBlank ?? false
    else { throw Mistake(.noSelector, at: scanner.nextRange) }
    var parser = SelectorParser(scanner, style: .inline, names: names)
    let selector = try parser.parse()
    scanner = parser.scanner
    try refuseBlankBeforeValue()
    let namespaces = try namespaceClause() ?? .any
    return .pods(namespaces: namespaces, selector: selector, serviceAccount: nil)
  }

  /// `app= web` has an empty value and then a word that fits nowhere.
  private func refuseBlankBeforeValue() throws(Mistake) {
    guard scanner.scalar(at: scanner.position - 1) == "=", let word = scanner.peek(),
      word.text != ",", !Vocabulary.keywords.contains(word.text)
    else { return }
    throw Mistake(
      .blankInSelector("="), at: (scanner.position - 1)..<word.range.upperBound)
  }

  /// `in namespace NAME` if it comes next.
  private mutating func namespaceClause() throws(Mistake) -> NamespaceTerm? {
    guard scanner.next?.isBlank ?? false else { return nil }
    var ahead = scanner
    guard ahead.take("in") else { return nil }
    scanner = ahead
    try expect("namespace")
    return .names([try namespace()])
  }

  mutating func namespace() throws(Mistake) -> Symbol {
    scanner.skipBlanks()
    let name = scanner.takeRun { !$0.isBlank && $0 != ":" && $0 != "," }
    guard !name.text.isEmpty else { throw unexpected(["the name of a namespace"]) }
    guard NameSyntax.dnsLabel.admits(name.text) else {
      throw Mistake(.name(name.text, .dnsLabel, of: "namespace name"), at: name.range)
    }
    return names.intern(name.text)
  }
}
