public import Analysis
import ClusterModel
import Evaluation
import Intents
public import Verification

/// What `netproof diff` has to say, whatever the format.
public struct DifferenceReport: Sendable {
  public var answer: DifferenceAnswer
  /// How the two sides are called: folders, or a revision.
  public var oldName: String
  public var newName: String
  public var acceptances: [Acceptance] = []
  /// Acceptances that count no more on the day of the run.
  public var expired: [Acceptance] = []
  public var remarks: [Remark] = []
  public var absentKinds: [String] = []
  public var exitStatus: ExitStatus
  public var version: String

  public init(
    _ answer: DifferenceAnswer, old: String, new: String, exitStatus: ExitStatus, version: String
  ) {
    self.answer = answer
    oldName = old
    newName = new
    self.exitStatus = exitStatus
    self.version = version
  }

  var snapshots: SnapshotPair { answer.difference.clusters.snapshots }

  func wording(_ side: Side) -> Wording { Wording(snapshots[side], files: []) }
}
