public import ClusterModel
import Compilation
import Formula
public import Intents
import Z3

/// Asks Z3 what two snapshots allow differently.
public final class SymbolicComparison {
  public enum Outcome: Hashable, Sendable {
    case found(Flow, Hypothesis)
    case none
    case gaveUp(reason: String)
  }

  private let reading: JointReading
  private let limits: Limits
  private let context = SolverContext()
  private var session: SolverSession?

  /// - Parameters:
  ///   - old: has the namespaces and pods of `new`, by index; what it lacks is a pod that has finished.
  ///   - absentFromOld: namespaces that the old side does not have, and the same for the new side.
  ///   - accepting: sentences that accept flows of the new side.
  ///   - world: the widest that will be asked about.
  public init(
    old: Snapshot, new: Snapshot, absentFromOld: [NamespaceID], absentFromNew: [NamespaceID],
    assumptions: Assumptions, accepting: [Claim], world: World, limits: Limits
  ) {
    reading = JointReading(
      old: old, new: new, absent: [.old: absentFromOld, .new: absentFromNew],
      assumptions: assumptions, coverage: accepting, isWider: world != .deployed)
    self.limits = limits
  }

  /// A flow of a world that is different in one way.
  ///
  /// - Parameter unaccepted: whether flows that a sentence accepts are left out.
  public func flow(
    _ difference: FlowDifference, unaccepted: Bool = false, in world: World
  ) -> Outcome {
    var parts = [reading.differs(difference), reading.isIn(world)]
    if unaccepted { parts.append(.not(reading.accepted)) }
    let asked = reading.formulas.all(parts)
    if asked.isNever { return .none }
    let session =
      self.session
      ?? SolverSession(
        reading.flows, allowed: .always, of: reading.formulas, limits, in: context)
    self.session = session
    session.deadline = limits.timeout.map { ContinuousClock.now + .seconds($0) }
    return session.assuming(asked) {
      switch session.check() {
      case .unsat: return .none
      case .unknown(let reason): return .gaveUp(reason: reason)
      case .sat:
        let values = session.values()
        guard let (flow, hypothesis) = reading.flow(of: Valuation(of: values, in: reading.formulas))
        else {
          preconditionFailure("a model of Z3 does not decode to a flow that satisfies its formula")
        }
        return .found(flow, hypothesis)
      }
    }
  }
}
