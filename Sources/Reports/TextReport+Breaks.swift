import ClusterModel
import Intents
import Verification

extension TextReport {
  /// What breaks the intent in a wider world: the first in full, the others in a line each.
  func addBreaks(of outcome: Outcome, to page: inout Page) {
    for (index, found) in outcome.breaks.enumerated() {
      let wording = wording.supposing(found.snapshot)
      let mark = index == 0 ? "\(found.world.rawValue): " : "also: "
      page.add("    ", .plain, mark + wording.sentence(found), hanging: 6)
      let reasons = wording.reasons(found)
      for reason in index == 0 || style.detail == .verbose ? reasons : Array(reasons.prefix(1)) {
        page.add("    ", .plain, reason.text, right: reason.place, hanging: 6)
      }
    }
  }
}
