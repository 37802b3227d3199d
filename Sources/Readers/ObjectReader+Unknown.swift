import YAML

extension ObjectReader {
  /// Reports every key that the API does not know here (C-160): the server would drop it silently, and what is left may select
  /// everything.
  /// - Parameter hints: what to say of keys that belong elsewhere.
  mutating func checkKeys(
    _ fields: Fields, _ known: [String], hints: [String: String] = [:]
  ) {
    for entry in fields.entries where !known.contains(entry.key) {
      let nearest = Spelling.nearest(to: entry.key, among: known)
      report(
        .error, at: entry.keyMark, width: entry.key.unicodeScalars.count, field: entry.key,
        "unknown field, expected \(Self.list(known))",
        suggestion: hints[entry.key] ?? nearest.map { "did you mean \($0)?" })
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
