public import Analysis
import ClusterModel
import Evaluation
public import Verification

/// What every format of a listing tells.
public struct ListReport {
  public var connectivity: Connectivity
  /// What pods to come could reach, where that was asked for.
  public var newPods: NewPodConnectivity?
  /// Warnings and notes of the readers, and of the command itself.
  public var remarks: [Remark] = []
  /// Kinds that are assumed absent although objects of them are there, as given.
  public var absentKinds: [String] = []
  /// The options of the command line, as given, for whoever reads the report later.
  public var filters = Filters()
  /// The worked-case folder that was named.
  public var folder: String?
  public var version: String
  public var exitStatus: ExitStatus
  let wording: ListWording

  /// What rows speak of, those with pods to come behind the others.
  var ends: [ListedEnd] { connectivity.ends + (newPods?.ends ?? []) }

  /// What was asked for, as typed.
  public struct Filters: Sendable {
    public var from: [String] = []
    public var to: [String] = []
    public var namespaces: [String] = []
    public var port: [String] = []

    public init() {}
  }

  public init(
    _ connectivity: Connectivity, version: String, exitStatus: ExitStatus, folder: String? = nil
  ) {
    self.connectivity = connectivity
    self.version = version
    self.exitStatus = exitStatus
    self.folder = folder
    wording = ListWording(connectivity, folder: folder)
  }
}

/// A format that writes a listing.
public protocol ListFormat {
  init(_ report: ListReport)

  func write(to stream: inout ReportStream) throws
}
