/// What Kubernetes' YAML reader makes of plain scalars: the table of `sigs.k8s.io/yaml/goyaml.v2`, file `resolve.go`,
/// which is YAML 1.1 without base 60 and with dates left as strings.
enum ScalarResolution {
  /// Whether a plain scalar with this first byte is a string, whatever follows.
  static func isString(firstByte: UInt8) -> Bool {
    isStringFirst[Int(firstByte)]
  }

  private static let isStringFirst: [Bool] = (0...255).map {
    !"0123456789+-.yYnNtTfFoO~".utf8.contains($0)
  }

  static func value(ofPlain text: String) -> Scalar.Value {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number(text)
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return words[text] ?? number(text)
    case UInt8(ascii: "."):
      return words[text] ?? (isDecimalFloat(text) ? float(text) : .string)
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"),
      UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "~"):
      return text.utf8.count <= 5 ? words[text] ?? .string : .string
    default:
      return .string
    }
  }

  private static let words: [String: Scalar.Value] = {
    var words: [String: Scalar.Value] = [:]
    for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] {
      words[word] = .bool(true)
    }
    for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
      words[word] = .bool(false)
    }
    for word in ["~", "null", "Null", "NULL"] { words[word] = .null }
    for word in [".nan", ".NaN", ".NAN"] { words[word] = .float(.nan) }
    for word in [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"] {
      words[word] = .float(.infinity)
    }
    for word in ["-.inf", "-.Inf", "-.INF"] { words[word] = .float(-.infinity) }
    return words
  }()

  /// A text that begins with a digit or a sign: an integer in Go's notation, else a decimal fraction, else no number.
  private static func number(_ text: String) -> Scalar.Value {
    if let small = smallDecimal(text) { return .int(small) }
    let plain = text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
    if let integer = integer(plain) { return integer }
    return isDecimalFloat(plain) ? float(plain) : .string
  }

  /// Almost every number of a manifest: a few decimal digits, the first of which is not 0.
  private static func smallDecimal(_ text: String) -> Int64? {
    guard text.utf8.count <= 15, text.utf8.first != UInt8(ascii: "0") else { return nil }
    var number: Int64 = 0
    for byte in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// Go's `strconv.ParseInt(text, 0, 64)`: the prefix gives the base, a leading 0 is octal. Nil for what is none; what is too
  /// large for Int64 is a float.
  private static func integer(_ text: String) -> Scalar.Value? {
    var digits = Substring(text)
    var isNegative = false
    if let sign = digits.first, sign == "+" || sign == "-" {
      isNegative = sign == "-"
      digits.removeFirst()
    }
    var radix = 10
    if digits.first == "0", digits.utf8.count > 1 {
      switch digits.dropFirst().first {
      case "x", "X": radix = 16
      case "b", "B": radix = 2
      case "o", "O": radix = 8
      default: radix = 0
      }
      digits = digits.dropFirst(radix == 0 ? 1 : 2)
      if radix == 0 { radix = 8 }
    }
    // Swift's own initialisers would take a second sign.
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
    else { return nil }
    if let magnitude = UInt64(digits, radix: radix) {
      if isNegative {
        if let exact = Int64(exactly: -Int128(magnitude)) { return .int(exact) }
        return .float(-Double(magnitude))
      }
      return Int64(exactly: magnitude).map { .int($0) } ?? .float(Double(magnitude))
    }
    guard radix != 10, digits.allSatisfy({ $0.isASCII && ($0.hexDigitValue ?? 99) < radix }) else {
      return nil
    }
    let magnitude = digits.reduce(0.0) { $0 * Double(radix) + Double($1.hexDigitValue ?? 0) }
    return .float(isNegative ? -magnitude : magnitude)
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func isDecimalFloat(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest[run.endIndex...]
      return run.count
    }
    func skip(_ bytes: UInt8...) -> Bool {
      guard let first = rest.first, bytes.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = skip(UInt8(ascii: "+"), UInt8(ascii: "-"))
    let whole = digits()
    let hasPoint = skip(UInt8(ascii: "."))
    let fraction = hasPoint ? digits() : 0
    guard whole > 0 || fraction > 0 else { return false }
    if skip(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      _ = skip(UInt8(ascii: "+"), UInt8(ascii: "-"))
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// What no Double holds stays a string, as in Go.
  private static func float(_ text: String) -> Scalar.Value {
    let padded = text.hasSuffix(".") ? text + "0" : text
    guard let value = Double(padded.hasPrefix("+") ? String(padded.dropFirst()) : padded),
      value.isFinite
    else { return .string }
    return .float(value)
  }
}
