import Analysis
import ClusterModel
import Intents
public import Verification

extension RunReport {
  /// The run's, unless looking for reasons found out that the readings disagree.
  public var exitStatus: ExitStatus {
    let isDisputed = reasons.values.contains { $0.disagreement != nil }
    return isDisputed ? result.exitStatus.worse(.disagreement) : result.exitStatus
  }
}

extension TextReport {
  /// More facts than these are counted.
  private static let listedGrounds = 6

  func addReasons(of outcome: Outcome, to page: inout Page) {
    guard let reasons = run.reasons[outcome.intent.place] else { return }
    let isOfOne = reasons.isOfFlow && outcome.counterexamples.count > 1
    let lead = isOfOne ? "    the first rests on  " : "    rests on  "
    let indentation = lead.count
    let limit = style.detail == .verbose ? Int.max : Self.listedGrounds
    for (index, core) in reasons.summarized.enumerated() {
      let mark = index == 0 ? lead : String(repeating: " ", count: indentation - 4) + "and "
      page.add(mark, .plain, wording.grounds(core, limit: limit), hanging: indentation)
    }
    for direction in reasons.unrestricted {
      page.add(
        String(repeating: " ", count: indentation), .plain,
        "no policy isolates \(direction == .egress ? "a source" : "a destination") for "
          + direction.word, hanging: indentation)
    }
    if reasons.isIncomplete {
      page.add("    ", .doubtful, "what it rests on was not found within the limits", hanging: 6)
    }
    if let reason = reasons.disagreement {
      page.add("    ", .bad, "\(reason): a fault of netproof, please report it", hanging: 6)
    }
  }
}

extension Reasons {
  /// One core for what is denied and one for what is allowed: those of several tenants are put together.
  fileprivate var summarized: [Core] {
    [Stance.denial, .permission].compactMap { stance in
      let own = cores.filter { $0.stance == stance }
      if own.count <= 1 { return own.first }
      return Core(
        stance, Set(own.flatMap(\.grounds)).sorted(), isMinimal: own.allSatisfy(\.isMinimal))
    }
  }
}
