extension YAMLError: CustomStringConvertible {
  /// Lower case, no full stop, user input in backticks.
  public var description: String {
    switch cause {
    case .syntax(let problem, let context):
      context.isEmpty ? "not YAML: \(problem)" : "not YAML: \(problem) (\(context))"
    case .duplicateKey(let key, let first):
      "the key `\(key)` is already given in line \(first.line)"
    case .ambiguousKey(let key, let reading?):
      "the key `\(key)` without quotes is read as `\(reading)`"
    case .ambiguousKey(let key, nil):
      key.isEmpty ? "a key is missing" : "the key `\(key)` without quotes is read as null"
    case .keyIsCollection:
      "a key must be a string, not a list or a mapping"
    case .keyIsTooLong(let bytes):
      "a key of \(bytes) bytes is too long, at most \(Limits.keyBytes) are allowed"
    case .unknownTag(let tag):
      "`\(tag)` is read as a YAML tag, and there is no such tag here"
    case .mismatchedTag(let tag, let text):
      "`\(text)` cannot be read as `\(tag)`"
    case .unknownAnchor(let name):
      "no anchor `&\(name)` precedes the alias `*\(name)`"
    case .recursiveAnchor(let name):
      "the alias `*\(name)` stands inside the node that `&\(name)` names"
    case .mergeOfOther:
      "`<<` must be given a mapping or a list of mappings"
    case .mergeAfterKey(let key, let written):
      "`<<` brings in the key `\(key)`, which line \(written.line) already gives, and readers disagree on which wins"
    case .tooDeep:
      "nested deeper than \(Limits.depth) levels"
    case .tooManyAliases:
      "aliases expand to more than \(Limits.aliasedNodes) nodes"
    case .tooManyMistakes:
      "more than \(Limits.mistakes) documents could not be read, and the rest is left out"
    }
  }

  /// What was probably meant, or what to do.
  public var suggestion: String? {
    switch cause {
    case .syntax(let problem, _): Self.suggestion(forProblem: problem)
    case .duplicateKey("apiVersion", _), .duplicateKey("kind", _):
      "write --- between two objects, or keep one of the two"
    case .duplicateKey: "keep one of the two"
    case .ambiguousKey(let key, .some): "write \"\(key)\" with quotes"
    case .ambiguousKey(let key, nil): key.isEmpty ? nil : "write \"\(key)\" with quotes"
    case .unknownTag(let tag): "quote the text: '\(tag)...'"
    case .mergeAfterKey: "put `<<` first"
    case .keyIsCollection:
      "quote it; an unquoted template such as {{ value }} has to be rendered first"
    case .keyIsTooLong, .mismatchedTag, .unknownAnchor, .recursiveAnchor, .mergeOfOther, .tooDeep,
      .tooManyAliases, .tooManyMistakes:
      nil
    }
  }

  private static func suggestion(forProblem problem: String) -> String? {
    switch problem {
    case "mapping values are not allowed in this context":
      "a text with `: ` in it has to be quoted; otherwise check the indentation"
    case "found character that cannot start any token":
      "YAML is indented with blanks, not tabs; a text that begins with @, ` or % has to be quoted"
    case "did not find expected key", "did not find expected '-' indicator",
      "could not find expected ':'":
      "check the indentation of this line and the one before"
    case "found unexpected end of stream", "found unexpected document indicator":
      "a quote or bracket is not closed"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      "a bracket is not closed, or a text with special characters has to be quoted"
    default: nil
    }
  }
}
