import Intents
import Verification

/// The members of the JSON report; `schemas/report.schema.json` says the same for programs.
///
/// An optional that is nil is left out.
enum JSONTree {
  struct Report: Encodable {
    var schema: String
    var version: String
    var exitStatus: Int32
    var summary: [String: Int]
    var options: Options
    var input: Input
    var intents: [Intent]
    var assumptions: [Assumptions]
    var remarks: [Remark]
    var statistics: Statistics
  }

  struct Options: Encodable {
    var engine: String
    var requireBoth: Bool
    /// 0 stands for all, as on the command line.
    var limit: Int
    var timeout: Double?
    var rlimit: UInt32?
    var failOn: String
    var strict: Bool
    var today: String

    init(_ options: VerificationOptions) {
      engine = options.engines.rawValue
      requireBoth = options.requiresBoth
      limit = options.counterexampleLimit ?? 0
      timeout = options.limits.timeout
      rlimit = options.limits.rlimit
      failOn = options.failOn.rawValue
      strict = options.isStrict
      today = options.today.description
    }
  }

  struct Input: Encodable {
    var folder: String?
    var files: [String]
    var intentFiles: [String]
    var namespaces: Int
    var workloads: Int
    var pods: Int
    var policies: Int
    var services: Int
    var ingresses: Int
    var absentKinds: [String]
    var ignoredKinds: [Kind]
  }

  struct Kind: Encodable {
    var kind: String
    var count: Int
    var known: Bool
  }

  struct Assumptions: Encodable {
    var files: [String]
    var cni: String
    var clusterCIDRs: [String]
    var ipFamilies: [String]?
    var clientAddress: String
    var facts: [String]
  }

  struct Remark: Encodable {
    var severity: String
    var message: String
    var suggestion: String?
    var path: String?
    var place: Place?
  }

  struct Place: Encodable {
    var file: String
    var line: Int
    var column: Int
  }

  /// The only member that differs from run to run.
  struct Statistics: Encodable {
    var seconds: Double
    /// Absent where the caller did not say.
    var readingSeconds: Double?
    var buildSeconds: Double
    var classes: Int
    var explicit: Explicit
    var judgeSeconds: Double
    var solver: Solver
    /// Seconds of each intent, in their order.
    var intents: [Double]
  }

  struct Explicit: Encodable {
    var classSeconds: Double
    var seconds: Double
  }

  struct Solver: Encodable {
    var checks: Int
    var terms: Int
    var resourceUnits: UInt64
    var buildSeconds: Double
    var seconds: Double
  }
}
