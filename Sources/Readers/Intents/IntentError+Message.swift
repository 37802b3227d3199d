extension IntentError {
  /// What was found and what was expected: lower case, no full stop, user input in backticks.
  var message: String {
    switch self {
    case .noIntents: "the file has no intents"
    case .notAnIntentFile(let apiVersion, let kind):
      "`\(kind)` of `\(apiVersion)` is no intent file: expected kind `Intents` of "
        + "`\(IntentFields.apiVersion)`"
    case .missing(let field, let owner): "\(owner) has no `\(field)`"
    case .unknownField(let field, let known, _):
      "unknown field `\(field)`: expected \(Self.list(known))"
    case .wrongType(let found, let expected, _): "found \(found), expected \(expected)"
    case .unknownValue(let value, let known):
      "unknown value `\(value)`: expected \(Self.list(known))"
    case .empty(let what): "\(what) is empty"
    case .invalidID(let id): "`\(id)` is no id: expected one word without blanks"
    case .invalidDay(let text): "`\(text)` is no day: expected one like `2027-03-01`"
    case .duplicateID(let id, let first): "the id `\(id)` is already taken in \(first)"

    case .portAfterBlank(let sentence, _):
      "YAML reads `\(sentence):` with a blank behind the colon as a field"
    case .selectorCutByComma(let rest): "YAML ends the selector at the comma before `\(rest)`"
    case .selectorReadAsTag(let text): "YAML reads `\(text)` as a tag, not as a selector"

    case .emptyGroup: "the group says nothing"
    case .groupName(let name):
      "`\(name)` is no group name: expected a capital letter, then letters, digits, `-` and `_`"
    case .builtInName(let name): "`\(name)` is built in and cannot be declared"
    case .conflictingFields(let first, let second): "`\(first)` and `\(second)` exclude each other"
    case .cycle(let path): "group `\(path[0])` contains itself: \(path.joined(separator: " → "))"
    case .nestedTooDeep(let name):
      "group `\(name)` is nested deeper than \(Names.depthLimit) groups"
    case .unknownGroup(let name, _): "no group is named `\(name)`"
    case .labelsWrittenAsFields(let labels): "`\(labels[0])` is no field of a selector"

    case .name(let text, let syntax, let what):
      text.isEmpty
        ? "a \(what) is missing: expected \(syntax.rule)"
        : "`\(text)` is no \(what): expected \(syntax.rule)"
    case .blankInSelector(let sign):
      "blanks around `\(sign)` are not allowed in a selector inside a sentence"
    case .selectorSyntax(let found, let expected):
      found.isEmpty
        ? "the selector ends where \(expected) is expected"
        : "`\(found)` does not fit into the selector: expected \(expected)"
    case .comparison(let sign): "labels cannot be compared by size with `\(sign)`"
    case .noSelector: "expected a selector or `in namespace NAME` after `pods`"
    case .valuesMissing(let name): "`\(name)` needs at least one value"
    case .valuesNotAllowed(let name): "`\(name)` takes no values"
    case .address(let text):
      "`\(text)` is no address range: expected one like `10.0.0.0/8` or `2001:db8::/32`"
    case .missingPrefixLength(let text, _): "`\(text)` has no prefix length"
    case .hostBits(let text, _, _): "`\(text)` does not begin at a network address"
    case .bareIPv6(let text):
      "the IPv6 address `\(text)` needs a prefix length, so that ports can be told from it"
    case .exceptNotInside(let text, let cidr): "`\(text)` is not a strict part of `\(cidr)`"

    case .noSentence: "the sentence is empty"
    case .fullStop: "a sentence ends without a full stop"
    case .unexpected(let found?, let expected, _):
      "`\(found)` does not fit here: expected \(Self.list(expected))"
    case .unexpected(nil, let expected, _):
      "the sentence ends where \(Self.list(expected)) is expected"
    case .commaWithoutBlank(let text): "`\(text)` is neither one group nor a list of groups"
    case .portsOnSource(let ports, _): "`\(ports)` does not belong here: ports follow a destination"
    case .portsAfterBlank: "a blank separates the ports from their target"
    case .portsWhereGroup(let text): "expected a group, found `\(text)`"
    case .conjoinedSelector(let text): "expected a group, found the condition `\(text)`"
    case .exceptionOnPortsGoesOn(let ports):
      "`on \(ports)` without `from` lets anyone in, so it has to be the last exception"
    case .isolatedFromEachOther: "only labelled namespaces are isolated from each other"

    case .noPorts: "a port is missing"
    case .portNumber(let text): "`\(text)` is no port: expected 1 to 65535"
    case .reversedRange(let first, let last): "the port range `\(first)-\(last)` is empty"
    case .unknownProtocol("", _): "a protocol is missing: expected `TCP`, `UDP` or `SCTP`"
    case .unknownProtocol(let text, _):
      "`\(text)` is no protocol: expected `TCP`, `UDP` or `SCTP`"
    case .protocolFirst(let port, let transport):
      "the protocol stands behind the port: `\(port)/\(transport)`"
    case .everyPort(nil): "`*` needs a protocol"
    case .everyPort(let transport?): "`\(transport)` is a protocol, not a port"
    case .mixedProtocols: "some of the ports have a protocol and some have none"
    case .targetInPorts(let text): "`\(text)` is no port"
    case .namedPortOutside(let port, let group):
      "the port name `\(port)` has no meaning for \(group): only containers name their ports"
    }
  }

  /// `a`, `b` or `c`; words that are no literal text stay without backticks.
  static func list(_ expected: [String]) -> String {
    let words = expected.map { $0.contains("the ") || $0.hasPrefix("a ") ? $0 : "`\($0)`" }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
