import ClusterModel
import Covers
import FoundationEssentials
import Intents
import ProofFolders
import Readers
import Reports
import Verification

/// Certificates of the intents that hold, and counterexamples of those that a flow refutes.
struct IntentCertification: Certification {
  let result: VerificationResult
  let inputs: ProofInputs
  /// More cases than this are not written; clauses take their place.
  var caseLimit = Cover.limit
  let names: InputNames
  let sources: [ManifestReading.Source]

  func certify() async throws(UsageError) -> Certified {
    var certified = Certified()
    let maker = CertificateMaker(
      result, absentKinds: inputs.absentKinds, limit: caseLimit)
    let claims = ClaimMaker(result: result) { [result, names] file in
      file.rawValue < 0 ? nil : names.name(of: result.snapshot.files[file])
    }
    for outcome in result.outcomes {
      let name = outcome.intent.fileName
      let sentence = outcome.intent.sentence
      switch maker.certificate(of: outcome) {
      case nil: await addCounterexample(outcome, name, &certified)
      case .cover(let cover, let world)?:
        certified.files[name + ".cover"] = Array(cover.text.utf8)
        certified.summary.certificates += 1
        let made = try claims.files(of: outcome, in: [world], isProved: inputs.isWithClauses)
        try certified.add(made, about: sentence)
      case .tooLarge(let limit)?:
        let worlds = CertificateMaker.worlds(of: outcome)
        let made = try claims.files(of: outcome, in: worlds, isProved: true)
        try certified.add(made, about: sentence)
        if made.hasProof {
          certified.summary.certificates += 1
          certified.summary.instead.append((sentence, limit))
        } else {
          certified.summary.without.append((sentence, .tooLarge(limit)))
        }
      case .none(let why)?:
        let worlds = CertificateMaker.worlds(of: outcome)
        let made = try claims.files(of: outcome, in: worlds, isProved: inputs.isWithClauses)
        try certified.add(made, about: sentence)
        certified.summary.without.append((sentence, .notShown(why)))
      case .disagreement(let flow)?: certified.summary.disagreements.append((sentence, flow))
      }
    }
    return certified
  }

  private func addCounterexample(
    _ outcome: Outcome, _ name: String, _ certified: inout Certified
  ) async {
    guard outcome.verdict == .refuted || outcome.verdict == .waived,
      let found = CounterexampleFiles(outcome, of: result)
    else { return }
    let folder = name + ".counterexample"
    certified.files[folder + "/probe.sh"] = Array(found.probe.utf8)
    if let manifest = found.manifest {
      certified.files[folder + "/manifest.yaml"] = Array(manifest.utf8)
    }
    let minimal = MinimalCase(
      result: result, pieces: ManifestPiece.all(of: sources, names.name),
      defaultNamespace: inputs.defaultNamespace, absentKinds: inputs.absentKinds)
    var replay: String?
    if let pieces = await minimal.pieces(for: outcome) {
      let manifests = MinimalCase.text(pieces, title: found.title)
      certified.files[folder + "/manifests.yaml"] = Array(manifests.utf8)
      let intents = "\(found.title)\n" + minimal.intentFile(for: outcome)
      certified.files[folder + "/intents.yaml"] = Array(intents.utf8)
      replay = minimal.command
    }
    let account = found.account(replay: replay, fileName: names.name)
    certified.files[folder + "/flow.txt"] = Array(account.utf8)
    certified.summary.counterexamples += 1
  }
}

extension ProofInputs {
  /// What a run is about, from the folder of proofs on.
  init(
    _ locations: ManifestLocations, _ read: RunInput, at place: ProofPlace,
    defaultNamespace: String, isWithClauses: Bool
  ) throws(UsageError) {
    self.init(
      manifests: try place.ways(to: locations.manifests),
      intents: try place.ways(to: locations.intents), defaultNamespace: defaultNamespace,
      absentKinds: read.absentKinds, isWithClauses: isWithClauses)
  }
}

extension ProofFolder {
  /// The folder of the intents of a run.
  init(
    _ place: ProofPlace, _ inputs: ProofInputs, _ result: VerificationResult, _ read: RunInput,
    caseLimit: Int = Cover.limit
  ) throws(UsageError) {
    var kept: [String: [UInt8]] = [:]
    for source in read.sources {
      if case .bytes(let bytes) = source.content { kept[ProofInputs.keptName] = bytes }
    }
    try self.init(
      place, inputs, kept: kept,
      IntentCertification(
        result: result, inputs: inputs, caseLimit: caseLimit,
        names: InputNames(inputs, in: place.canonical), sources: read.sources))
  }
}
