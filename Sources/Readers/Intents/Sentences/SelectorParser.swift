import ClusterModel

/// Reads what `kubectl get -l` takes (apimachinery `pkg/labels/selector.go`), up to where it ends.
///
/// Written in place inside a sentence a selector is one piece: `app=web,tier in (a,b),!legacy`. There `:` ends it, for ports
/// follow; blanks stand only around `in` and `notin` and inside brackets; and a comma with a blank behind it ends it too, since
/// it separates the members of a list. As the value of a field it may have blanks anywhere, as with kubectl.
struct SelectorParser {
  enum Style {
    case field, inline

    /// Whether a key or a value ends here: kubectl's own delimiters, and the colon before the ports of a sentence.
    func delimits(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isBlank || "=!(),<>".unicodeScalars.contains(scalar)
        || self == .inline && scalar == ":"
    }
  }

  var scanner: Scanner
  let style: Style
  let names: Names
  private var selector = LabelSelector()

  init(_ scanner: Scanner, style: Style, names: Names) {
    self.scanner = scanner
    self.style = style
    self.names = names
  }

  /// A selector that is all of `text`.
  static func selector(of text: String, names: Names) throws(Mistake) -> LabelSelector {
    var parser = SelectorParser(Scanner(text), style: .field, names: names)
    let selector = try parser.parse()
    guard parser.scanner.peek() == nil else {
      throw parser.unexpected("`,` and another condition, or the end")
    }
    return selector
  }

  mutating func parse() throws(Mistake) -> LabelSelector {
    repeat { try requirement() } while takeComma()
    return selector
  }

  private mutating func requirement() throws(Mistake) {
    scanner.skipBlanks()
    if scanner.takeScalar("!") {
      skipBlanksInField()
      return add(.doesNotExist, key: try key())
    }
    let key = try key()
    let afterKey = scanner.position
    scanner.skipBlanks()
    let isDetached = scanner.position > afterKey
    if let next = scanner.next, "=!<>".unicodeScalars.contains(next) {
      if isDetached, style == .inline { throw blankAround(next) }
      return try comparison(with: key)
    }
    for (word, setOperator) in [("in", Operator.in), ("notin", .notIn)] where try takeSet(word) {
      return add(setOperator, key: key, values: try values())
    }
    if style == .field, let word = scanner.peek(), ["gt", "lt", "Gt", "Lt"].contains(word.text) {
      throw Mistake(.comparison(word.text), at: word.range)
    }
    scanner.position = afterKey
    add(.exists, key: key)
  }

  private typealias Operator = LabelSelectorRequirement.Operator

  /// `=VALUE`, `==VALUE` or `!=VALUE`.
  private mutating func comparison(with key: String) throws(Mistake) {
    let start = scanner.position
    let sign = scanner.takeRun { "=!<>".unicodeScalars.contains($0) }
    switch sign.text {
    case "=", "==": addEqual(key: key, value: try value())
    case "!=": add(.notIn, key: key, values: [try value()])
    case "<", ">", "<=", ">=": throw Mistake(.comparison(sign.text), at: sign.range)
    default:
      scanner.position = start
      throw unexpected("`=`, `==` or `!=`")
    }
  }

  /// `(a,b)`; a value may be empty, but `()` has none.
  private mutating func values() throws(Mistake) -> [String] {
    let open = scanner.position
    _ = scanner.takeScalar("(")
    scanner.skipBlanks()
    guard scanner.next != ")" else {
      throw Mistake(.valuesMissing(operator: "in"), at: open..<(scanner.position + 1))
    }
    var values: [String] = []
    repeat {
      scanner.skipBlanks()
      values.append(try value())
      scanner.skipBlanks()
    } while scanner.takeScalar(",")
    guard scanner.takeScalar(")") else { throw unexpected("`,` or `)`") }
    return values
  }

  private mutating func key() throws(Mistake) -> String {
    let word = scanner.takeRun { [style] in !style.delimits($0) }
    guard !word.text.isEmpty else { throw unexpected("a label key") }
    guard NameSyntax.labelKey.admits(word.text) else {
      throw Mistake(.name(word.text, .labelKey, of: "label key"), at: word.range)
    }
    return word.text
  }

  private mutating func value() throws(Mistake) -> String {
    skipBlanksInField()
    let word = scanner.takeRun { [style] in !style.delimits($0) }
    guard NameSyntax.labelValue.admits(word.text) else {
      throw Mistake(.name(word.text, .labelValue, of: "label value"), at: word.range)
    }
    return word.text
  }

  /// `in` or `notin` with its bracket; `in namespace` belongs to the sentence.
  private mutating func takeSet(_ word: String) throws(Mistake) -> Bool {
    var ahead = scanner
    let taken = ahead.takeRun { [style] in !style.delimits($0) }
    ahead.skipBlanks()
    guard taken.text == word else { return false }
    if ahead.next == "(" {
      scanner = ahead
      return true
    }
    guard style == .field else { return false }
    scanner = ahead
    throw unexpected("`(`")
  }

  private mutating func takeComma() -> Bool {
    switch style {
    case .field:
      let start = scanner.position
      scanner.skipBlanks()
      if scanner.takeScalar(",") { return true }
      scanner.position = start
      return false
    case .inline: return !scanner.isListComma(at: scanner.position) && scanner.takeScalar(",")
    }
  }

  private mutating func skipBlanksInField() {
    if style == .field { scanner.skipBlanks() }
  }

  private mutating func addEqual(key: String, value: String) {
    let pair = Labels.Pair(key: names.intern(key), value: names.intern(value))
    // `app=a,app=b` matches nothing, which a map of labels cannot say.
    if selector.matchLabels.contains(where: { $0.key == pair.key }) {
      add(.in, key: key, values: [value])
    } else {
      selector.matchLabels.append(pair)
    }
  }

  private mutating func add(_ operator: Operator, key: String, values: [String] = []) {
    selector.matchExpressions.append(
      LabelSelectorRequirement(
        key: names.intern(key), operator: `operator`, values: values.map(names.intern)))
  }

  private func blankAround(_ sign: Unicode.Scalar) -> Mistake {
    let end = scanner.peek()?.range.upperBound ?? scanner.position + 1
    return Mistake(.blankInSelector(String(sign)), at: scanner.position..<end)
  }

  private func unexpected(_ expected: String) -> Mistake {
    let range = scanner.nextRange
    return Mistake(
      .selectorSyntax(found: scanner.text(range), expected: expected), at: range)
  }
}
