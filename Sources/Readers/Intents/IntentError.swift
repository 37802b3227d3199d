/// What can be wrong in an intent file; `IntentError+Text.swift` has the words.
enum IntentError: Error, Hashable {
  // The file and its fields.
  case noIntents
  case notAnIntentFile(apiVersion: String, kind: String)
  case missing(field: String, of: String)
  case unknownField(String, known: [String], home: String?)
  case wrongType(found: String, expected: String, advice: String?)
  case unknownValue(String, known: [String])
  case empty(String)
  case invalidID(String)
  case invalidDay(String)
  case duplicateID(String, first: String)

  // What YAML makes of a text that should have been quoted or written without a blank.
  case portAfterBlank(sentence: String, port: String)
  case selectorCutByComma(String)
  case selectorReadAsTag(String)

  // Groups.
  case emptyGroup
  case groupName(String)
  case builtInName(String)
  case conflictingFields(String, String)
  case cycle([String])
  case nestedTooDeep(String)
  case unknownGroup(String, nearest: String?)
  case labelsWrittenAsFields([String])

  // Names, labels, addresses.
  case name(String, NameSyntax, of: String)
  case blankInSelector(String)
  case selectorSyntax(found: String, expected: String)
  case comparison(String)
  case noSelector
  case valuesMissing(operator: String)
  case valuesNotAllowed(operator: String)
  case address(String)
  case missingPrefixLength(String, single: String)
  case hostBits(String, network: String, single: String)
  case bareIPv6(String)
  case exceptNotInside(String, cidr: String)

  // Sentences.
  case noSentence
  case fullStop
  case unexpected(found: String?, expected: [String], form: String?)
  case commaWithoutBlank(String)
  case portsOnSource(String, inException: Bool)
  case portsAfterBlank(String)
  case portsWhereGroup(String)
  case conjoinedSelector(String)
  case exceptionOnPortsGoesOn(ports: String)
  case isolatedFromEachOther

  // Ports.
  case noPorts
  case portNumber(String)
  case reversedRange(String, String)
  case unknownProtocol(String, port: String)
  case protocolFirst(port: String, protocol: String)
  case everyPort(protocol: String?)
  case mixedProtocols(spellings: [String])
  case targetInPorts(String)
  case namedPortOutside(String, group: String)
}

/// An error inside a text; positions count Unicode scalars from 0.
struct Mistake: Error, Hashable {
  var error: IntentError
  var range: Range<Int>

  init(_ error: IntentError, at range: Range<Int>) {
    self.error = error
    self.range = range
  }
}
