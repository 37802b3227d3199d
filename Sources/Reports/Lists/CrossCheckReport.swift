public import Analysis
import ClusterModel
public import Evaluation
import Intents

/// What is said of a cross-check on standard error.
public struct CrossCheckReport {
  private let check: CrossCheck
  private let wording: Wording

  public init(_ check: CrossCheck, _ cluster: Cluster) {
    self.check = check
    wording = Wording(cluster.snapshot, files: [])
  }

  public var text: String {
    if check.differences.isEmpty {
      return
        "netproof: cross-check: both readings decide \(TextReport.count(check.count, "flow")) alike\n"
    }
    let flows = check.differences.map { difference in
      let flow = difference.flow
      return "  \(wording.name(flow.source)) → \(wording.name(flow.destination)) "
        + "\(flow.protocol.name) \(flow.port) (\(flow.family.word)): listed "
        + "\(difference.listed.word), by formula \(difference.formula.word)\n"
    }
    return
      "netproof: cross-check: the readings disagree, which is a fault of netproof: please report it\n"
      + flows.joined()
  }
}
