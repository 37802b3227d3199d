#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

  /// - Parameter hash: that of `bytes`.
  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> String {
    guard Self.shared.contains(bytes.count) else { return String(decoding: bytes, as: UTF8.self) }
    let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) % UInt64(Self.slots))
    let isKnown = strings[slot].utf8.withContiguousStorageIfAvailable { known in
      guard known.count == bytes.count, let left = known.baseAddress, let right = bytes.baseAddress
      else { return false }
      return memcmp(left, right, bytes.count) == 0
    }
    if isKnown == true { return strings[slot] }
    let string = String(decoding: bytes, as: UTF8.self)
    strings[slot] = string
    return string
  }

  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard Self.shared.contains(bytes.count) else { return String(decoding: bytes, as: UTF8.self) }
    return string(bytes, hash: Self.hash(bytes))
  }
}
