/// Strings made from bytes, the longer ones shared: manifests repeat a few keys and values thousands of times.
///
/// Direct-mapped, so that a text of distinct values costs no more memory than its last few thousand of them.
struct StringCache {
  private static let slots = 4096
  /// Strings of up to 15 bytes live without memory of their own, and what is long is rarely repeated.
  private static let shared = 16...128

  private var strings = [String](repeating: "", count: slots)

  /// FNV-1a.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard Self.shared.contains(bytes.count) else { return String(decoding: bytes, as: UTF8.self) }
    let hash = Self.hash(bytes)
    let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) % UInt64(Self.slots))
    if strings[slot].utf8.count == bytes.count,
      strings[slot].utf8.elementsEqual(bytes)
    {
      return strings[slot]
    }
    let string = String(decoding: bytes, as: UTF8.self)
    strings[slot] = string
    return string
  }
}
