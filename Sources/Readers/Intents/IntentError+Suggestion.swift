import ClusterModel
import Intents

extension IntentError {
  /// What was probably meant, or what to write instead.
  var suggestion: String? {
    switch self {
    case .notAnIntentFile: "manifests are given as arguments of their own"
    case .unknownField(let field, let known, let home):
      home.map { "it belongs to \($0)" }
        ?? Self.didYouMean(Spelling.nearest(to: field, among: known))
    case .wrongType(_, _, let advice): advice
    case .unknownValue(let value, let known):
      Self.didYouMean(Spelling.nearest(to: value, among: known))
    case .portAfterBlank(let sentence, let port):
      "write `\(Self.target(of: sentence)):\(port)` without a blank"
    case .selectorCutByComma, .selectorReadAsTag: "quote the selector"
    case .groupName(let name): Self.didYouMean(Self.groupName(like: name))
    case .unknownGroup(_, let nearest): Self.didYouMean(nearest)
    case .labelsWrittenAsFields(let labels):
      "write matchLabels before the labels, or \"\(labels.joined(separator: ","))\""
    case .blankInSelector(let sign): "write app\(sign)web"
    case .comparison: "list the values, as in tier in (1,2)"
    case .noSelector: "did you mean any pod?"
    case .missingPrefixLength(_, let single): Self.didYouMean(single)
    case .hostBits(_, let network, let single): "did you mean \(network) or \(single)?"
    case .bareIPv6(let text): Self.didYouMean(Self.ranges(like: text))
    case .fullStop: "leave it out"
    case .unexpected(let found, let expected, let form):
      found.flatMap { Self.suggestion(for: $0, expected: expected, form: form) }
        ?? form.map { "the nearest form is: \($0)" }
    case .commaWithoutBlank: "write a blank after the comma of a list"
    case .portsOnSource(let ports, true): "write on \(ports) before from"
    case .portsOnSource(_, false): nil
    case .portsAfterBlank(let target): "write \(target)"
    case .portsWhereGroup(let text): "write several ports without blanks: T:80,\(text)"
    case .conjoinedSelector(let text): "write conditions without blanks: app=web,\(text)"
    case .exceptionOnPortsGoesOn(let ports):
      "write on \(ports) from T, or put it behind the others"
    case .isolatedFromEachOther: "write S is isolated from T"
    case .noPorts: "write T:80 without a blank, or leave out the colon for every port"
    case .reversedRange(let first, let last): "did you mean \(last)-\(first)?"
    case .unknownProtocol(let text, let port): Self.suggestion(forProtocol: text, port: port)
    case .everyPort(nil): "leave out :* for every port of every protocol, or write */UDP"
    case .everyPort(let transport?): "write */\(transport)"
    case .mixedProtocols(let spellings): "write \(spellings.joined(separator: " or "))"
    case .targetInPorts(let text): "write a blank after the comma: T:80, \(text)"
    case .name(let text, .portName, _): Self.didYouMean(Self.portName(like: text))
    case .name(let text, .dnsLabel, _), .name(let text, .dnsSubdomain, _):
      Self.didYouMean(Self.lowerCased(text))
    case .name(let text, _, _):
      text.hasSuffix(":") ? "write = between key and value" : nil
    case .namedPortOutside: "write the number"
    case .emptyGroup: "write any pod for every pod"
    case .missing("intent", _): "write intent: and the sentence"
    case .noIntents, .missing, .empty, .invalidID, .invalidDay, .duplicateID, .builtInName,
      .conflictingFields,
      .cycle, .nestedTooDeep, .selectorSyntax, .valuesMissing, .valuesNotAllowed, .address,
      .exceptNotInside,
      .noSentence, .portNumber, .protocolFirst:
      nil
    }
  }

  /// What to write for a word that does not fit, or in front of it.
  private static func suggestion(for found: String, expected: [String], form: String?) -> String? {
    let isName = found.unicodeScalars.first?.isCapital ?? false
    switch expected {
    case [":PORT"] where found.unicodeScalars.first?.isDigit ?? false: return "write :\(found)"
    case ["a group"] where found == "except":
      return "leave it out: one except stands before them all"
    case ["to"] where isName: return "write to \(found)"
    case ["from"] where isName, ["from", "on"] where isName: return "write from \(found)"
    default: break
    }
    if expected.contains("namespace"), NameSyntax.dnsLabel.admits(found),
      Spelling.nearest(to: found, among: ["namespace"]) == nil
    {
      return "write namespace \(found)"
    }
    // `can not` and `should never` deny, so the word that was written first must not be taken for the whole.
    if form == SentenceForm.cannotReach.rawValue, expected.contains("cannot reach") {
      return didYouMean("cannot reach")
    }
    return didYouMean(Vocabulary.nearest(to: found, among: expected))
  }

  /// An IPv6 address with its prefix length; a last group that could be a port may have been meant as one.
  private static func ranges(like text: String) -> String? {
    guard IPAddress(text) != nil, let colon = text.lastIndex(of: ":") else { return nil }
    let (address, port) = (text[..<colon], text[text.index(after: colon)...])
    guard UInt16(port) != nil, let shorter = IPAddress(address) else { return "\(text)/128" }
    return "\(text)/128 or \(shorter)/128:\(port)"
  }

  private static func didYouMean(_ text: String?) -> String? {
    text.map { "did you mean \($0)?" }
  }

  /// The last word of a sentence, which YAML took for a key.
  private static func target(of sentence: String) -> String {
    sentence.split(separator: " ").last.map(String.init) ?? sentence
  }

  /// A group name made of a word that is none: `web` gives `Web`, `my.group` gives nothing.
  private static func groupName(like text: String) -> String? {
    let name = text.uppercased()
    guard let first = name.unicodeScalars.first, first.isCapital,
      name.unicodeScalars.allSatisfy(\.continuesGroupName)
    else { return nil }
    return name
  }

  private static func suggestion(forProtocol text: String, port: String) -> String? {
    let known = ["TCP", "UDP", "SCTP"]
    let parts = text.split(separator: "/").map(String.init)
    if parts.count > 1, parts.allSatisfy(known.contains) {
      return "write \(parts.map { "\(port)/\($0)" }.joined(separator: ","))"
    }
    if known.contains(text) { return "write \(port)/\(text)" }
    return didYouMean(Spelling.nearest(to: text, among: known))
  }

  private static func portName(like text: String) -> String? {
    // What begins with a digit was meant as a number.
    if text.first?.isNumber ?? true { return nil }
    return lowerCased(text).flatMap { NameSyntax.portName.admits($0) ? $0 : nil }
  }

  private static func lowerCased(_ text: String) -> String? {
    let name = text.lowercased().replacing("_", with: "-")
    return name != text && NameSyntax.dnsSubdomain.admits(name) ? name : nil
  }
}
