import ClusterModel
import Intents
import Verification

/// A counterexample on a page of its own: the flow, what decides it, and how to see it again.
struct CounterexampleAccount {
  let outcome: Outcome
  let evidence: Evidence
  /// With what the counterexample supposes.
  let snapshot: Snapshot
  let files: [IntentFile]
  let supposesManifest: Bool

  func text(title: String, replay: String?, _ fileName: (String) -> String?) -> String {
    let wording = Wording(renamed(fileName), files: files)
    var page = Page(width: 100, isColoured: false)
    page.add("flow     ", .plain, wording.description(evidence.flow.source), hanging: 9)
    let target =
      evidence.flow.source == evidence.flow.destination
      ? "another pod of \(wording.description(evidence.flow.destination))"
      : wording.description(evidence.flow.destination)
    page.add(
      "      →  ", .plain, "\(target)   \(evidence.flow.protocol.name) \(evidence.flow.port)",
      hanging: 9)
    for direction in [Direction.egress, .ingress] {
      let clause = wording.clause(direction, of: evidence, isComplete: true)
      let word = direction.word + String(repeating: " ", count: 9 - direction.word.count)
      page.add(word, .plain, clause.text, right: clause.place, hanging: 9)
    }
    page.addBlank()
    page.add("sentence ", .plain, outcome.intent.sentence.escapingControls, hanging: 9)
    if let found = outcome.breaks.first {
      page.add(
        "world    ", .plain,
        "\(found.world.rawValue)"
          + (supposesManifest
            ? ": manifest.yaml is what the flow supposes to be there besides" : ""),
        hanging: 9)
    }
    if let replay {
      page.add(
        "again    ", .plain,
        "manifests.yaml holds the objects on which this rests:",
        hanging: 9)
      page.add("         ", .plain, replay, hanging: 9)
    }
    page.add(
      "live     ", .plain, "sh probe.sh attempts the flow in the cluster, by kubectl", hanging: 9)
    return "\(title)\n\n" + page.text
  }

  private func renamed(_ fileName: (String) -> String?) -> Snapshot {
    var copy = snapshot
    var files = FileTable()
    for name in snapshot.files.names { _ = files.add(fileName(name) ?? name) }
    copy.files = files
    return copy
  }
}
