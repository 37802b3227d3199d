import ClusterModel
import Intents

/// Tells the three forms of a term apart; the grammar is that of `EndpointTermReader`.
struct EndpointParser {
  private let text: String
  /// Of `-n NAMESPACE` behind the term.
  private let namespace: String?
  private let names: Names

  init(_ text: String, names: Names) {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var namespace: String?
    if words.count > 2, ["-n", "--namespace"].contains(words[words.count - 2]) {
      namespace = words[words.count - 1]
      words.removeLast(2)
    }
    self.text = words.joined(separator: " ")
    self.namespace = namespace
    self.names = names
  }

  func term() throws(Mistake) -> EndpointTerm {
    if let address = IPAddress(text) {
      return EndpointTerm(text: text, form: .address(address))
    }
    if let term = try bracketedAddress() { return term }
    if isName { return try named() }
    let (target, mistakes) = SentenceParser.target(of: text, names: names)
    if let mistake = mistakes.first { throw mistake }
    guard let target else { throw Mistake(.emptyGroup, at: 0..<0) }
    let ports = target.ports
    if case .addresses(let cidr, let except) = target.group.term, except.isEmpty,
      cidr.prefixLength == cidr.family.bitWidth
    {
      return EndpointTerm(text: target.group.name, form: .address(cidr.address), ports: ports)
    }
    return EndpointTerm(text: target.group.name, form: .group(target.group.term), ports: ports)
  }

  /// Workload names are written in small letters, so that no group name is one. What begins with a digit is a name
  /// only if it goes on with letters.
  private var isName: Bool {
    let head = text.prefix { $0 != ":" }
    let words = head.split(separator: " ")
    guard words.count == 1, let first = head.unicodeScalars.first else { return false }
    if ["Internet", "external", "anyone", "any", "pods"].contains(String(head)) { return false }
    if first.isDigit {
      return head.unicodeScalars.contains { !$0.isDigit && $0 != "." && $0 != "/" }
        && !SentenceParser.looksLikeIPv6(text)
    }
    return !head.contains("=") && (head.contains("/") || !first.isCapital)
      && !SentenceParser.looksLikeIPv6(text)
  }

  private func named() throws(Mistake) -> EndpointTerm {
    let head = String(text.prefix { $0 != ":" })
    let parts = head.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    for (index, part) in parts.enumerated()
    where part.isEmpty
      || (index == parts.count - 1 && !NameSyntax.dnsSubdomain.admits(part.lowercased()))
    {
      throw Mistake(.name(part, .dnsSubdomain, of: "name"), at: 0..<head.unicodeScalars.count)
    }
    guard parts.count <= 3 else {
      throw Mistake(
        .unexpected(
          found: parts[3], expected: ["at most NAMESPACE/KIND/NAME"], form: nil),
        at: 0..<head.unicodeScalars.count)
    }
    return EndpointTerm(
      text: head, form: .name(parts: parts, namespace: namespace),
      ports: try ports(text.dropFirst(head.count)))
  }

  /// `[2001:db8::1]:443`: brackets tell an address from its port.
  private func bracketedAddress() throws(Mistake) -> EndpointTerm? {
    guard text.hasPrefix("["), let end = text.firstIndex(of: "]"),
      let address = IPAddress(text[text.index(after: text.startIndex)..<end])
    else { return nil }
    return EndpointTerm(
      text: address.description, form: .address(address),
      ports: try ports(text[text.index(after: end)...]))
  }

  /// The ports of `:80,443`; every port where nothing is written.
  private func ports(_ rest: Substring) throws(Mistake) -> Ports {
    guard !rest.isEmpty else { return .all }
    let start = text.unicodeScalars.count - rest.unicodeScalars.count
    guard rest.first == ":" else {
      throw Mistake(
        .unexpected(found: String(rest), expected: [":PORT"], form: nil),
        at: start..<text.unicodeScalars.count)
    }
    let word = Scanner.Word(
      text: String(rest.dropFirst()), range: (start + 1)..<text.unicodeScalars.count)
    return try PortsParser(names: names).ports(word)
  }
}
