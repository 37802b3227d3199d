import ClusterModel
import Evaluation
import Intents
import Verification

/// The report that a person reads: a line an intent, and under a refutation what to change.
public struct TextReport {
  /// How much is said of each intent.
  public enum Detail: Sendable {
    /// Only what is not in order, and the summary.
    case quiet
    case normal
    /// Witnesses, every determining rule and every isolating policy as well.
    case verbose
  }

  public struct Style: Sendable {
    /// Columns. Where the output is no terminal it should not depend on one.
    public var width = 100
    public var isColoured = false
    public var detail = Detail.normal
    public var showsTimes = false
    /// Whether a summary that is longer than a line may be broken.
    public var breaksSummary = false
    public var showsStatistics = false

    public init() {}
  }

  let run: RunReport
  let style: Style
  let wording: Wording

  public init(_ run: RunReport, _ style: Style = Style()) {
    self.run = run
    self.style = style
    wording = Wording(run.result.snapshot, files: run.result.files, folder: run.folder)
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    var page = self.page
    let outcomes = run.result.outcomes.filter(isShown)
    var file = -1
    for outcome in outcomes {
      if run.result.files.count > 1, outcome.file != file {
        if file >= 0 { page.addBlank() }
        let intents = run.result.files[outcome.file]
        let name = intents.name.map { " · " + $0.escapingControls } ?? ""
        page.add(wording.file(intents.file) + name, .faint, hanging: 0)
        file = outcome.file
      }
      add(outcome, to: &page)
    }
    if !outcomes.isEmpty { page.addBlank() }
    addSummary(to: &page)
    return page.text
  }

  /// The summary alone, for where the report itself goes to a file.
  public var summary: String {
    var page = self.page
    page.add(summaryLine, .plain, hanging: 0)
    return page.text
  }

  private var page: Page {
    Page(width: style.width, isColoured: style.isColoured)
  }

  private func isShown(_ outcome: Outcome) -> Bool {
    style.detail != .quiet || outcome.exitStatus(run.result.options) != .success
      || outcome.verdict == .refuted || outcome.verdict == .vacuous
  }

  /// The width of the column of verdicts.
  var verdictWidth: Int {
    run.result.outcomes.lazy.map(\.verdict.rawValue.count).max() ?? 0
  }
}

extension Verdict {
  var symbol: String {
    switch self {
    case .proved: "✓"
    case .holdsToday: "≈"
    case .refuted: "✗"
    case .vacuous: "~"
    case .waived: "○"
    case .unsupported, .inconclusive: "?"
    case .disagreement: "!"
    }
  }

  var ink: Ink {
    switch self {
    case .proved, .holdsToday: .good
    case .refuted, .disagreement: .bad
    case .vacuous, .waived, .unsupported, .inconclusive: .doubtful
    }
  }
}
