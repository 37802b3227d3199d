import ClusterModel
import Intents

extension SentenceParser {
  /// Whether a word in a group's place is an address, right or wrong, rather than a name.
  static func looksLikeAddress(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return first.isDigit || first == "[" || looksLikeIPv6(text)
  }

  /// `2001:db8::/32:443`: an IPv6 address has `::` or seven colons, a target has one, and `DB:53:UDP` is a mistake in the ports.
  static func looksLikeIPv6(_ text: String) -> Bool {
    let run = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix { $0.isHexadecimal || $0 == ":" || $0 == "." }))
    return run.contains("::") || run.filter { $0 == ":" }.count >= 7
  }

  /// `10.0.0.0/8`, `203.0.113.7` or `2001:db8::/32`, up to the colon before the ports.
  mutating func address() throws(Mistake) -> Group.Term {
    scanner.skipBlanks()
    let word = try scanner.peek().map(Self.isIPv6) ?? false ? ipv6Word() : ipv4Word()
    do {
      if let single = IPAddress(word.text), single.family == .ipv4 {
        return .addresses(cidr: CIDR(single, prefixLength: 32), except: [])
      }
      return .addresses(cidr: try RangeSyntax.cidr(word.text), except: [])
    } catch {
      throw Mistake(error, at: word.range)
    }
  }

  private static func isIPv6(_ word: Scanner.Word) -> Bool {
    looksLikeIPv6(word.text) || word.text.hasPrefix("[")
  }

  private mutating func ipv4Word() throws(Mistake) -> Scanner.Word {
    var ahead = scanner
    let word = ahead.takeRun { !$0.isBlank && $0 != ":" && $0 != "," }
    let prefixLength = word.text.split(separator: "/").dropFirst().first ?? "none"
    guard word.text.contains(".") || prefixLength.unicodeScalars.allSatisfy(\.isDigit) else {
      throw Mistake(.portsWhereGroup(word.text), at: word.range)
    }
    scanner = ahead
    return word
  }

  /// Without a prefix length nobody could tell where an address ends and its ports begin.
  private mutating func ipv6Word() throws(Mistake) -> Scanner.Word {
    let start = scanner.position
    _ = scanner.takeScalar("[")
    let address = scanner.takeRun { $0.isHexadecimal || $0 == ":" || $0 == "." }
    guard !address.text.isEmpty else {
      throw Mistake(.address(scanner.text(scanner.nextRange)), at: scanner.nextRange)
    }
    guard start == address.range.lowerBound, scanner.takeScalar("/") else {
      throw Mistake(.bareIPv6(address.text), at: address.range)
    }
    let length = scanner.takeRun { !$0.isBlank && $0 != ":" && $0 != "," }
    return scanner.word(start..<length.range.upperBound)
  }
}
