/// A string that was interned at the door; equal symbols of one table are equal strings.
///
/// Strings exist in readers and reports only, everything between them compares integers.
public struct Symbol: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The order of interning, which is the order of the input: stable, but not alphabetical.
  public static func < (left: Symbol, right: Symbol) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The strings of one run, each held once.
public struct SymbolTable: Sendable {
  private var texts: [String] = []
  private var symbols: [String: Symbol] = [:]

  public init() {}

  /// The symbol of `text`, made on first use.
  public mutating func intern(_ text: String) -> Symbol {
    if let known = symbols[text] { return known }
    let symbol = Symbol(rawValue: Int32(texts.count))
    texts.append(text)
    symbols[text] = symbol
    return symbol
  }

  /// The symbol of `text` if something of the input is spelled so.
  public func symbol(for text: String) -> Symbol? {
    symbols[text]
  }

  public subscript(symbol: Symbol) -> String {
    texts[Int(symbol.rawValue)]
  }

  public var count: Int { texts.count }
}
