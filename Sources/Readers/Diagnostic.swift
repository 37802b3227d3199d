public import ClusterModel

/// Something to say about the input, with its place.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: Hashable, Sendable {
    /// The run ends with exit status 2 after all files have been read.
    case error
    case warning
    case note
  }

  public var severity: Severity
  /// Nil where the mistake has no place, as with an empty folder.
  public var place: Place?
  /// The field's path inside its object, as in `spec.ingress[0].ports[1].port`; empty when there is none.
  public var path: String
  /// Lower case, no full stop, user input in backticks: what was found, and what was expected.
  public var message: String
  /// What was probably meant: `did you mean podSelector?`
  public var suggestion: String?
  /// The source line to show, and how many columns the caret spans from `place.column` on.
  public var excerpt: Excerpt?

  public struct Excerpt: Hashable, Sendable {
    public var line: String
    public var width: Int
    /// How many columns of the source line were left out before `line`.
    public var cut: Int

    public init(line: String, width: Int, cut: Int = 0) {
      self.line = line
      self.width = width
      self.cut = cut
    }
  }

  public init(
    _ severity: Severity, at place: Place?, path: String = "", _ message: String,
    suggestion: String? = nil, excerpt: Excerpt? = nil
  ) {
    self.severity = severity
    self.place = place
    self.path = path
    self.message = message
    self.suggestion = suggestion
    self.excerpt = excerpt
  }
}
