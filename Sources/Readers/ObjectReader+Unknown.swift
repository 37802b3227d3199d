import ClusterModel
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

  /// Reports keys that differ from a known one in case alone. Of workloads only the parts that matter are read, so that other unknown keys are nobody's
  /// business here; but a misspelt `hostnetwork` would be lost.
  mutating func checkCase(_ fields: Fields, _ known: [String]) {
    for entry in fields.entries where !known.contains(entry.key) {
      guard
        let meant = known.first(where: {
          $0.utf8.count == entry.key.utf8.count && $0.lowercased() == entry.key.lowercased()
        })
      else { continue }
      report(
        .error, at: entry.keyMark, width: entry.key.count, field: entry.key, "unknown field",
        suggestion: "did you mean \(meant)?")
    }
  }

  /// Reports what was probably meant for labels or a namespace: lost, it would put the object where, or make it what, nobody wrote.
  mutating func checkMetadataSpelling(_ metadata: Fields) {
    for entry in metadata.entries where !Self.metadataKeys.contains(entry.key) {
      guard let meant = Spelling.nearest(to: entry.key, among: ["labels", "namespace"]),
        // What differs in case alone is reported already.
        meant.lowercased() != entry.key.lowercased()
      else { continue }
      report(
        .error, at: entry.keyMark, width: entry.key.unicodeScalars.count, field: entry.key,
        "unknown field", suggestion: "did you mean \(meant)?")
    }
  }

  /// Reads a field that has to be there.
  mutating func required<Value>(
    _ key: String, of fields: Fields, _ body: (inout ObjectReader, Node) -> Value?
  ) -> Value? {
    if fields[key] != nil { return read(key, of: fields, body) }
    let similar = Spelling.nearest(to: key, among: fields.entries.map(\.key))
    report(
      .error, at: fields.mark, field: key, "missing",
      suggestion: similar.flatMap { $0 == key ? nil : "\($0) is written: did you mean \(key)?" })
    return nil
  }

  /// `a`, `a or b`, `a, b or c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
