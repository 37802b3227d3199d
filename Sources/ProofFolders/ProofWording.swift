import ClusterModel
public import Covers
import Intents

/// What a check says, in words.
public enum ProofWording {
  public static func text(_ change: ProofFinding.Change) -> String {
    switch change {
    case .changed(let path): "\(path.escapingControls) has changed"
    case .missing(let path): "\(path.escapingControls) is missing"
    case .unlisted(let path): "\(path.escapingControls) is new"
    case .unread(let path): "\(path.escapingControls) is not read any more"
    }
  }

  public static func text(_ relation: ProofRelation) -> String {
    "\(relation.kind.rawValue), in world \(relation.world.rawValue)"
  }

  /// The command that writes a folder of proofs.
  public static func command(_ relation: ProofRelation?) -> String {
    guard let relation else { return "netproof verify ..." }
    return
      "netproof diff ... --relation \(relation.kind.rawValue) --world \(relation.world.rawValue)"
  }

  public static func text(_ rejection: CoverRejection) -> String {
    switch rejection {
    case .syntax(let error): "line \(error.line): \(error.message)"
    case .header(let found?, let expected?): "it says `\(found)`, the inputs say `\(expected)`"
    case .header(let found?, nil): "it says `\(found)`, which is not so"
    case .header(nil, let expected): "it does not say `\(expected ?? "")`"
    case .flaw(let flaw) where flaw.path.isEmpty: flaw.message
    case .flaw(let flaw): "\(flaw.path.joined(separator: " > ")): \(flaw.message)"
    case .witness(let message), .obstacle(let message): message
    }
  }

  public static func text(_ result: CoverResult) -> String {
    let cases =
      switch result.cases {
      case 0: "the witness"
      case 1: "1 case"
      default: "\(result.cases) cases"
      }
    return "\(result.standing.rawValue) in world \(result.world.rawValue), \(cases)"
  }
}
