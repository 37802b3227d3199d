import ClusterModel
import Intents

extension Verifier {
  /// Decides the intents once more under the other `assume.baselineScope`, where it can matter, and notes which would then have
  /// another verdict: the API leaves open which of the two holds (C-99).
  func noteBaselineScope(in result: inout VerificationResult) async {
    guard !isOtherScope, snapshot.dependsOnBaselineScope else { return }
    var other = self
    other.isOtherScope = true
    other.files = files.map { file in
      var file = file
      file.assumptions.baselineScope = file.assumptions.baselineScope.other
      return file
    }
    let outcomes = await other.run().outcomes
    for index in outcomes.indices where outcomes[index].verdict != result.outcomes[index].verdict {
      let scope = other.files[outcomes[index].file].assumptions.baselineScope
      result.outcomes[index].notes.append(.baselineScope(scope, outcomes[index].verdict))
    }
  }
}

extension BaselineScope {
  fileprivate var other: BaselineScope { self == .direction ? .pod : .direction }
}
