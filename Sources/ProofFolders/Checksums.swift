import Crypto

/// The file `SHA256SUMS`: what `sha256sum -c` reads.
public struct Checksums: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// 64 digits.
    public var digest: String
    /// From the folder of proofs on.
    public var path: String

    public init(digest: String, path: String) {
      self.digest = digest
      self.path = path
    }
  }

  public static let fileName = "SHA256SUMS"
  public var entries: [Entry]

  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  public var text: String { entries.map { "\($0.digest)  \($0.path)\n" }.joined() }

  /// Nil for anything but what ``text`` gives.
  public init?(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "", !lines.isEmpty else { return nil }
    entries = []
    for line in lines {
      let digest = String(line.prefix(64))
      guard digest.count == 64, digest.allSatisfy({ "0123456789abcdef".contains($0) }),
        line.dropFirst(64).hasPrefix("  "), line.utf8.count > 66
      else { return nil }
      entries.append(Entry(digest: digest, path: String(line.dropFirst(66))))
    }
    guard Set(entries.map(\.path)).count == entries.count else { return nil }
  }

  /// In hexadecimal digits.
  public static func digest(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether `sha256sum` reads a path as it is written here: it writes some in a way of its own.
  public static func canHold(_ path: String) -> Bool {
    !path.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\\") || $0 == 13 }
  }
}
