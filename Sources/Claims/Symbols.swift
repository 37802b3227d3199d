/// Distinct SMT-LIB symbols for texts that need not be: `|shop/db ingress rule 1|`.
struct Symbols {
  private var taken: Set<String> = []

  /// A quoted symbol that was not given out before.
  ///
  /// SMT-LIB has no `|` and no `\` in quoted symbols; what is not printable ASCII is left out for the sake of old readers.
  mutating func symbol(for text: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0x20..<0x7f).contains(scalar.value) && scalar != "|" && scalar != "\\" ? scalar : "_"
        }))
    var candidate = plain
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(plain) #\(number)"
      number += 1
    }
    return "|\(candidate)|"
  }
}
