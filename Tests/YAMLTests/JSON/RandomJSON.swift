import Samples

/// JSON texts with everything that JSON allows, small enough for libyaml's rules about keys.
struct RandomJSON {
  var numbers: SplitMix64

  init(seed: UInt64) {
    numbers = SplitMix64(seed: seed)
  }

  /// Mostly one document, now and then several.
  mutating func text() -> String {
    var text = white()
    for _ in 0..<(numbers.chance(20) ? 3 : 1) {
      // Between documents libyaml takes no tab.
      let between = numbers.pick(["", " ", "\n", "\r\n  "])
      text += (numbers.chance(30) ? list() : collection(depth: 0)) + between
    }
    return text
  }

  /// As `kubectl get -o json` writes lists.
  private mutating func list() -> String {
    let items = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in collection(depth: 2) }
    let fields = [
      "\"kind\":" + white() + "\"List\"", "\"items\": [" + items.joined(separator: ",\n") + "]",
      string() + ":" + value(depth: 3),
    ]
    return "{" + numbers.some(fields, atLeast: 2).joined(separator: "," + white()) + "}"
  }

  private mutating func collection(depth: Int) -> String {
    let isMapping = numbers.chance(60)
    let elements = (0..<Int.random(in: 0...(5 - depth), using: &numbers)).map { _ -> String in
      let key = isMapping ? key() + blanks() + ":" + white() : ""
      return white() + key + value(depth: depth + 1) + white()
    }
    let inside = elements.isEmpty ? white() : elements.joined(separator: ",")
    return isMapping ? "{" + inside + "}" : "[" + inside + "]"
  }

  private mutating func value(depth: Int) -> String {
    if depth < 4, numbers.chance(40) { return collection(depth: depth) }
    return switch Int.random(in: 0..<6, using: &numbers) {
    case 0: number()
    case 1: numbers.pick(["true", "false", "null"])
    default: string()
    }
  }

  private mutating func number() -> String {
    let whole = numbers.pick(["0", "1", "80", "65535", "9223372036854775808", "100000000000000"])
    let fraction = numbers.pick(["", "", ".0", ".25", ".50"])
    // Foundation's reader, which others are held against, knows no zero with an exponent.
    let exponent = whole == "0" ? "" : numbers.pick(["", "", "", "e3", "E+2", "e-1"])
    return (numbers.chance(30) ? "-" : "") + whole + fraction + exponent
  }

  /// Few of them, so that some occur twice in a mapping.
  private mutating func key() -> String {
    numbers.chance(80)
      ? numbers.pick(["\"a\"", "\"b\"", "\"spec\"", "\"items\"", "\"<<\"", "\"true\"", "\"\""])
      : string()
  }

  private mutating func string() -> String {
    let pieces = [
      "a", "web", "- x: y", "# ", "é", "漢字", "😀", " ", "\u{a0}", "'", "{}", "---", "\\\"", "\\\\",
      "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u00e9", "\\u2028", "\\u0000", "\\uD83D\\ude00",
      "\\\\ud83d", "a-long-text-without-anything-special-in-it", "&anchor", "*alias", "!tag",
    ]
    let count = Int.random(in: 0...4, using: &numbers)
    return "\"" + (0..<count).map { _ in numbers.pick(pieces) }.joined() + "\""
  }

  /// A line break behind a key is no YAML.
  private mutating func blanks() -> String { numbers.pick(["", "", " "]) }

  private mutating func white() -> String {
    numbers.pick(["", "", "", " ", "\n", "\n        ", "\r\n\t", "\r", "   \n          "])
  }
}
