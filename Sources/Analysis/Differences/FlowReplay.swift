import ClusterModel
import Evaluation
import Intents
import SymbolicEngine

/// Holds a flow that an engine found against the reference semantics of both sides.
struct FlowReplay {
  let clusters: ClusterPair

  /// What is decided of a flow on a side; no for a flow that the side does not have.
  func allowed(_ flow: DifferingFlow, _ side: Side) -> Ternary {
    let snapshots = clusters.snapshots
    guard flow.hypothesis.pods.allSatisfy({ snapshots.has($0.namespace, side) }) else { return .no }
    let cluster = clusters.supposing(flow.hypothesis)[side]
    return cluster.exists(flow.flow) ? cluster.decision(for: flow.flow).allowed : .no
  }

  /// Whether the flow is different in this way.
  func confirms(_ flow: DifferingFlow, _ difference: FlowDifference) -> Bool {
    let (old, new) = (allowed(flow, .old), allowed(flow, .new))
    switch difference {
    case .gained: return old == .no && new != .no
    case .lost: return old != .no && new == .no
    case .settled: return old == .unknown && new == .yes
    case .unsettled: return old == .yes && new == .unknown
    }
  }

  /// The flow with no more supposed than it takes: what can be left out is.
  func smallest(_ flow: DifferingFlow) -> DifferingFlow {
    var best = flow
    let said = (allowed(flow, .old), allowed(flow, .new))
    func attempt(_ change: (inout Hypothesis) -> Void) {
      var candidate = best
      change(&candidate.hypothesis)
      if candidate != best, (allowed(candidate, .old), allowed(candidate, .new)) == said {
        best = candidate
      }
    }
    for index in flow.hypothesis.pods.indices {
      for label in flow.hypothesis.pods[index].labels {
        attempt { $0.pods[index].labels.removeAll { $0 == label } }
      }
      for port in flow.hypothesis.pods[index].ports {
        attempt { $0.pods[index].ports.removeAll { $0 == port } }
      }
      attempt { $0.pods[index].serviceAccount = nil }
      // Without an address of its own a supposed pod has an unknown one: what stays certain needs none.
      attempt { $0.pods[index].address = nil }
    }
    for index in flow.hypothesis.namespaces.indices {
      for label in flow.hypothesis.namespaces[index].labels {
        attempt { $0.namespaces[index].labels.removeAll { $0 == label } }
      }
    }
    for (namespace, labels) in flow.hypothesis.namespaceLabels {
      for label in labels {
        attempt { $0.namespaceLabels[namespace]?.removeAll { $0 == label } }
      }
    }
    return best
  }
}
