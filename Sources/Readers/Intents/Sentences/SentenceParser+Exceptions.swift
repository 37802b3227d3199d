import ClusterModel
import Intents

extension SentenceParser {
  /// `except to T:P, ...`; the `to` may be repeated.
  mutating func egressExceptions() throws(Mistake) -> [Target] {
    guard scanner.take("except") else { return [] }
    try expect("to")
    return try targets(repeating: "to")
  }

  /// `except from T, ...`, `except on :P`, `except on :P from T, ...`, and several of them with commas between.
  mutating func ingressExceptions(
    to destinations: [Group]
  ) throws(Mistake) -> [IngressException] {
    guard scanner.take("except") else { return [] }
    var exceptions: [IngressException] = []
    repeat {
      try expectAhead(oneOf: ["from", "on"])
      exceptions.append(try ingressException(to: destinations))
    } while takeSeparator()
    return exceptions
  }

  /// `namespaces labelled KEY are isolated from each other [except ...]`.
  mutating func tenancy() throws(Mistake) -> Claim {
    try expect("namespaces")
    try expect(oneOf: ["labelled", "labeled"])
    guard let key = scanner.peek() else { throw unexpected(["a label key"]) }
    guard NameSyntax.labelKey.admits(key.text) else {
      throw Mistake(.name(key.text, .labelKey, of: "label key"), at: key.range)
    }
    scanner.position = key.range.upperBound
    for word in ["are", "isolated", "from", "each", "other"] { try expect(word) }
    var exceptions: [TenantException] = []
    if scanner.take("except") {
      repeat {
        try expectAhead(oneOf: ["to", "from", "on"])
        if scanner.take("to") {
          exceptions += try targets(until: ["to", "from", "on"]).map(TenantException.to)
        } else {
          exceptions.append(.from(try ingressException(to: [])))
        }
      } while takeSeparator()
    }
    return .namespacesIsolated(key: names.intern(key.text), except: exceptions)
  }

  /// `nothing else is allowed [in namespace N | to T | from S]`.
  mutating func closure() throws(Mistake) -> Claim {
    for word in ["nothing", "else", "is", "allowed"] { try expect(word) }
    if scanner.peek() == nil { return .nothingElse(.everywhere) }
    try expectAhead(oneOf: ["in", "to", "from"])
    if scanner.take("to") { return .nothingElse(.to(try targets())) }
    if scanner.take("from") { return .nothingElse(.from(try groups())) }
    try expect("in")
    try expect(oneOf: ["namespace", "namespaces"])
    var namespaces: [Symbol] = []
    repeat { namespaces.append(try namespace()) } while takeSeparator()
    return .nothingElse(.namespaces(namespaces))
  }

  /// `from T, ...` or `on :P [from T, ...]`.
  private mutating func ingressException(
    to destinations: [Group]
  ) throws(Mistake) -> IngressException {
    if scanner.take("from") {
      return IngressException(from: try groups(until: ["to", "from", "on"]))
    }
    try expect("on")
    scanner.skipBlanks()
    let start = scanner.position
    guard let ports = try self.ports() else { throw unexpected([":PORT"]) }
    let range = start..<scanner.position
    for group in destinations { checkNamedPorts(ports, of: group, at: range) }
    if scanner.take("from") {
      return IngressException(from: try groups(until: ["to", "from", "on"]), ports: ports)
    }
    // `on :80, from WEB` reads like `on :80 from WEB`, but it would let anyone in on 80.
    var ahead = self
    if ahead.takeSeparator() {
      throw Mistake(.exceptionOnPortsGoesOn(ports: scanner.text(range)), at: range)
    }
    return IngressException(from: nil, ports: ports)
  }

  /// Refuses a next word that is none of `words`, and leaves it unread.
  private func expectAhead(oneOf words: [String]) throws(Mistake) {
    guard let next = scanner.peek(), words.contains(next.text) else { throw unexpected(words) }
  }
}
