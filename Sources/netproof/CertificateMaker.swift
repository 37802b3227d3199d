import ClusterModel
import Covers
import Evaluation
import Intents
import ProofFolders
import Verification

/// Makes the certificates of a run, and says why an intent that holds has none.
struct CertificateMaker {
  /// What an intent that holds is given.
  enum Made {
    case cover(Cover, World)
    /// Nobody would read it.
    case tooLarge(limit: Int)
    /// Not shown by cases; the verdict stands on the engines alone.
    case none(String)
    /// The case split finds a flow that breaks what the engines call true.
    case disagreement(String)
  }

  let result: VerificationResult
  let absentKinds: [String]
  /// How many cases a split may have.
  let limit: Int
  private let subjects: CoverSubjects

  init(_ result: VerificationResult, absentKinds: [String], limit: Int = Cover.limit) {
    self.limit = limit
    self.result = result
    self.absentKinds = absentKinds
    subjects = CoverSubjects(result.snapshot, result.files, absentKinds: absentKinds)
  }

  /// Nil for an intent that does not hold.
  func certificate(of outcome: Outcome) -> Made? {
    guard let subject = subjects[outcome.intent.fileName] else { return nil }
    switch outcome.verdict {
    case .proved: return make(subject, .proved, in: Self.worlds(of: outcome))
    case .holdsToday: return make(subject, .holdsToday, in: Self.worlds(of: outcome))
    case .refuted, .vacuous, .waived, .unsupported, .inconclusive, .disagreement: return nil
    }
  }

  /// The worlds in which what is prohibited may not happen, the widest first: those below the one that breaks it.
  static func worlds(of outcome: Outcome) -> [World] {
    let asked = outcome.intent.world
    if outcome.verdict == .proved { return [max(asked, .openCluster)] }
    let limit = outcome.breaks.first?.world ?? asked
    let below = World.allCases.filter { $0 >= asked && $0 < limit && $0 < .openCluster }
    return below.isEmpty ? [asked] : below.reversed()
  }

  private func make(_ subject: CoverSubject, _ standing: Standing, in worlds: [World]) -> Made {
    var made = Made.none("")
    for world in worlds {
      do throws(CoverFailure) {
        return .cover(try Cover(of: subject, standing, in: world, limit: limit), world)
      } catch {
        made =
          switch error {
          case .tooLarge(let limit): .tooLarge(limit: limit)
          case .undecided(let what), .unsupported(let what): .none(what)
          case .violated(let flow): .disagreement(flow)
          }
      }
    }
    return made
  }
}
