/// A position in a text, counted from 1; columns count Unicode scalars.
public struct Mark: Hashable, Comparable, Sendable {
  public var line: Int32
  public var column: Int32

  public init(line: Int32, column: Int32) {
    self.line = line
    self.column = column
  }

  public static func < (left: Mark, right: Mark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// One node of a YAML document, aliases and merge keys already resolved.
public struct Node: Sendable {
  public enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
    /// A subtree that the caller of the parser asked to be passed over.
    case skipped
  }

  /// A key and its value; keys of a mapping are unique.
  public struct Entry: Sendable {
    public var key: String
    public var keyMark: Mark
    public var value: Node

    public init(key: String, keyMark: Mark, value: Node) {
      self.key = key
      self.keyMark = keyMark
      self.value = value
    }
  }

  public var content: Content
  public var mark: Mark

  public init(content: Content, mark: Mark) {
    self.content = content
    self.mark = mark
  }
}

/// A scalar as written, and what the Kubernetes YAML reader makes of it (YAML 1.1).
public struct Scalar: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// Also an integer that no Int64 holds.
    case float(Double)
    case string
  }

  /// The text with quotes and escapes resolved.
  public var text: String
  public var value: Value
  /// Whether it was written without quotes.
  public var isPlain: Bool

  public init(text: String, value: Value, isPlain: Bool) {
    self.text = text
    self.value = value
    self.isPlain = isPlain
  }
}
