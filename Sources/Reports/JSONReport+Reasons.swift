import Analysis
import ClusterModel
import Verification

extension JSONTree {
  struct Reasons: Encodable {
    /// `intent`, or `counterexample`: of which the answer rests on these.
    var of: String
    var cores: [FlowJSONTree.Core]
    var unrestricted: [String]
    var complete: Bool
    var disagreement: String?
  }
}

extension JSONReport {
  func reasons(_ reasons: Reasons) -> JSONTree.Reasons {
    JSONTree.Reasons(
      of: reasons.isOfFlow ? "counterexample" : "intent",
      cores: reasons.cores.map(parts.core),
      unrestricted: reasons.unrestricted.map(\.word), complete: !reasons.isIncomplete,
      disagreement: reasons.disagreement)
  }
}
