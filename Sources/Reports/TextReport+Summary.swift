import ClusterModel
import Intents
import Verification

extension TextReport {
  func addSummary(to page: inout Page) {
    // Off a terminal it is never broken: whoever looks for it takes the line as a whole.
    page.add(
      style.breaksSummary ? "" : summaryLine, .plain, style.breaksSummary ? summaryLine : "",
      hanging: 2)
    guard style.detail != .quiet else { return }
    switch run.result.options.engines {
    case .both: break
    case .explicit: page.add("", .plain, "decided by the explicit engine alone", hanging: 2)
    case .symbolic: page.add("", .plain, "decided by z3 alone", hanging: 2)
    }
    for assumed in run.result.assumed {
      var facts = wording.facts(assumed)
      if !run.absentKinds.isEmpty {
        facts.append("no \(run.absentKinds.map(\.escapingControls).joined(separator: ", "))")
      }
      if facts.isEmpty { continue }
      page.add("", .plain, heading(assumed) + ": " + facts.joined(separator: "; "), hanging: 2)
    }
    addKinds(to: &page)
    if style.showsStatistics { addStatistics(to: &page) }
  }

  var summaryLine: String {
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = run.result.count(of: verdict)
      guard count > 0 else { return nil }
      return verdict == .holdsToday
        ? "\(count) \(count == 1 ? "holds" : "hold") today"
        : "\(count) \(verdict.rawValue)"
    }
    let snapshot = run.result.snapshot
    let objects = [
      Self.count(snapshot.namespaces.count, "namespace"),
      Self.count(snapshot.workloads.count, "workload"),
      Self.count(snapshot.policyCount, "policy", "policies"),
    ]
    var parts = [
      counts.isEmpty ? "no intents" : counts.joined(separator: ", "),
      objects.joined(separator: ", "),
    ]
    if style.showsTimes { parts.append(Self.duration(run.result.statistics.seconds)) }
    return parts.joined(separator: " · ")
  }

  private func heading(_ assumed: Assumed) -> String {
    guard run.result.assumed.count > 1 else { return "assumes" }
    let names = assumed.files.map { wording.file(run.result.files[$0].file) }
    return "\(wording.list(names)) assumes"
  }

  private func addKinds(to page: inout Page) {
    func list(_ kinds: [IgnoredKind]) -> String {
      kinds.map { "\($0.kind.escapingControls)\($0.count == 1 ? "" : " (\($0.count))")" }
        .joined(separator: ", ")
    }
    let kinds = run.result.snapshot.ignoredKinds
    let known = kinds.filter(\.isKnown)
    if !known.isEmpty {
      let count = known.reduce(0) { $0 + $1.count }
      let names = style.detail == .verbose ? ": " + list(known) : ""
      page.add(
        "", .plain,
        "ignored: \(Self.count(count, "object")) of \(Self.count(known.count, "kind")) "
          + "that cannot matter\(names)", hanging: 2)
    }
    let unknown = kinds.filter { !$0.isKnown }
    if !unknown.isEmpty {
      page.add("", .plain, "unknown kinds, taken not to matter: " + list(unknown), hanging: 2)
    }
  }

  private func addStatistics(to page: inout Page) {
    let statistics = run.result.statistics
    var parts = [
      "\(Self.duration(statistics.buildSeconds)) to build the engines",
      Self.count(statistics.classes, "class", "classes") + " of pods and addresses",
    ]
    if run.result.options.engines != .explicit {
      parts += [
        Self.count(statistics.solverChecks, "check") + " by z3",
        Self.count(statistics.solverTerms, "term"),
        Self.count(Int(clamping: statistics.solverResourceUnits), "resource unit"),
        Self.duration(statistics.solverSeconds) + " in the solver",
      ]
    }
    page.add("", .plain, "statistics: " + parts.joined(separator: ", "), hanging: 2)
    for outcome in run.result.outcomes.sorted(by: { $0.seconds > $1.seconds }).prefix(3) {
      page.add(
        "  ", .plain,
        "\(Self.duration(outcome.seconds))  \(outcome.intent.sentence.escapingControls)",
        right: wording.place(outcome.intent.place), hanging: 10)
    }
  }

  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `12 ms`, `1.25 s`
  static func duration(_ seconds: Double) -> String {
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    let hundredths = Int((seconds * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
  }
}
