/// A mistake in a text, found before anybody asked what its objects mean.
public struct YAMLError: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// libyaml's own words for a text that is no YAML; `context` may be empty.
    case syntax(problem: String, context: String)
    /// A key that its mapping already has.
    case duplicateKey(String, first: Mark)
    /// A key that YAML 1.1 reads as another text than the one that was written; `reading` is nil for null.
    case ambiguousKey(String, reading: String?)
    /// A list or a mapping as key.
    case keyIsCollection
    case keyIsTooLong(bytes: Int)
    /// A tag like `!legacy`, or one of YAML's own that Kubernetes has no use for.
    case unknownTag(String)
    /// A tag that does not fit what it stands before.
    case mismatchedTag(String, text: String)
    case unknownAnchor(String)
    /// An alias inside the node that it names.
    case recursiveAnchor(String)
    /// `<<` with something else than a mapping or a list of mappings.
    case mergeOfOther
    /// `<<` brings in a key that is written before it: Kubernetes' reader and the YAML specification disagree on who wins.
    case mergeAfterKey(String, written: Mark)
    case tooDeep
    case tooManyAliases
    /// So many documents could not be read that the rest of the text is not.
    case tooManyMistakes
  }

  public var cause: Cause
  public var mark: Mark
  /// How many columns the mistake spans.
  public var width: Int
  /// Whether nothing after this place of the document could be read.
  public var endsDocument: Bool

  init(_ cause: Cause, at mark: Mark, width: Int = 1, endsDocument: Bool = false) {
    self.cause = cause
    self.mark = mark
    self.width = max(width, 1)
    self.endsDocument = endsDocument
  }
}
