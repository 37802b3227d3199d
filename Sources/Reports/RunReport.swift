public import Analysis
public import ClusterModel
public import Verification

/// What every format tells: a run's result, and what was said of its input.
public struct RunReport: Sendable {
  public var result: VerificationResult
  /// Warnings and notes of the readers, and of the command itself.
  public var remarks: [Remark] = []
  /// Kinds that are assumed absent although objects of them are there: `KIND` or `KIND.GROUP`, as given.
  public var absentKinds: [String] = []
  /// The worked-case folder that was named: text shows places relative to it.
  public var folder: String?
  public var version: String
  /// How long it took to read manifests and intents; nil where nobody measured.
  public var readingSeconds: Double?
  /// What the verdicts rest on, by the places of their intents; empty unless asked for.
  public var reasons: [Place: Reasons] = [:]

  public init(_ result: VerificationResult, version: String) {
    self.result = result
    self.version = version
  }
}

/// One thing to say about the input, beside the verdicts.
public struct Remark: Hashable, Sendable {
  /// `warning` or `note`; errors end a run before it has a report.
  public var severity: String
  public var file: String?
  public var line: Int?
  public var column: Int?
  /// The field's path inside its object; empty when there is none.
  public var path: String
  public var message: String
  public var suggestion: String?

  public init(
    _ severity: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
    path: String = "", _ message: String, suggestion: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
    self.suggestion = suggestion
  }
}
