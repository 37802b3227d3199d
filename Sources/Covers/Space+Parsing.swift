import ClusterModel
import Evaluation
import Intents

extension Space {
  /// The values of a line, as ``text(_:)-(Values)`` writes them; nil for anything else.
  func values(_ text: String, of dimension: Dimension) -> Values? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard !text.isEmpty, Set(parts).count == parts.count else { return nil }
    switch dimension {
    case .port:
      var ranges: [ClosedRange<UInt16>] = []
      for part in parts {
        guard let range = Self.portRange(part) else { return nil }
        ranges.append(range)
      }
      return .ports(IntervalSet(unionOf: ranges))
    case .address:
      var family: IPFamily?
      var ranges: [ClosedRange<UInt128>] = []
      for part in parts {
        guard let (first, last) = Self.addressRange(part), first.family == family ?? first.family
        else { return nil }
        family = first.family
        ranges.append(first.bits...last.bits)
      }
      return family.map { .addresses($0, IntervalSet(unionOf: ranges)) }
    case .namespace, .label, .namespaceLabel, .account:
      var names: [Symbol?] = []
      for part in parts {
        if part == "absent" {
          names.append(nil)
        } else if let name = Self.unquoted(part), part != "otherwise" {
          names.append(symbols.intern(name))
        } else {
          return nil
        }
      }
      return .names(ValueSet(names))
    default:
      let words = parts.compactMap(Self.unquoted)
      guard words.count == parts.count, words.allSatisfy({ isWord($0, of: dimension) }) else {
        return nil
      }
      return .words(ValueSet(words))
    }
  }

  private func isWord(_ word: String, of dimension: Dimension) -> Bool {
    switch dimension {
    case .newcomers: newcomers.contains { $0.rawValue == word }
    case .transport: TransportProtocol.allCases.contains { $0.name == word }
    case .family: IPFamily.allCases.contains { $0.word == word }
    case .kind: ["pod", "hostNetwork", "outside"].contains(word)
    case .pod: isPodName(word)
    case .portName: ["yes", "perhaps", "no"].contains(word)
    case .sameNamespace: ["same", "different"].contains(word)
    case .sameLabel: ["equal", "different"].contains(word)
    default: false
    }
  }

  private static func portRange(_ text: String) -> ClosedRange<UInt16>? {
    let parts = bounds(text)
    guard let first = parts.first.flatMap({ UInt16($0) }),
      let last = parts.last.flatMap({ UInt16($0) }), first <= last, parts.count <= 2
    else { return nil }
    return first...last
  }

  private static func addressRange(_ text: String) -> (IPAddress, IPAddress)? {
    if let block = CIDR(text) {
      return (block.address, IPAddress(family: block.family, bits: block.range.upperBound))
    }
    let parts = bounds(text)
    guard let first = parts.first.flatMap({ IPAddress($0) }),
      let last = parts.last.flatMap({ IPAddress($0) }), first <= last, parts.count <= 2,
      first.family == last.family
    else { return nil }
    return (first, last)
  }

  /// The parts around the first `..`.
  private static func bounds(_ text: String) -> [String] {
    guard let dots = text.firstRange(of: "..") else { return [text] }
    return [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
  }

  /// What ``quoted(_:)`` has written; nil for anything else.
  static func unquoted(_ text: String) -> String? {
    guard text.hasPrefix("\"") else { return quoted(text) == text ? text : nil }
    guard text.count >= 2, text.hasSuffix("\"") else { return nil }
    var result = ""
    var rest = text.dropFirst().dropLast()[...]
    while let character = rest.first {
      if character == "\\" {
        guard rest.hasPrefix("\\u{"), let end = rest.firstIndex(of: "}"),
          let value = UInt32(rest[..<end].dropFirst(3), radix: 16),
          let scalar = Unicode.Scalar(value)
        else { return nil }
        result.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return quoted(result) == text ? result : nil
  }

  // MARK: Reasons

  /// A reason as ``text(_:)-(Reason)`` writes it; nil for anything else.
  static func reason(_ text: some StringProtocol) -> Reason? {
    switch String(text) {
    case "outside the scope": return .outsideScope
    case "permitted by the intent": return .permitted
    case "allowed: a node and its own pod": return .ownNode
    case "allowed: policies are not enforced": return .notEnforced
    default: break
    }
    for direction in Direction.allCases where text.hasPrefix("blocked \(direction.word): ") {
      return blocked(direction, String(text.dropFirst("blocked \(direction.word): ".count)))
    }
    let (egress, ingress) = ("allowed egress: ", "; ingress: ")
    guard text.hasPrefix(egress), let middle = text.firstRange(of: ingress),
      let first = basis(text.dropFirst(egress.count).prefix { $0 != ";" }),
      let second = basis(text[middle.upperBound...])
    else { return nil }
    return .allowed(egress: first, ingress: second)
  }

  private static func basis(_ text: some StringProtocol) -> Basis? {
    switch String(text) {
    case "outside the cluster": return .outside
    case "hostNetwork": return .hostNetwork
    default:
      var rules = String(text).split(separator: " or ").map(String.init)
      let isLeftOver = rules.last == "not isolated"
      if isLeftOver { rules.removeLast() }
      let isRule = rules.allSatisfy { rule in
        let words = rule.split(separator: " ", omittingEmptySubsequences: false)
        return words.count == 3 && words[1] == "rule" && UInt(words[2]) != nil
      }
      return isRule && !text.isEmpty ? .decided(rules, isLeftOver: isLeftOver) : nil
    }
  }

  private static func blocked(_ direction: Direction, _ text: String) -> Reason? {
    var (names, denying): ([String], [String]) = ([], [])
    for part in text.split(separator: "; or ").map(String.init) {
      let (isolated, end, denied) = ("isolated by ", "; no rule matches", "denied by ")
      if part.hasPrefix(isolated), part.hasSuffix(end), names.isEmpty {
        names = part.dropFirst(isolated.count).dropLast(end.count).split(separator: ", ")
          .map(String.init)
      } else if part.hasPrefix(denied), denying.isEmpty, names.isEmpty {
        denying = part.dropFirst(denied.count).split(separator: ", ").map(String.init)
      } else {
        return nil
      }
    }
    return names.isEmpty && denying.isEmpty ? nil : .blocked(direction, by: names, denied: denying)
  }
}
