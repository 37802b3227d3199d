extension Intent {
  /// What files about the intent are called: its id, else its sentence in small letters, digits and hyphens.
  public var fileName: String {
    if let id { return Self.slug(id, keepingCase: true) }
    return Self.slug(sentence, keepingCase: false)
  }

  private static func slug(_ text: String, keepingCase: Bool) -> String {
    let words = (keepingCase ? text : text.lowercased()).split { character in
      !(character.isASCII && (character.isLetter || character.isNumber || "_.".contains(character)))
    }
    let name = words.joined(separator: "-")
    // What begins with a dot is hidden or a folder of its own, and a name has at most 255 bytes.
    let plain = name.first.map { $0 == "." } ?? true ? "intent" + name : name
    return plain.utf8.count <= longest ? plain : "\(plain.prefix(longest))-\(checksum(plain))"
  }

  private static let longest = 100

  /// FNV-1a: tells long sentences with one beginning apart, the same on every machine.
  private static func checksum(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return String(hash, radix: 36)
  }
}
