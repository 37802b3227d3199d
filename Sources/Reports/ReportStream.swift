/// Takes a report as it comes into being: what is large is never in memory as a whole.
public struct ReportStream {
  private static let limit = 1 << 16

  private var buffer: [UInt8] = []
  private let send: ([UInt8]) throws -> Void

  /// - Parameter send: called with one piece after the other, none empty.
  public init(_ send: @escaping ([UInt8]) throws -> Void) {
    self.send = send
    buffer.reserveCapacity(Self.limit + Self.limit / 4)
  }

  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.limit { try flush() }
  }

  mutating func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.limit { try flush() }
  }

  /// Sends what is left.
  public mutating func flush() throws {
    if buffer.isEmpty { return }
    try send(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
