import ClusterModel
import Evaluation

/// The words of the token format that the verified checker reads; proofs/checker/README.md has its grammar.
enum Tokens {
  /// `=` and the text. Whatever is no plain ASCII is written as its bytes.
  static func text(_ text: String) -> String {
    var word = "="
    for byte in text.utf8 {
      if (33...126).contains(byte), byte != UInt8(ascii: "%") {
        word.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        word += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return word
  }

  static func list(_ items: some Sequence<String>) -> String {
    (["["] + items + ["]"]).joined(separator: " ")
  }

  /// A line for each item.
  static func lines(_ items: [String]) -> String {
    items.isEmpty ? "[ ]" : "[\n" + items.map { "  \($0)\n" }.joined() + "]"
  }

  static func option(_ word: String?) -> String { word.map { "+ \($0)" } ?? "-" }

  /// An address.
  static func number(_ bits: UInt128) -> String { "0x" + String(bits, radix: 16) }

  static func cidr(_ cidr: CIDR) -> String {
    "\(number(cidr.address.bits)) \(cidr.prefixLength)"
  }

  static func block(_ cidr: CIDR, except: [CIDR]) -> String {
    "\(cidr.family.word) \(self.cidr(cidr)) \(list(except.map(self.cidr)))"
  }

  static func ranges<Bound>(
    _ set: IntervalSet<Bound>, _ number: (Bound) -> String
  ) -> String {
    list(set.ranges.map { "\(number($0.lowerBound)) \(number($0.upperBound))" })
  }

  static func labels(_ pairs: [Labels.Pair], _ symbols: SymbolTable) -> String {
    list(pairs.map { "\(text(symbols[$0.key])) \(text(symbols[$0.value]))" })
  }

  static func texts(_ names: [Symbol], _ symbols: SymbolTable) -> String {
    list(names.map { text(symbols[$0]) })
  }

  static func selector(_ selector: LabelSelector, _ symbols: SymbolTable) -> String {
    let requirements = selector.matchExpressions.map { requirement in
      let key = text(symbols[requirement.key])
      return switch requirement.operator {
      case .in: "In \(key) \(texts(requirement.values, symbols))"
      case .notIn: "NotIn \(key) \(texts(requirement.values, symbols))"
      case .exists: "Exists \(key)"
      case .doesNotExist: "DoesNotExist \(key)"
      }
    }
    return "\(labels(selector.matchLabels, symbols)) \(list(requirements))"
  }

  static func selector(orNone selector: LabelSelector?, _ symbols: SymbolTable) -> String {
    option(selector.map { self.selector($0, symbols) })
  }
}
