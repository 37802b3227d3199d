import ClusterModel
import Evaluation
import Intents
import SymbolicEngine

/// What answers about flows rest on: found by the symbolic reading, tried in the concrete one.
struct Grounds {
  let cluster: Cluster
  let symbolic: SymbolicEngine

  /// The two readings say different things: a fault of ours.
  struct Disagreement: Error {
    var reason: String
  }

  /// Asks both readings about the flows that stand for a group.
  func compareReadings(of group: FlowGroup) throws(Disagreement) {
    for family in group.families {
      var flow = group.flow
      if case (.pod, .pod) = (flow.source, flow.destination) { flow.family = family }
      let allowed = cluster.decision(for: flow).allowed
      let (may, must) = symbolic.admits(flow)
      guard may == (allowed != .no), must == (allowed == .yes) else {
        throw Disagreement(reason: "the readings disagree about a flow")
      }
    }
  }

  /// Which of some flows that are decided alike rest on a core of one of them, too: it suffices for them, and if it is
  /// minimal they need each part of it.
  func rest(_ flows: [Flow], on core: Core, _ certainty: SymbolicEngine.Certainty) -> [Bool] {
    let whole = cluster.resting(on: Set(core.grounds), core.stance)
    let parts =
      core.isMinimal
      ? core.grounds.map { ground in
        cluster.resting(on: Set(core.grounds.filter { $0 != ground }), core.stance)
      } : []
    func holds(_ flow: Flow, in rested: Cluster) -> Bool {
      let allowed = rested.decision(for: flow).allowed
      return (certainty == .may ? allowed != .no : allowed == .yes) == (core.stance == .permission)
    }
    return flows.map { flow in
      holds(flow, in: whole) && !parts.contains { holds(flow, in: $0) }
    }
  }

  /// What the decision on a flow rests on; nil where the solver reached a limit.
  func core(of flow: Flow) throws(Disagreement) -> Core? {
    let allowed = cluster.decision(for: flow).allowed
    let stance: Stance = allowed == .no ? .denial : .permission
    return try core(of: flow, stance, allowed == .yes ? .must : .may)
  }

  func core(
    of flow: Flow, _ stance: Stance, _ certainty: SymbolicEngine.Certainty
  ) throws(Disagreement) -> Core? {
    switch symbolic.core(of: flow, stance, certainty) {
    case .gaveUp: return nil
    case .notSo: throw Disagreement(reason: "the symbolic reading decides a flow otherwise")
    case .core(let core):
      func holds(_ grounds: [Ground]) -> Bool {
        let rested = cluster.resting(on: Set(grounds), stance).decision(for: flow).allowed
        return (certainty == .may ? rested != .no : rested == .yes) == (stance == .permission)
      }
      guard holds(core.grounds) else {
        throw Disagreement(reason: "the concrete reading needs more than the core of a flow")
      }
      let isIdle = core.grounds.contains { ground in holds(core.grounds.filter { $0 != ground }) }
      if core.isMinimal, isIdle {
        throw Disagreement(reason: "the concrete reading needs less than the core of a flow")
      }
      return core
    }
  }
}
