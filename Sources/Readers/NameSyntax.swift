/// The syntaxes of names that the API server checks (V-03, V-10, V-11; apimachinery `pkg/util/validation`).
enum NameSyntax: CaseIterable {
  /// `app.kubernetes.io/name`: a name, and before it perhaps a DNS subdomain and `/`.
  case labelKey
  /// May be empty.
  case labelValue
  /// As of namespaces and Services.
  case dnsLabel
  /// As of pods, service accounts and most other objects.
  case dnsSubdomain
  /// As of container ports; `80` is none.
  case portName
  /// At least two parts, and before them perhaps `*.`, which stands for one part or more (network-policy-api `DomainName`).
  case domainName

  func admits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .labelKey:
      let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard let name = parts.last, parts.count <= 2, !name.isEmpty, Self.isQualified(name) else {
        return false
      }
      return parts.count == 1 || Self.isSubdomain(parts[0])
    case .labelValue: return bytes.isEmpty || Self.isQualified(bytes[...])
    case .dnsLabel: return bytes.count <= 63 && Self.isDNSLabel(bytes[...])
    case .dnsSubdomain: return Self.isSubdomain(bytes[...])
    case .portName:
      return bytes.count <= 15 && bytes.contains(where: Self.isLower) && Self.isDNSLabel(bytes[...])
        && !text.contains("--")
    case .domainName: return Self.isDomainName(bytes)
    }
  }

  /// What is allowed, to follow `expected`.
  var rule: String {
    switch self {
    case .labelKey:
      "at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, "
        + "and before it perhaps a DNS name and `/`"
    case .labelValue:
      "at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, or nothing"
    case .dnsLabel:
      "at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends"
    case .dnsSubdomain:
      "at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends "
        + "of each part"
    case .portName:
      "at most 15 lower-case letters, digits and single `-`, at least one of them a letter, "
        + "with a letter or digit at both ends"
    case .domainName:
      "a name of at least two parts like example.org, perhaps with `*.` before it"
    }
  }

  private static func isQualified(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 63, let first = bytes.first, let last = bytes.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }

  private static func isSubdomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return bytes.count <= 253 && labels.allSatisfy(isDNSLabel)
  }

  private static func isDomainName(_ bytes: [UInt8]) -> Bool {
    var name = bytes[...]
    if name.starts(with: "*.".utf8) { name = name.dropFirst(2) }
    if name.last == UInt8(ascii: ".") { name = name.dropLast() }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        guard let first = label.first, let last = label.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
          && label.allSatisfy { isAlphanumeric($0) || "-_".utf8.contains($0) }
      }
  }

  private static func isDNSLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    let isInner = { (byte: UInt8) in isLower(byte) || isDigit(byte) || byte == UInt8(ascii: "-") }
    return first != UInt8(ascii: "-") && last != UInt8(ascii: "-") && bytes.allSatisfy(isInner)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLower(byte) || isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
