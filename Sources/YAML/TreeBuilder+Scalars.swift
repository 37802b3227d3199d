extension TreeBuilder where Events: ~Copyable {
  /// The current event's scalar, its tag honoured as Kubernetes' reader does: a tag decides for quoted texts too.
  mutating func scalar() -> Scalar {
    let bytes = events.scalarBytes
    let text = strings.string(bytes)
    let isPlain = events.isPlain
    guard let tag = events.tag else {
      let isString = !isPlain || bytes.first.map(ScalarResolution.isString) ?? false
      let value = isString ? .string : ScalarResolution.value(ofPlain: text)
      return Scalar(text: text, value: value, isPlain: isPlain)
    }
    let resolved = ScalarResolution.value(ofPlain: text)
    let value: Scalar.Value
    switch (tag, resolved) {
    case ("!!str", _): value = .string
    case ("!!int", .int), ("!!bool", .bool), ("!!null", .null), ("!!float", .float):
      value = resolved
    case ("!!float", .int(let integer)): value = .float(Double(integer))
    case ("!!int", _), ("!!bool", _), ("!!null", _), ("!!float", _):
      errors.append(
        YAMLError(.mismatchedTag(tag, text: text), at: mark, width: tag.unicodeScalars.count))
      value = .string
    default:
      errors.append(YAMLError(.unknownTag(tag), at: mark, width: tag.unicodeScalars.count))
      value = .string
    }
    return Scalar(text: text, value: value, isPlain: isPlain)
  }

  mutating func checkTag(is expected: String) {
    guard let tag = events.tag, tag != expected else { return }
    errors.append(YAMLError(.unknownTag(tag), at: mark, width: tag.unicodeScalars.count))
  }
}
