import Evaluation
import ExplicitEngine

/// A way in which flows of pods to come can differ.
enum NewPodAspect: Hashable, CaseIterable {
  case gained, perhapsGained, lost, perhapsLost, settled, unsettled

  var isGain: Bool { self == .gained || self == .perhapsGained }
  var isLoss: Bool { self == .lost || self == .perhapsLost }

  var certainty: Certainty {
    self == .perhapsGained || self == .perhapsLost || self == .unsettled ? .may : .must
  }

  /// The ports of a change that differ in this way.
  func ports(of change: NewcomerComparison.Change) -> PortSet {
    switch self {
    case .gained: change.mustAfter.subtracting(change.mayBefore)
    case .perhapsGained:
      change.mayAfter.subtracting(change.mustAfter).subtracting(change.mayBefore)
    case .lost: change.mustBefore.subtracting(change.mayAfter)
    case .perhapsLost:
      change.mayBefore.subtracting(change.mustBefore).subtracting(change.mayAfter)
    case .settled:
      change.mustAfter.subtracting(change.mustBefore).intersection(change.mayBefore)
    case .unsettled:
      change.mustBefore.subtracting(change.mustAfter).intersection(change.mayAfter)
    }
  }

  /// Whether a flow with these decisions on both sides differs in this way.
  func isMet(_ before: Ternary, _ after: Ternary) -> Bool {
    switch self {
    case .gained: before == .no && after == .yes
    case .perhapsGained: before == .no && after == .unknown
    case .lost: before == .yes && after == .no
    case .perhapsLost: before == .unknown && after == .no
    case .settled: before == .unknown && after == .yes
    case .unsettled: before == .yes && after == .unknown
    }
  }
}
